import { Injectable } from '@nestjs/common';
import { Commitments } from '#calendar';
import { nextState } from '#kernel';
import {
  Deadlines,
  TransitionService,
  UnitOfWork,
  type Concern,
  type Opening,
  type Taken,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { ConsultationFactsReader, chosenFor } from '../data/consultation-facts.reader.js';
import { InvitationRepository, type InvitationChanges, type LoadedInvitation } from '../data/invitation.repository.js';
import type { InvitationState } from '../domain/consultation.js';
import {
  invitationLifecycle,
  type InvitationAction,
  type InvitationAttempt,
} from '../domain/invitation.transitions.js';
import { ANSWER_LIMIT } from '../domain/limits.js';
import { AnswerFollower } from './answer-follower.js';

export type InvitationStep = TransitionStep<
  InvitationAction,
  LoadedInvitation,
  InvitationAttempt,
  InvitationState,
  InvitationChanges
>;

/** Takes an invitation through its table. Calendars are locked first, those of possible successors included. */
@Injectable()
export class InvitationTransitions extends TransitionService<
  LoadedInvitation,
  InvitationAttempt,
  InvitationState,
  InvitationChanges,
  InvitationStep
> {
  protected override readonly aggregate = { type: 'ConsultationInvitation', events: 'consultation-invitation' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly facts: ConsultationFactsReader,
    private readonly invitations: InvitationRepository,
    private readonly commitments: Commitments,
    private readonly follower: AnswerFollower,
    private readonly deadlines: Deadlines,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string, step: InvitationStep): Promise<LoadedInvitation | null> {
    const caseId = await this.facts.ofInvitation(tx, id);
    if (!caseId) return null;
    const successors =
      step.action === 'accept'
        ? []
        : await this.invitations.successors(tx, { consultationId: caseId, leavingId: id }, await tx.begun);
    const followers = successors.map(({ expertId }) => expertId);
    const [, consultation] = await Promise.all([
      this.commitments.lock(tx, followers, chosenFor(caseId)),
      this.facts.lock(tx, caseId),
    ]);
    const row = consultation?.row.invitations.find((one) => one.id === id);
    return consultation && row ? { row, consultation, successors } : null;
  }

  protected next({ row, consultation }: LoadedInvitation, { action }: InvitationStep, attempt: InvitationAttempt) {
    const { actor } = consultation.facts;
    const facts = {
      isSelf: row.expertStaffId === actor.staffId,
      isInviter: actor.isInviter,
      isCoordinator: actor.isCoordinator,
      isSystem: actor.isSystem,
    };
    return nextState(invitationLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected change(tx: Transaction, { row }: LoadedInvitation, to: InvitationState, changes: InvitationChanges = {}) {
    return this.invitations.change(tx, row, { state: to, ...changes });
  }

  protected concern({ row, consultation }: LoadedInvitation): Concern {
    const { id: consultationId, patientId, invitingInstitutionId, centreInstitutionId } = consultation.row;
    const { expertStaffId } = row;
    return { patientId, payload: { consultationId, expertStaffId, invitingInstitutionId, centreInstitutionId } };
  }

  protected override async follow(
    tx: Transaction,
    loaded: LoadedInvitation,
    { step, to }: Taken<InvitationStep, InvitationAttempt, InvitationState, InvitationChanges>,
  ): Promise<void> {
    // A limit that has come due ends itself.
    if (step.action !== 'expire') this.deadlines.finish(tx, loaded.row.id, [ANSWER_LIMIT]);
    if (to === 'ACCEPTED') await this.follower.accepted(tx, loaded);
    if (to === 'DECLINED' || to === 'EXPIRED') await this.follower.left(tx, loaded, to);
  }
}
