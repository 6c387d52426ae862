import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import {
  AggregateReader,
  CLOCK,
  Parameters,
  actingFor,
  type ActorContext,
  type Claim,
  type Connection,
  type Count,
  type Order,
  type PageRequest,
  type Readable,
  type Selection,
} from '#platform';
import { askedSql, visibleTo } from '../data/visibility.js';
import { consultationView, invitationView, opinionView } from './consultation.views.js';
import { ConsultationList, armsOf } from './lists.js';

const CONSULTATIONS: Readable = {
  name: 'consultation',
  type: 'Consultation',
  objectType: 'consultation',
  table: 'consultations',
  alias: 'c',
  view: consultationView,
  patient: { id: 'c.patient_id', basis: 'CONSULTATION' },
  visibleTo,
};

/** What somebody is asked; it shows no patient. */
const INVITATIONS: Readable = {
  name: 'consultation-invitation',
  type: 'ConsultationInvitation',
  objectType: 'consultation-invitation',
  table: 'consultation_invitations',
  alias: 'v',
  view: invitationView,
  patient: null,
  visibleTo: (actor, now, parameters) => {
    const own = `v.expert_staff_id = ${parameters.add(actingFor(actor))}`;
    return `(${own} OR EXISTS (SELECT 1 FROM consultations c WHERE c.id = v.consultation_id
      AND ${visibleTo(actor, now, parameters)}))`;
  },
};

/** A version: those who accepted see it while it is signed, everybody on the case once it is delivered. */
const OPINIONS: Readable = {
  name: 'consultation-opinion',
  type: 'ConsultationOpinion',
  objectType: 'consultation-opinion',
  table: 'consultation_opinions',
  alias: 'o',
  view: opinionView,
  patient: {
    id: 'oc.patient_id',
    joins: 'JOIN consultations oc ON oc.id = o.consultation_id',
    basis: 'CONSULTATION',
  },
  visibleTo: (actor, now, parameters) => {
    const visible = visibleTo(actor, now, parameters);
    const accepted = askedSql(actor, parameters, `'ACCEPTED'`);
    return `EXISTS (SELECT 1 FROM consultations c WHERE c.id = o.consultation_id AND ${visible}
      AND (o.state <> 'DRAFTED' OR ${accepted}))`;
  },
};

const ID = { sql: 'c.id', type: 'uuid' } as const;
const key = (sql: string) => ({ sql, type: 'timestamptz' }) as const;
const ORDERS: Readonly<Record<ConsultationList, Order>> = {
  MINE: { keys: [key('c.created_at'), ID], descending: true },
  TO_ANSWER: { keys: [key('c.submitted_at'), ID] },
  MY_SESSIONS: { keys: [key('c.starts_at'), ID] },
  TO_WRITE: { keys: [key('c.submitted_at'), ID] },
  TO_TRIAGE: { keys: [key('c.submitted_at'), ID] },
  TO_SCHEDULE: { keys: [key('c.submitted_at'), ID] },
  OVERDUE: { keys: [key('c.due_at'), ID] },
  TO_CHECK: { keys: [key('c.delivered_at'), ID] },
  REGISTER: { keys: [key('c.created_at'), ID], descending: true },
};

/** Reads consultations as the API shows them. */
@Injectable()
export class ConsultationQueries {
  constructor(
    private readonly reader: AggregateReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor */
  get<Node>(actor: ActorContext, id: string, selection: Selection): Promise<Node> {
    return this.reader.get(CONSULTATIONS, { actor, selection }, id);
  }

  /** The answer to a change. */
  answer<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.reader.answer(CONSULTATIONS, { actor, selection }, claim);
  }

  /** The answer to what an expert answers: whoever declines does not see the case any more. */
  invitation<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.reader.answer(INVITATIONS, { actor, selection }, claim);
  }

  /** The answer to what is done to a version of the opinion. */
  opinion<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.reader.answer(OPINIONS, { actor, selection }, claim);
  }

  /** @throws InvalidCursorError */
  list<Node>(
    actor: ActorContext,
    { list, ...page }: PageRequest & { readonly list: ConsultationList },
    selection: Selection,
  ): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const arms = armsOf(list, { actor, now: this.clock.now(), parameters });
    const listing = { action: 'consultation.list', arms, order: ORDERS[list], page, parameters, detail: { list } };
    return this.reader.page(CONSULTATIONS, { actor, selection }, listing);
  }

  /** How long each list is, in one statement. */
  counts(actor: ActorContext): Promise<Map<ConsultationList, Count>> {
    const parameters = new Parameters();
    const now = this.clock.now();
    const lists = Object.values(ConsultationList)
      .filter((list) => list !== 'REGISTER')
      .map((list) => [list, armsOf(list, { actor, now, parameters })] as const);
    return this.reader.counts(CONSULTATIONS, parameters, new Map(lists));
  }
}
