import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { Notices, Urgency, type Recipients } from '#notification';
import type { Transaction } from '#platform';
import type { ConsultationRow } from '../data/consultation-facts.reader.js';
import { live } from './panel-writer.js';

/** What people are told: which institutions and when, never who or what. */
export type ConsultationText =
  | 'submitted'
  | 'returned'
  | 'invited'
  | 'called'
  | 'gap'
  | 'accepted'
  | 'left'
  | 'replaced'
  | 'unanswered'
  | 'time-lost'
  | 'scheduled'
  | 'moved'
  | 'withdrawn'
  | 'opens'
  | 'missed'
  | 'failed'
  | 'to-write'
  | 'to-sign'
  | 'to-amend'
  | 'to-lead'
  | 'delivered'
  | 'cancelled'
  | 'overdue';

const COORDINATORS = [Role.CONSULT_COORDINATOR];

/** Tells people of consultations. */
@Injectable()
export class ConsultationNotices {
  constructor(private readonly notices: Notices) {}

  invited(tx: Transaction, row: ConsultationRow, staffIds: readonly string[]): Promise<void> {
    return this.tell(tx, row, 'invited', { staffIds, urgency: Urgency.URGENT });
  }

  called(tx: Transaction, row: ConsultationRow, staffId: string): Promise<void> {
    return this.tell(tx, row, 'called', { staffIds: [staffId], urgency: Urgency.EMERGENCY });
  }

  nobodyOnDuty(tx: Transaction, row: ConsultationRow, staffIds: readonly string[]): Promise<void> {
    return this.tell(tx, row, 'gap', { staffIds, ...coordinators(row), urgency: Urgency.EMERGENCY });
  }

  accepted(tx: Transaction, row: ConsultationRow): Promise<void> {
    return this.tell(tx, row, 'accepted', author(row));
  }

  /** Somebody does not come: whoever asked and whoever finds others hear whether one is found already. */
  left(tx: Transaction, row: ConsultationRow, { replaced, expired }: Left): Promise<void> {
    const text = replaced ? 'replaced' : expired ? 'unanswered' : 'left';
    return this.tell(tx, row, text, { ...author(row), ...coordinators(row) });
  }

  toCoordinators(tx: Transaction, row: ConsultationRow, text: ConsultationText): Promise<void> {
    return this.tell(tx, row, text, coordinators(row));
  }

  toAuthor(tx: Transaction, row: ConsultationRow, text: ConsultationText): Promise<void> {
    return this.tell(tx, row, text, author(row));
  }

  /** Everybody who decides when and with whom. */
  toPlanners(tx: Transaction, row: ConsultationRow, text: ConsultationText): Promise<void> {
    return this.tell(tx, row, text, { ...author(row), ...coordinators(row) });
  }

  /** Whoever takes part, on both sides. */
  toEverybody(tx: Transaction, row: ConsultationRow, text: ConsultationText): Promise<void> {
    return this.toBothSides(tx, row, text, expertsOf(row));
  }

  /** The inviting side, and those of the experts. */
  toBothSides(
    tx: Transaction,
    row: ConsultationRow,
    text: ConsultationText,
    expertIds: readonly string[],
  ): Promise<void> {
    const there = [row.authorStaffId, row.accompanyingStaffId, ...expertIds].filter((id) => id !== null);
    return this.tell(tx, row, text, { staffIds: [...new Set(there)], urgency: Urgency.URGENT });
  }

  toExperts(tx: Transaction, row: ConsultationRow, text: ConsultationText): Promise<void> {
    return this.tell(tx, row, text, { staffIds: expertsOf(row) });
  }

  to(tx: Transaction, row: ConsultationRow, text: ConsultationText, staffIds: readonly string[]): Promise<void> {
    return this.tell(tx, row, text, { staffIds });
  }

  private async tell(
    tx: Transaction,
    row: ConsultationRow,
    text: ConsultationText,
    { urgency = Urgency.ROUTINE, ...recipients }: Told,
  ): Promise<void> {
    if ((recipients.staffIds ?? []).length === 0 && !recipients.holders) return;
    await this.notices.send(tx, {
      institutionId: row.centreInstitutionId,
      recipients,
      template: `consultation.${text}`,
      parameters: { fromInstitution: row.invitingInstitutionId, toInstitution: row.centreInstitutionId },
      subject: { type: 'Consultation', id: row.id },
      urgency,
    });
  }
}

type Told = Recipients & { readonly urgency?: Urgency };

interface Left {
  readonly replaced: boolean;
  readonly expired: boolean;
}

const author = ({ authorStaffId }: ConsultationRow) => ({ staffIds: [authorStaffId] });
const coordinators = ({ centreInstitutionId: institutionId }: ConsultationRow) => ({
  holders: [{ institutionId, roles: COORDINATORS }],
});
const expertsOf = (row: ConsultationRow): string[] =>
  live(row)
    .filter(({ state }) => state !== 'PROPOSED')
    .map(({ expertStaffId }) => expertStaffId);
