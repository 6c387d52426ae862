import { BLANK, dateText, fields, signatures, text, title, type PrintContent } from '#platform';
import { attendanceOf, teachingHours, type Attended } from '../domain/attendance.js';
import type { PaperContent } from '../queries/rota-paper.query.js';
import type { ServiceRecord } from '../queries/service-record.query.js';
import { issuedOn, titleName, listing, remark } from './rota-words.js';

/** 基层服务证明: what counts of somebody's service at the grassroots when they are up for promotion. */
export function serviceCertificatePrint(content: PaperContent): PrintContent[] {
  const record = content.record!;
  const { name, staffNo, title: rank, home, department, fromDay, toDay } = record;
  return [
    title('基层服务证明'),
    ...fields(
      [
        ['姓名', name],
        ['工号', staffNo],
        ['职称', titleName(rank)],
      ],
      [
        ['工作单位', home],
        ['科室', department],
      ],
      [['统计期间', `${dateText(fromDay)}至${dateText(toDay)}`]],
    ),
    staysTable(record),
    sessionsTable(record),
    conclusion(record),
    remark('派驻天数已扣除登记的中断；同一天既在派驻期间又有出诊的，只计一天。'),
    remark('出诊天数按已完成并登记出诊情况的班次统计。'),
    signatures(
      `派出单位（盖章）：${BLANK}${BLANK}　经办人：${BLANK}`,
      `接收单位（盖章）：${BLANK}${BLANK}　经办人：${BLANK}`,
      issuedOn(content),
    ),
  ];
}

function staysTable({ stays, service }: ServiceRecord): PrintContent {
  return listing(
    '长期派驻',
    [
      ['接收单位', 4],
      ['起', 2.6],
      ['止', 2.6],
      ['计入天数', 1.8],
    ],
    stays.map(({ host, fromDay, toDay }, index) => [
      host,
      dateText(fromDay),
      dateText(toDay),
      String(service.stays[index]),
    ]),
  );
}

function sessionsTable({ sessions }: ServiceRecord): PrintContent {
  const places = Map.groupBy(sessions, ({ township }) => township);
  return listing(
    '下派出诊',
    [
      ['接收单位', 3.4],
      ['班次', 1.2],
      ['天数', 1.2],
      ['诊疗人次', 1.6],
      ['查房', 1.2],
      ['手术', 1.2],
      ['带教（小时）', 2],
    ],
    [...places].map(([township, own]) => [township, ...countsOf(own)]),
  );
}

function countsOf(own: readonly Attended[]): string[] {
  const { sessions, days, patientsSeen, wardRounds, surgeries, teachingMinutes } = attendanceOf(own);
  return [sessions, days, patientsSeen, wardRounds, surgeries, teachingHours(teachingMinutes)].map(String);
}

function conclusion({ name, toDay, service, promotionDays }: ServiceRecord): PrintContent {
  const stays = service.stays.reduce((sum, days) => sum + days, 0);
  const verdict = service.total >= promotionDays ? '已达到' : '尚未达到';
  const sums = `长期派驻 ${stays} 天，另有下派出诊 ${service.sessionDays} 天，合计 ${service.total} 天`;
  const words = `兹证明${name}截至${dateText(toDay)}在基层医疗卫生机构服务：${sums}，${verdict}晋升要求的基层服务 ${promotionDays} 天。`;
  return text(words, { fontSize: 12, margin: [0, 14, 0, 8] });
}
