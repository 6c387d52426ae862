import type { MessageCatalogue } from '#platform';

export const recognitionMessages = {
  RECOGNITION_UNDECIDED: {
    'zh-CN': '有可互认的结果，请选择互认或填写不互认原因。',
    en: 'There are results that may be recognised: recognise them, or say why not.',
  },
  NOT_RECOGNISABLE: {
    'zh-CN': '所选报告不能互认，请重新查询。',
    en: 'The report may not be recognised for this item (any more). Look again.',
  },
} as const satisfies MessageCatalogue;
