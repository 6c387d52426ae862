import { Injectable } from '@nestjs/common';
import { Holdings, MOST_HOLDINGS, type Holder, type Holding } from '#identity';
import { StaffPhones, StaffingDirectory } from '#organization';
import { EventConsumer, statement, type DeliveredEvent, type Queryable, type Transaction } from '#platform';
import { DutyEntryRepository } from '../data/duty-entry.repository.js';
import type { DutyEntryEntity } from '../data/duty-entry.entity.js';
import { RosterWriter } from './roster-writer.js';

const TO_COME = statement(
  'duty.to-come-of',
  `SELECT id, department_id AS "departmentId", starts_at AS "dueAt" FROM duty_entries
   WHERE staff_id = $1 AND institution_id = $2 AND starts_at > $3 ORDER BY starts_at, id LIMIT $4`,
);

type DutyToCome = Holding & { readonly departmentId: string | null; readonly dueAt: Date };

const toCome = (on: Queryable, { staffId, institutionId, at }: Holder, most: number | null): Promise<DutyToCome[]> =>
  on.query<DutyToCome & Record<string, unknown>>(TO_COME, [staffId, institutionId, at, most]);

/** Duties that somebody has not begun yet. */
@Injectable()
export class DutyHoldings extends Holdings {
  readonly kind = 'DUTY';

  list(on: Queryable, holder: Holder): Promise<Holding[]> {
    return toCome(on, holder, MOST_HOLDINGS);
  }
}

/**
 * What becomes of the duties of somebody who has left: those to come are the successor's, who answers their own telephone
 * or that of the place; without one they are gaps, and shown as gaps.
 */
@Injectable()
export class DutyLeavers extends EventConsumer {
  readonly name = 'duty.leavers';
  readonly topics = ['account.left'];

  constructor(
    private readonly entries: DutyEntryRepository,
    private readonly writer: RosterWriter,
    private readonly directory: StaffingDirectory,
    private readonly phones: StaffPhones,
  ) {
    super();
  }

  async handle(tx: Transaction, { payload, institutionId }: DeliveredEvent): Promise<void> {
    const holder = { staffId: payload['staffId'] as string, institutionId, at: tx.now };
    const duties = await toCome(tx, holder, null);
    const places = await this.writer.lockPlaces(
      tx,
      duties.map(({ departmentId }) => departmentId),
    );
    const successor = await this.successorOf(tx, payload['successorStaffId'] as string | null);
    for (const { id } of duties) {
      const entry = await this.entries.lock(tx, id, institutionId);
      // Planned anew meanwhile.
      if (entry?.staffId !== holder.staffId) continue;
      const phone = successor?.phone ?? places.get(entry.departmentId)?.phone ?? null;
      await this.handOver(tx, entry, successor && phone ? { staffId: successor.staffId, phone } : null);
    }
  }

  private async handOver(
    tx: Transaction,
    entry: DutyEntryEntity,
    to: { readonly staffId: string; readonly phone: string } | null,
  ): Promise<void> {
    const version = entry.version + 1;
    if (!to) {
      await this.entries.remove(tx, entry);
      return this.writer.announce(tx, 'duty.removed', entry, { version });
    }
    const { departmentId, function: duty, startsAt: start, endsAt: end, note } = entry;
    await this.entries.change(tx, entry, { departmentId, function: duty, start, end, note, ...to, index: 0 });
    this.writer.announce(tx, 'duty.changed', entry, { version, staffId: to.staffId });
  }

  /** Null where they do not work there. */
  private async successorOf(
    tx: Transaction,
    staffId: string | null,
  ): Promise<{ staffId: string; phone: string | null } | null> {
    if (staffId === null) return null;
    const [colleague] = await this.directory.colleagues(tx, tx.actor.institutionId, [staffId]);
    if (!colleague) return null;
    const phones = await this.phones.of(tx, [staffId]);
    return { staffId, phone: phones.get(staffId) ?? null };
  }
}
