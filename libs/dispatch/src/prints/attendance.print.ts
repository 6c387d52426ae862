import { yuanText } from '#kernel';
import { BLANK, signatures, timeText, title, type PrintContent } from '#platform';
import { attendanceOf, byExpert, teachingHours } from '../domain/attendance.js';
import type { PaperContent } from '../queries/rota-paper.query.js';
import type { RotaLine } from '../queries/rota-sheet.query.js';
import { HALF_NAMES, STATE_NAMES, dayName, issuedOn, linesToShow, periodName, listing, remark } from './rota-words.js';

const count = (value: number | null): string => (value === null ? '' : String(value));

/** 出诊考勤表: what came of every session, and of each expert's in sum. */
export function attendancePrint(content: PaperContent): PrintContent[] {
  const shown = linesToShow(content.lines);
  return [
    title('专家下派出诊考勤表', `${content.institution}　${periodName(content)}`),
    sessionsTable(shown),
    sumsTable(shown),
    signatures(`考勤人：${BLANK}　　接收单位（盖章）：${BLANK}　　医务科审核：${BLANK}`, issuedOn(content)),
  ];
}

function sessionsTable(shown: readonly RotaLine[]): PrintContent {
  return listing(
    '出诊明细',
    [
      ['日期', 3.2],
      ['时段', 1.3],
      ['专家', 2],
      ['乡镇卫生院', 3.1],
      ['签到', 1.5],
      ['到/约', 1.4],
      ['诊疗', 1.2],
      ['查房', 1.2],
      ['手术', 1.2],
      ['带教(时)', 1.9],
      ['结果', 1.7],
    ],
    shown.map((line) => [
      dayName(line.day),
      HALF_NAMES[line.half],
      line.expert,
      line.township,
      line.checkedInAt ? timeText(line.checkedInAt) : '',
      line.booked > 0 && line.checkedInAt ? `${line.attended}/${line.booked}` : '',
      count(line.patientsSeen),
      count(line.wardRounds),
      count(line.surgeries),
      line.teachingMinutes === null ? '' : String(teachingHours(line.teachingMinutes)),
      STATE_NAMES[line.state],
    ]),
  );
}

function sumsTable(shown: readonly RotaLine[]): PrintContent {
  return listing(
    '汇总',
    [
      ['专家', 2],
      ['完成班次', 1.6],
      ['下派天数', 1.6],
      ['乡镇数', 1.4],
      ['诊疗', 1.2],
      ['查房', 1.2],
      ['手术', 1.2],
      ['带教(时)', 1.6],
      ['未到岗', 1.4],
      ['本人签字', 2.6],
    ],
    byExpert(shown).map((own) => {
      const sum = attendanceOf(own);
      const { sessions, days, townships, patientsSeen, wardRounds, surgeries, teachingMinutes, noShows } = sum;
      const counts = [sessions, days, townships, patientsSeen, wardRounds, surgeries, teachingHours(teachingMinutes)];
      return [own[0]!.expert, ...counts.map(String), String(noShows), ''];
    }),
  );
}

/** 下乡补助表: completed sessions at what a session was worth on its day. */
export function allowancePrint(content: PaperContent): PrintContent[] {
  const own = byExpert(linesToShow(content.lines)).map((lines) => ({
    expert: lines[0]!.expert,
    ...attendanceOf(lines),
  }));
  const paid = own.filter(({ sessions }) => sessions > 0);
  const all = attendanceOf(content.lines);
  return [
    title('专家下派出诊补助表', `${content.institution}　${periodName(content)}`),
    listing(
      '补助明细',
      [
        ['专家', 2.4],
        ['完成班次', 1.8],
        ['其中偏远', 1.8],
        ['下派天数', 1.8],
        ['补助金额（元）', 2.6],
        ['签领', 3],
      ],
      [
        ...paid.map(({ expert, sessions, farSessions, days, allowance }) => [
          expert,
          String(sessions),
          String(farSessions),
          String(days),
          yuanText(allowance),
          '',
        ]),
        ['合计', String(all.sessions), String(all.farSessions), String(all.days), yuanText(all.allowance), ''],
      ],
    ),
    remark('仅计已完成并登记出诊情况的班次；补助标准和偏远乡镇以班次当日系统设置为准。'),
    signatures(`制表：${BLANK}　　医务科审核：${BLANK}　　财务：${BLANK}`, issuedOn(content)),
  ];
}
