import type { WriteCommand } from '../commands/reporting.service.js';
import type { SaveImagingReportInput } from './report.inputs.js';

/** What somebody has written, with whatever was left out said to be nothing. */
export function writtenOf({
  id,
  expectedVersion,
  idempotencyKey,
  fencingToken,
  content,
}: SaveImagingReportInput): WriteCommand {
  const { templateCode = null, abnormal = null, findings, conclusion } = content;
  const structured = content.structured.map(({ code, value }) => ({ code, value }));
  const said = { templateCode, findings, conclusion, structured, abnormal };
  return { id, expectedVersion, idempotencyKey, fencingToken, content: said };
}
