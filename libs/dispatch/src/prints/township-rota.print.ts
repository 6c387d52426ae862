import { signatures, title, type PrintContent } from '#platform';
import { SessionState } from '../domain/session-state.js';
import type { PaperContent } from '../queries/rota-paper.query.js';
import type { RotaLine } from '../queries/rota-sheet.query.js';
import {
  HALF_NAMES,
  KIND_NAMES,
  STATE_NAMES,
  dayName,
  issuedOn,
  linesToShow,
  periodName,
  titleName,
  listing,
  remark,
} from './rota-words.js';

/** 下派排班表: for those who work at the township and have to reach whoever comes. */
export function townshipRotaPrint(content: PaperContent): PrintContent[] {
  const { lines, phones, subject } = content;
  return [
    title('专家下派排班表', `${subject}　${periodName(content)}`),
    listing(
      '下派安排',
      [
        ['日期', 3.4],
        ['时段', 1.3],
        ['专科', 2.6],
        ['类别', 2],
        ['专家', 2],
        ['职称', 1.3],
        ['派出单位', 2.4],
        ['联系电话', 2.8],
        ['状态', 1.8],
      ],
      linesToShow(lines).map((line) => [
        dayName(line.day),
        HALF_NAMES[line.half],
        line.specialtyName,
        KIND_NAMES[line.kind],
        line.expert,
        titleName(line.title),
        line.home,
        phones.get(line.expertId) ?? '',
        STATE_NAMES[line.state],
      ]),
    ),
    remark('内部使用，请勿张贴；对外公示请使用“专家坐诊公示”。'),
  ];
}

/** 专家坐诊公示: for patients, on the wall; no telephone. */
export function publicNoticePrint(content: PaperContent): PrintContent[] {
  const { lines, subject } = content;
  return [
    title('专家坐诊公示', `${subject}　${periodName(content)}`),
    listing(
      '上级医院专家来院安排',
      [
        ['日期', 3],
        ['时段', 1.3],
        ['专科', 2.6],
        ['服务内容', 2.2],
        ['专家', 2],
        ['职称', 1.4],
        ['来自', 2.6],
        ['备注', 1.6],
      ],
      linesToShow(lines).map((line) => [
        dayName(line.day),
        HALF_NAMES[line.half],
        line.specialtyName,
        KIND_NAMES[line.kind],
        line.expert,
        titleName(line.title),
        line.home,
        remarkOf(line),
      ]),
    ),
    remark('如遇停诊或调整，以本院当日公告为准。'),
    signatures(subject, issuedOn(content)),
  ];
}

const remarkOf = ({ state }: RotaLine): string => (state === SessionState.SUSPENDED ? '停诊' : '');
