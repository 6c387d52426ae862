import { Controller, Get, Query, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, PDF_TYPE, momentText, renderPrint, sendWorkbook, type ActorContext } from '#platform';
import { IsIn, Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { MONTH, type Month } from '../domain/period.js';
import { reportPrint } from '../prints/report.print.js';
import { reportSheets } from '../prints/report.workbook.js';
import { ReportQuery, type Report } from '../queries/report.query.js';

/** What stands behind the address of a report. */
class ReportParameters {
  @Matches(MONTH)
  period: Month;

  @IsIn(['xlsx', 'pdf'])
  format: 'xlsx' | 'pdf' = 'xlsx';
}

/** The monthly report as files: a workbook for whoever works with it, one page for the director. */
@Controller()
export class ReportController {
  constructor(private readonly reports: ReportQuery) {}

  @Allow(Permission.ReadIndicators)
  @Get('indicator-report')
  async report(
    @Query() { period, format }: ReportParameters,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const report = await this.reports.of(actor, period);
    const fileName = `indicators-${period}`;
    if (format === 'xlsx') return sendWorkbook(reply, `${fileName}.xlsx`, ...reportSheets(report));
    await reply
      .header('content-type', PDF_TYPE)
      .header('content-disposition', `inline; filename="${fileName}.pdf"`)
      .send(await pdfOf(report));
  }
}

function pdfOf(report: Report): Promise<Buffer> {
  const { computedAt } = report.month;
  return renderPrint({
    title: '县域医共体运行月报',
    number: report.month.period,
    imprint: computedAt ? `统计时间：${momentText(computedAt)}` : '尚未统计',
    body: reportPrint(report),
  });
}
