import { Injectable } from '@nestjs/common';
import { after, days } from '#kernel';
import { PatientAccess } from '#patient';
import { ReferenceData, type Transaction } from '#platform';

const AFTER_SESSION = 'dispatch.access_after_session_days';

/** A place that lets its expert see the patient. */
interface Admitting {
  readonly id: string;
  readonly patientId: string;
}

/** Who comes to see a patient knows them from the booking until a while after the session. */
@Injectable()
export class BookingAccess {
  constructor(
    private readonly patients: PatientAccess,
    private readonly reference: ReferenceData,
  ) {}

  /** @throws NotFoundError where the actor has nothing to do with the patient */
  requireVisible(tx: Transaction, patientId: string): Promise<void> {
    return this.patients.requireVisible(tx, patientId);
  }

  /** Until when the expert of a session that ends then may look. */
  async until(tx: Transaction, endsAt: Date): Promise<Date> {
    const { [AFTER_SESSION]: limit } = await this.reference.settings([AFTER_SESSION], tx.now, tx);
    return after(endsAt, days(limit));
  }

  /** Lets that expert look, and whoever was to come before them no more. */
  grant(
    tx: Transaction,
    { id, patientId }: Admitting,
    { institutionId, expertId, until }: { institutionId: string; expertId: string; until: Date },
  ): void {
    this.end(tx, id);
    this.patients.grantAccess(tx, {
      patientId,
      institutionId,
      staffId: expertId,
      basis: 'ENCOUNTER',
      ...sourceOf(id),
      expiresAt: until,
    });
  }

  end(tx: Transaction, id: string): void {
    this.patients.endGrants(tx, sourceOf(id));
  }
}

const sourceOf = (sourceId: string) => ({ sourceType: 'rota-booking', sourceId });
