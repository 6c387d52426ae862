import { signatures, text, title, type PrintContent } from '#platform';
import { SessionState } from '../domain/session-state.js';
import type { PaperContent } from '../queries/rota-paper.query.js';
import type { RotaLine } from '../queries/rota-sheet.query.js';
import { hoursName, isForWall, monthGrid } from './month-grid.js';
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

/** Of a month: who does what, and what is not sure yet. */
const inCell = (line: RotaLine): string => cellOf(line, SURE.includes(line.state) ? '' : STATE_NAMES[line.state]);
const SURE: readonly SessionState[] = ['CONFIRMED', 'CHECKED_IN', 'COMPLETED'];

/** For patients, what matters is who comes, and that nobody does. */
const onWall = (line: RotaLine): string => cellOf(line, remarkOf(line));

const cellOf = ({ specialtyName, expert, title: rank, kind }: RotaLine, mark: string): string =>
  [mark && `【${mark}】`, specialtyName, expert, titleName(rank), kind === 'CLINIC' ? '' : KIND_NAMES[kind]]
    .filter(Boolean)
    .join(' ');

const under = (content: PaperContent, shown: readonly RotaLine[]): string =>
  [content.subject, periodName(content), hoursName(shown)].filter(Boolean).join('　');

/** Whom to call, each once. */
function callList({ phones }: PaperContent, shown: readonly RotaLine[]): PrintContent {
  const people = new Map(shown.map((line) => [line.expertId, line]));
  const numbers = [...people].map(([id, { expert, home }]) => `${expert}（${home}）${phones.get(id) ?? '未登记电话'}`);
  return text(`联系电话：${numbers.join('；')}`, { margin: [0, 8, 0, 0], fontSize: 10 });
}

/** 下派排班表: for those who work at the township and have to reach whoever comes. */
export function townshipRotaPrint(content: PaperContent): PrintContent[] {
  const { lines, phones } = content;
  const shown = linesToShow(lines);
  const head = title('专家下派排班表', under(content, shown));
  const foot = remark('内部使用，请勿张贴；对外公示请使用“专家坐诊公示”。');
  if (isForWall(content)) return [head, monthGrid(content, shown, inCell), callList(content, shown), foot];
  return [
    head,
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
      shown.map((line) => [
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
    foot,
  ];
}

/** 专家坐诊公示: for patients, on the wall; no telephone. */
export function publicNoticePrint(content: PaperContent): PrintContent[] {
  const { lines, subject } = content;
  const shown = linesToShow(lines);
  const head = title('专家坐诊公示', under(content, shown));
  const foot = [remark('如遇停诊或调整，以本院当日公告为准。'), signatures(subject, issuedOn(content))];
  if (isForWall(content)) return [head, monthGrid(content, shown, onWall), ...foot];
  return [
    head,
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
      shown.map((line) => [
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
    ...foot,
  ];
}

const remarkOf = ({ state }: RotaLine): string => (state === SessionState.SUSPENDED ? '停诊' : '');
