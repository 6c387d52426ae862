import type { FastifyReply } from 'fastify';
import { PDF_TYPE } from '../print/print.js';

/** Answers with a paper that is shown to whoever asks, under a name without personal data; nobody else keeps it. */
export async function sendPaper(reply: FastifyReply, fileName: string, paper: Buffer): Promise<void> {
  await reply
    .header('content-type', PDF_TYPE)
    .header('cache-control', 'no-store')
    .header('content-disposition', `inline; filename="${fileName}"`)
    .send(paper);
}
