import type { FastifyReply } from 'fastify';
import { XLSX_TYPE } from '../files/content-check.js';
import { streamWorkbook, type WorkbookSheet } from '../files/workbook-stream.js';

/** Answers with a workbook that is made for whoever asks: it is saved under that name, and nobody else keeps it. */
export async function sendWorkbook(
  reply: FastifyReply,
  fileName: string,
  ...sheets: readonly WorkbookSheet[]
): Promise<void> {
  await reply
    .header('content-type', XLSX_TYPE)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .send(streamWorkbook(...sheets));
}
