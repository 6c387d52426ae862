import { dayText, renderPrint, timeText, type PrintContent } from '#platform';
import { RotaPaper } from '../domain/rota-paper.js';
import type { PaperContent } from '../queries/rota-paper.query.js';
import { allowancePrint, attendancePrint } from './attendance.print.js';
import { expertRotaPrint } from './expert-rota.print.js';
import { isForWall } from './month-grid.js';
import { serviceCertificatePrint } from './service-certificate.print.js';
import { publicNoticePrint, townshipRotaPrint } from './township-rota.print.js';

const PAPERS: Readonly<Record<RotaPaper, readonly [title: string, body: (content: PaperContent) => PrintContent[]]>> = {
  [RotaPaper.TOWNSHIP_ROTA]: ['专家下派排班表', townshipRotaPrint],
  [RotaPaper.EXPERT_ROTA]: ['专家下派出诊安排', expertRotaPrint],
  [RotaPaper.PUBLIC_NOTICE]: ['专家坐诊公示', publicNoticePrint],
  [RotaPaper.ATTENDANCE]: ['专家下派出诊考勤表', attendancePrint],
  [RotaPaper.ALLOWANCE]: ['专家下派出诊补助表', allowancePrint],
  [RotaPaper.SERVICE_CERTIFICATE]: ['基层服务证明', serviceCertificatePrint],
};

/** Rotas of a township hang on its walls: a month of them is a sheet of weeks. */
const OF_TOWNSHIP: readonly RotaPaper[] = [RotaPaper.TOWNSHIP_ROTA, RotaPaper.PUBLIC_NOTICE];

/** A paper as a PDF: A4 pages as many as it needs, or A3 on its side for a month on the wall. What hangs on the wall does not say who printed it. */
export function printRotaPaper(paper: RotaPaper, content: PaperContent): Promise<Buffer> {
  const [title, body] = PAPERS[paper];
  const { printedAt, printedBy } = content;
  const when = `打印：${dayText(printedAt)} ${timeText(printedAt)}`;
  const imprint = paper === RotaPaper.PUBLIC_NOTICE ? when : `${when}　${printedBy}`;
  const forWall = OF_TOWNSHIP.includes(paper) && isForWall(content);
  return renderPrint({ title, number: null, imprint, body: body(content), forWall });
}
