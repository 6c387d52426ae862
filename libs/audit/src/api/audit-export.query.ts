import { IsEnum, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { AuditOutcome, type AuditFilter } from '../domain/audit-filter.js';

const INSTANT =
  /^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What the address of an export names: the filter of the list, and the format. */
export class AuditExportQuery {
  @IsOptional()
  @IsIn(exportFormats)
  format?: ExportFormat;

  @Matches(INSTANT)
  from: string;

  @IsOptional()
  @Matches(INSTANT)
  to?: string;

  @IsOptional()
  @IsUUID()
  accountId?: string;

  @IsOptional()
  @IsUUID()
  staffId?: string;

  @IsOptional()
  @IsUUID()
  institutionId?: string;

  @IsOptional()
  @IsUUID()
  patientId?: string;

  @IsOptional()
  @IsUUID()
  objectId?: string;

  @IsOptional()
  @Matches(/^[\w.-]{1,100}$/)
  action?: string;

  @IsOptional()
  @IsEnum(AuditOutcome)
  result?: AuditOutcome;
}

export function filterOf({ from, to, ...rest }: AuditExportQuery): AuditFilter {
  return { ...rest, from: new Date(from), to: to === undefined ? null : new Date(to) };
}
