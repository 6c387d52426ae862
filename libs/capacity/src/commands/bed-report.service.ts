import { Injectable } from '@nestjs/common';
import { StaffingDirectory } from '#organization';
import { UnitOfWork, claimRequest, statement, type ActorContext, type Transaction } from '#platform';
import { lockDepartment, requireWard, type PlannedDepartment } from './planning-scope.js';
import { SetupScope } from './setup-scope.js';

export interface BedReport {
  readonly idempotencyKey: string;
  readonly departmentId: string;
  readonly emptyBeds: number;
}

/** Beds of a department, and who has counted them: somebody of the staff, or a system. */
export interface CountedBeds extends PlannedDepartment {
  readonly emptyBeds: number;
  readonly staffId?: string;
  readonly machineId?: string;
}

const REPORT = statement(
  'capacity.report-beds',
  `INSERT INTO capacity_bed_pools (id, institution_id, department_id, empty_beds, reported_at, reported_by_staff_id,
     reported_by_machine_id, version)
   VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
   ON CONFLICT ON CONSTRAINT uq_capacity_bed_pools_department DO UPDATE SET empty_beds = excluded.empty_beds,
     reported_at = excluded.reported_at, reported_by_staff_id = excluded.reported_by_staff_id,
     reported_by_machine_id = excluded.reported_by_machine_id,
     version = capacity_bed_pools.version + 1
   RETURNING id, version`,
);

/** What wards tell of their beds. */
@Injectable()
export class BedReportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: StaffingDirectory,
    private readonly scope: SetupScope,
  ) {}

  /**
   * How many beds of a department are empty now, those included that are held for somebody: what is counted on the ward
   * replaces what was known. Fewer than are held takes nothing from anybody; no more are given until there are enough.
   * @returns the department, by which the pool is found
   */
  report(actor: ActorContext, command: BedReport): Promise<string> {
    const departmentId = command.departmentId.toLowerCase();
    const { institutionId, machine } = actor;
    const { emptyBeds } = command;
    const reporter = machine ? { machineId: machine.accountId } : { staffId: actor.staffId };
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'reportBeds', command, departmentId);
      if (!claim.fresh) return departmentId;
      await lockDepartment(this.directory, tx, departmentId);
      requireWard(actor, departmentId);
      await record(tx, { institutionId, departmentId, emptyBeds, ...reporter });
      return departmentId;
    });
  }

  /** The same within a transaction, by whoever sets up the institution, as somebody there has counted. @throws NotFoundError */
  async reportIn(tx: Transaction, counted: CountedBeds): Promise<void> {
    await this.scope.lock(tx, counted);
    await record(tx, counted);
  }
}

async function record(tx: Transaction, counted: CountedBeds): Promise<void> {
  const { institutionId, departmentId, emptyBeds, staffId = null, machineId = null } = counted;
  const values = [tx.newId(), institutionId, departmentId, emptyBeds, tx.now, staffId, machineId];
  const [pool] = await tx.query<{ id: string; version: number }>(REPORT, values);
  const { id, version } = pool!;
  const payload = { institutionId, departmentId, emptyBeds };
  const happened = { aggregateType: 'bed-pool', aggregateId: id, aggregateVersion: version };
  tx.publish({ topic: 'capacity.beds-reported', ...happened, payload });
}
