import { createHash } from 'node:crypto';
import type { ReportContent } from '../domain/report-content.js';

/** SHA-256 of what is signed, in hexadecimal; the same for the same words. */
export function digestOf(examId: string, content: ReportContent): string {
  const { templateCode, findings, conclusion, structured, abnormal } = content;
  const words = [
    examId,
    templateCode,
    findings,
    conclusion,
    structured.map(({ code, value }) => [code, value]),
    abnormal,
  ];
  return createHash('sha256').update(JSON.stringify(words)).digest('hex');
}
