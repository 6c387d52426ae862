import { Injectable } from '@nestjs/common';
import { StaleVersionError } from '#kernel';
import { UnitOfWork, statement, type ActorContext, type Transaction } from '#platform';
import type { NamedShift } from '../domain/shift-text.js';
import { DutyShiftsReader, type ShiftThere } from '../queries/duty-shifts.reader.js';
import { requirePlanning } from './planning-scope.js';
import { RosterWriter } from './roster-writer.js';

const END = statement(
  'duty.end-shift',
  `UPDATE institution_duty_shifts SET effective_to = $3
   WHERE institution_id = $1 AND name = $2 AND effective_to IS NULL RETURNING id`,
);
const BEGIN = statement(
  'duty.begin-shift',
  `INSERT INTO institution_duty_shifts (id, institution_id, name, from_time, to_time, effective_from, version)
   SELECT $1, $2, $3, $4, $5, $6, coalesce(max(version), 0) + 1 FROM institution_duty_shifts
   WHERE institution_id = $2 AND name = $3 RETURNING version`,
);

interface Expected {
  readonly expectedVersion: number;
}

/**
 * What the actor's institution calls its shifts, and when they are. A change counts from now on: it ends one version and
 * begins the next, so that what an earlier roster meant can still be read.
 */
@Injectable()
export class DutyShiftsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writer: RosterWriter,
    private readonly shifts: DutyShiftsReader,
  ) {}

  /** Gives a shift other times, or adds one; the same times again change nothing. @throws ForbiddenError, StaleVersionError */
  set(actor: ActorContext, { fromTime, toTime, expectedVersion, ...shift }: NamedShift & Expected): Promise<void> {
    const name = shift.name.trim();
    return this.change(actor, name, async (tx, current) => {
      if (current?.fromTime === fromTime && current.toTime === toTime) return;
      requireVersion(current, expectedVersion);
      await this.end(tx, name);
      const id = tx.newId();
      const values = [id, actor.institutionId, name, fromTime, toTime, tx.now];
      const begun = await tx.first<{ version: number }>(BEGIN, values);
      this.announce(tx, 'duty.shift-set', { id, version: begun!.version, name, fromTime, toTime });
    });
  }

  /** The institution has no such shift of its own any more. @throws ForbiddenError, StaleVersionError */
  retire(actor: ActorContext, { expectedVersion, ...shift }: Pick<NamedShift, 'name'> & Expected): Promise<void> {
    const name = shift.name.trim();
    return this.change(actor, name, async (tx, current) => {
      requireVersion(current, expectedVersion);
      const id = await this.end(tx, name);
      if (id) this.announce(tx, 'duty.shift-retired', { id, version: expectedVersion, name });
    });
  }

  /** One at a time for each institution. */
  private change(
    actor: ActorContext,
    name: string,
    work: (tx: Transaction, current: ShiftThere | null) => Promise<void>,
  ): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      requirePlanning(actor, [null]);
      await this.writer.lockPlaces(tx, [null]);
      const shifts = await this.shifts.shiftsAt(tx, actor.institutionId, tx.now);
      await work(tx, shifts.find((shift) => shift.name === name) ?? null);
    });
  }

  private async end(tx: Transaction, name: string): Promise<string | null> {
    const ended = await tx.first<{ id: string }>(END, [tx.actor.institutionId, name, tx.now]);
    return ended?.id ?? null;
  }

  private announce(tx: Transaction, topic: string, { id, version, ...shift }: ShiftEvent): void {
    const payload = { institutionId: tx.actor.institutionId, ...shift };
    tx.publish({ topic, aggregateType: 'duty-shift', aggregateId: id, aggregateVersion: version, payload });
  }
}

interface ShiftEvent extends Partial<NamedShift> {
  readonly id: string;
  readonly version: number;
  readonly name: string;
}

function requireVersion(current: ShiftThere | null, expected: number): void {
  const version = current?.version ?? 0;
  if (version !== expected) throw new StaleVersionError(expected, version);
}
