import { Injectable } from '@nestjs/common';
import { BedReportService, CapacityRegister } from '#capacity';
import { Permission } from '#identity';
import type { Queryable } from '#platform';
import { beds, type BedRow } from '../../domain/service-tables.js';
import { SetupPart, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';

/** What departments begin with: from then on it is the ward that knows. */
@Injectable()
export class BedPart extends SetupPart<typeof beds.columns> {
  override readonly permission = Permission.PlanCapacity;

  constructor(
    private readonly service: BedReportService,
    private readonly register: CapacityRegister,
  ) {
    super();
  }

  override table() {
    return beds;
  }

  /** What a system counts, it tells again wherever it is set up: it is not written down. */
  override async entries(on: Queryable, _now: Date, rows: readonly BedRow[] | null): Promise<Entry<BedRow>[]> {
    const pools = await this.register.beds(on);
    const told = pools.filter(({ staffNo }) => rows !== null || staffNo !== null);
    return told.map(({ staffNo, ...pool }) => ({ values: { ...pool, staffNo: staffNo ?? '' } }));
  }

  override concerns({ institutionCode }: BedRow, scope: Scope): boolean {
    return isOf(institutionCode, scope);
  }

  /** Counted on the ward since: an older workbook knows less. */
  override settled(_row: BedRow, { values }: Entry<BedRow>): BedRow {
    return values;
  }

  override add({ tx, known }: Desk, row: BedRow): Promise<void> {
    const { id, institutionId } = known.department('departmentCode', row.institutionCode, row.departmentCode);
    const staffId = known.member('staffNo', row.staffNo).id;
    return this.service.reportIn(tx, { departmentId: id, institutionId, emptyBeds: row.emptyBeds, staffId });
  }

  override change(): Promise<void> {
    return Promise.resolve();
  }
}
