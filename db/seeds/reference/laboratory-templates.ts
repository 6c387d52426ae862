import type { Template } from './notice-template.js';

type Words = readonly [title: string, body: string];

/** What people are told: where from and to, never who or what. */
const words: Readonly<Record<string, readonly [zh: Words, en: Words]>> = {
  'report-published': [
    ['检验报告已发布', '{fromInstitution}已发布{toInstitution}申请的检验报告，请查看。'],
    ['Laboratory report published', '{fromInstitution} has published a laboratory report for {toInstitution}.'],
  ],
  'report-preliminary': [
    ['初步检验报告已发布', '{fromInstitution}已发布{toInstitution}申请的初步检验报告，最终报告随后发布。'],
    ['Preliminary laboratory report', '{fromInstitution} has published a preliminary report for {toInstitution}.'],
  ],
  'report-corrected': [
    ['检验报告已更正', '{fromInstitution}更正了{toInstitution}申请的检验报告，请重新查看。'],
    ['Laboratory report corrected', '{fromInstitution} has corrected a report for {toInstitution}. Look at it again.'],
  ],
  'report-retracted': [
    ['检验报告已撤回', '{fromInstitution}撤回了{toInstitution}申请的检验报告，请勿继续使用。'],
    ['Laboratory report retracted', '{fromInstitution} has taken a report for {toInstitution} back. Do not use it.'],
  ],
  'recognised-corrected': [
    ['已互认的检验报告有更正', '{fromInstitution}更正了{toInstitution}申请的检验报告，您曾互认该结果，请重新查看。'],
    [
      'A report that you recognised is corrected',
      '{fromInstitution} has corrected a report for {toInstitution} that you have recognised. Look at it again.',
    ],
  ],
  'recognised-retracted': [
    ['已互认的检验报告被撤回', '{fromInstitution}撤回了{toInstitution}申请的检验报告，您曾互认该结果，请勿继续使用。'],
    [
      'A report that you recognised is retracted',
      '{fromInstitution} has taken a report for {toInstitution} back that you have recognised. Do not use it any more.',
    ],
  ],
  'report-returned': [
    ['检验报告被退回', '审核人退回了{toInstitution}标本的检验报告，请修改后重新提交。'],
    ['Laboratory report given back', 'The reviewer has given back a report for {toInstitution}.'],
  ],
  'retraction-asked': [
    ['检验报告撤回申请', '{fromInstitution}有人申请撤回一份已发布的检验报告，请审核。'],
    ['Retraction wanted', 'Somebody at {fromInstitution} wants to take a published laboratory report back.'],
  ],
  'report-overdue': [
    ['检验报告超时', '{toInstitution}申请的检验已超过报告时限，请尽快处理。'],
    ['Laboratory report overdue', 'A laboratory report for {toInstitution} is overdue.'],
  ],
  'specimen-rejected': [
    ['标本被拒收', '{fromInstitution}拒收了{toInstitution}送检的一份标本，请查看原因并重新采集。'],
    ['Specimen rejected', '{fromInstitution} cannot examine a specimen of {toInstitution}. Take another one.'],
  ],
};

export const laboratoryTemplates: Readonly<Record<string, Template>> = Object.fromEntries(
  Object.entries(words).map(([name, [zh, en]]) => [`laboratory.${name}`, { inbox: { zh, en } }]),
);
