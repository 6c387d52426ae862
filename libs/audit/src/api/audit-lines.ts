import type { ListedEntry } from '../queries/audit-entry.js';
import type { ExportFormat } from './audit-export.query.js';

const COLUMNS = [
  'id',
  'occurredAt',
  'accountId',
  'staffId',
  'institutionId',
  'onBehalfOfStaffId',
  'requestId',
  'address',
  'action',
  'objectType',
  'objectId',
  'patientIds',
  'basis',
  'result',
  'code',
  'rule',
  'detail',
] as const satisfies readonly (keyof ListedEntry)[];

/** The lines of an export, one text a batch. */
export async function* linesOf(batches: AsyncIterable<ListedEntry[]>, format: ExportFormat): AsyncGenerator<string> {
  if (format === 'csv') yield `${COLUMNS.join(',')}\r\n`;
  const lineOf = format === 'csv' ? csvLine : jsonLine;
  for await (const entries of batches) yield entries.map(lineOf).join('');
}

function jsonLine(entry: ListedEntry): string {
  return `${JSON.stringify(Object.fromEntries(COLUMNS.map((column) => [column, entry[column]])))}\n`;
}

function csvLine(entry: ListedEntry): string {
  return `${COLUMNS.map((column) => csvCell(textOf(entry[column]))).join(',')}\r\n`;
}

function textOf(value: ListedEntry[keyof ListedEntry]): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** What begins like a formula would be computed by the spreadsheet that opens the file. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
