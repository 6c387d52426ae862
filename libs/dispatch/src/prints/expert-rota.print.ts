import { timeText, title, type PrintContent } from '#platform';
import type { PaperContent } from '../queries/rota-paper.query.js';
import { HALF_NAMES, KIND_NAMES, STATE_NAMES, dayName, linesToShow, periodName, listing } from './rota-words.js';

/** 专家出诊安排: where somebody goes, and whom they call there. */
export function expertRotaPrint(content: PaperContent): PrintContent[] {
  const { lines, places, subject } = content;
  return [
    title('专家下派出诊安排', `${subject}　${periodName(content)}`),
    listing(
      '出诊安排',
      [
        ['日期', 3],
        ['时段', 1.3],
        ['时间', 2.4],
        ['乡镇卫生院', 3],
        ['专科', 2.6],
        ['类别', 2],
        ['状态', 2],
      ],
      linesToShow(lines).map((line) => [
        dayName(line.day),
        HALF_NAMES[line.half],
        `${timeText(line.startsAt)}–${timeText(line.endsAt)}`,
        line.township,
        line.specialtyName,
        KIND_NAMES[line.kind],
        STATE_NAMES[line.state],
      ]),
    ),
    listing(
      '接收单位',
      [
        ['乡镇卫生院', 2],
        ['地址', 4],
        ['电话', 2],
      ],
      places.map(({ name, address, phone }) => [name, address, phone]),
    ),
  ];
}
