import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Commitments } from '#calendar';
import { ALLIANCE_ZONE, localDate, nextState } from '#kernel';
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
import { ConsultationFactsReader, chosenFor, type LoadedConsultation } from '../data/consultation-facts.reader.js';
import { ConsultationRepository, type ConsultationChanges } from '../data/consultation.repository.js';
import { ENDED, type ConsultationState } from '../domain/consultation.js';
import type { ConsultationAttempt } from '../domain/consultation.facts.js';
import { consultationLifecycle } from '../domain/consultation.lifecycle.js';
import type { ConsultationAction } from '../domain/consultation.transitions.js';
import { deadlinesIn, dueAtIn, retainedUntil, type Timed } from '../domain/limits.js';
import { PanelWriter } from './panel-writer.js';

export interface ConsultationStep extends TransitionStep<
  ConsultationAction,
  LoadedConsultation,
  ConsultationAttempt,
  ConsultationState,
  ConsultationChanges
> {
  /** The calendars of everybody who is chosen are locked before the case, and those of these people besides, who are read with it. */
  readonly calendars?: readonly string[];
  /** It follows from another act, which was allowed. */
  readonly isConsequence?: boolean;
}

/** Takes a case through its table. Time, access and limits follow the state. */
@Injectable()
export class ConsultationTransitions extends TransitionService<
  LoadedConsultation,
  ConsultationAttempt,
  ConsultationState,
  ConsultationChanges,
  ConsultationStep
> {
  protected override readonly aggregate = { type: 'Consultation', events: 'consultation' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly facts: ConsultationFactsReader,
    private readonly consultations: ConsultationRepository,
    private readonly commitments: Commitments,
    private readonly panel: PanelWriter,
    private readonly deadlines: Deadlines,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string, step: ConsultationStep): Promise<LoadedConsultation | null> {
    const { calendars, isConsequence: asConsequence } = step;
    if (!calendars) return this.facts.lock(tx, id, { asConsequence });
    // All of it travels together, and runs in this order: calendars before the case.
    const [, loaded] = await Promise.all([
      this.commitments.lock(tx, calendars, chosenFor(id)),
      this.facts.lock(tx, id, { asConsequence, chosen: calendars }),
    ]);
    return loaded;
  }

  protected next({ row, facts }: LoadedConsultation, step: ConsultationStep, attempt: ConsultationAttempt) {
    return nextState(consultationLifecycle, row.state, step.action, { ...facts, ...attempt });
  }

  protected change(
    tx: Transaction,
    loaded: LoadedConsultation,
    to: ConsultationState,
    changes: ConsultationChanges = {},
  ): number {
    const { row, limits } = loaded;
    const timed = timedBy(row, changes);
    const due = isTimedAnew(row.state, to, changes) ? { dueAt: dueAtIn(to, timed, { now: tx.now, limits }) } : {};
    const room = isFixed(row.state, to, changes) ? { roomToken: newRoom() } : {};
    return this.consultations.change(tx, row, { ...due, ...room, ...stampsOf(tx, loaded, to), ...changes });
  }

  protected concern({ row }: LoadedConsultation): Concern {
    const { patientId, invitingInstitutionId, centreInstitutionId, type } = row;
    return { patientId, payload: { invitingInstitutionId, centreInstitutionId, type } };
  }

  protected override async follow(
    tx: Transaction,
    { row, limits }: LoadedConsultation,
    {
      to,
      effect: { changes = {} },
    }: Taken<ConsultationStep, ConsultationAttempt, ConsultationState, ConsultationChanges>,
  ): Promise<void> {
    if (isTimedAnew(row.state, to, changes)) {
      const subject = { subjectType: 'Consultation', subjectId: row.id, institutionId: row.centreInstitutionId };
      const limitsThen = deadlinesIn(to, timedBy(row, changes), { now: tx.now, limits });
      await this.deadlines.change(tx, { ...subject, ...limitsThen });
    }
    if (to !== row.state) this.panel.follow(tx, { row, limits }, to);
  }
}

type Row = LoadedConsultation['row'];

function timedBy({ type, startsAt, submittedAt }: Row, changes: ConsultationChanges): Timed {
  const given = changes as { readonly startsAt?: Date | null; readonly submittedAt?: Date };
  return {
    type,
    startsAt: given.startsAt === undefined ? startsAt : given.startsAt,
    submittedAt: given.submittedAt ?? submittedAt,
  };
}

/** Whether the limits begin anew: in another state, or where a session that is fixed gets another time. */
function isTimedAnew(from: ConsultationState, to: ConsultationState, changes: ConsultationChanges): boolean {
  return from !== to || isFixed(from, to, changes);
}

/** Whether a session is fixed by it, at its first time or at another one. */
const isFixed = (from: ConsultationState, to: ConsultationState, { startsAt }: ConsultationChanges): boolean =>
  to === 'SCHEDULED' && (from !== to || startsAt !== undefined);

/** Nobody guesses where a session takes place. */
const newRoom = (): string => randomBytes(24).toString('base64url');

function stampsOf(tx: Transaction, { row, limits }: LoadedConsultation, to: ConsultationState): ConsultationChanges {
  if (to === row.state) return {};
  const { now } = tx;
  return {
    state: to,
    ...(ENDED.includes(to) !== ENDED.includes(row.state) && { endedAt: ENDED.includes(to) ? now : null }),
    ...(to === 'IN_SESSION' && { sessionStartedAt: now }),
    ...(to === 'AWAITING_OPINION' && row.state === 'IN_SESSION' && { sessionEndedAt: now }),
    ...(to === 'DELIVERED' && { deliveredAt: now }),
    ...(to === 'CLOSED' && {
      retainedUntil: localDate(retainedUntil(now, row.encounter, limits), ALLIANCE_ZONE),
    }),
  };
}
