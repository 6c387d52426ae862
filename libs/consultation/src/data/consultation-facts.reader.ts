import { Inject, Injectable } from '@nestjs/common';
import type { ExpertsSql } from '#calendar';
import { Permission, Role } from '#identity';
import { NotFoundError, contains, type Clock } from '#kernel';
import {
  CLOCK,
  Database,
  Parameters,
  ReferenceData,
  SETTINGS_REVISION,
  actingFor,
  holdsRole,
  isSystem,
  statement,
  type ActorContext,
  type Opening,
  type Queryable,
} from '#platform';
import type { ConsultationActor, ConsultationFacts } from '../domain/consultation.facts.js';
import {
  CALENDAR_DOMAIN,
  type ConsultationEncounter,
  type ConsultationState,
  type ConsultationType,
  type OpinionState,
} from '../domain/consultation.js';
import { missingFields, type InvitationForm } from '../domain/form.js';
import { limitKeys, practisedSince, sessionTimes, type ConsultationLimits } from '../domain/limits.js';
import type { Attendance, Invitation } from '../domain/panel.js';
import type { OpeningHours } from '../domain/opening-hours.js';
import { consentSql } from './consent.js';
import { choosableSql, type Choosable } from './choosable.js';
import { agreementsSql, ownHoursSql, periodOf, type Agreement } from './inviting-side.js';
import { visibleTo } from './visibility.js';

/** A version of the opinion, as its rules see it. */
export interface KnownOpinion {
  readonly id: string;
  readonly version: number;
  readonly revision: number;
  readonly state: OpinionState;
  /** In order. */
  readonly signedBy: readonly string[];
}

/** The row behind the facts, with what commands need besides. */
export interface ConsultationRow extends InvitationForm {
  readonly id: string;
  readonly version: number;
  readonly state: ConsultationState;
  readonly type: ConsultationType;
  readonly consultationNo: string | null;
  readonly patientId: string;
  readonly encounter: ConsultationEncounter;
  readonly invitingInstitutionId: string;
  readonly authorStaffId: string;
  readonly accompanyingStaffId: string | null;
  readonly centreInstitutionId: string;
  readonly wantedDepartmentId: string | null;
  readonly durationMinutes: number;
  readonly requiredExperts: number | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly sessionNo: number;
  readonly submittedAt: Date | null;
  readonly createdAt: Date;
  readonly referralId: string | null;
  readonly orderId: string | null;
  readonly rating: number | null;
  readonly consentOnFile: boolean;
  /** Those that have not ended. */
  readonly agreements: readonly Agreement[];
  /** When the inviting side can sit in, where it has hours of its own. */
  readonly invitingHours: OpeningHours | null;
  readonly invitations: readonly Invitation[];
  readonly attendances: readonly Attendance[];
  readonly opinions: readonly KnownOpinion[];
  readonly settingsRevision: number;
  /** Of the people whom a command names, those who may be chosen, in any order. */
  readonly chosen: readonly Choosable[];
}

/** How a case is locked. */
interface Locking {
  /** It follows from another act, which was allowed: whether the actor still sees it does not matter. */
  readonly asConsequence?: boolean | undefined;
  /** People whom a command names: those who may be chosen are read with it. */
  readonly chosen?: readonly string[];
}

interface Wanted extends Locking {
  readonly ids: readonly string[];
  readonly instant: Date | null;
}

/** A case together with everything its rules look at. */
export interface LoadedConsultation {
  readonly row: ConsultationRow;
  readonly facts: ConsultationFacts;
  readonly limits: ConsultationLimits;
}

const LOCK = statement('consultation.lock', 'SELECT 1 FROM consultations WHERE id = $1 FOR UPDATE');
const CASE_OF_INVITATION = statement(
  'consultation.of-invitation',
  'SELECT consultation_id AS id FROM consultation_invitations WHERE id = $1',
);
const TIMELESS = statement(
  'consultation.timeless',
  `SELECT v.id, c.consultation_no AS number FROM consultation_invitations v JOIN consultations c ON c.id = v.consultation_id
   WHERE v.id = ANY($1::uuid[]) AND c.consultation_no IS NOT NULL AND c.starts_at IS NULL AND c.ended_at IS NULL`,
);
const CASE_OF_OPINION = statement(
  'consultation.of-opinion',
  'SELECT consultation_id AS id FROM consultation_opinions WHERE id = $1',
);

const holdsTime = (at: string): string =>
  `EXISTS (SELECT 1 FROM commitments m WHERE m.subject_domain = '${CALENDAR_DOMAIN}' AND m.subject_id = v.id
     AND m.ended_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > ${at}))`;

const factsSql = (which: string, { now, people }: Record<'now' | 'people', string>): string =>
  `SELECT c.id, c.version, c.state, c.type, c.consultation_no AS "consultationNo", c.patient_id AS "patientId", c.encounter,
     c.inviting_institution_id AS "invitingInstitutionId", c.author_staff_id AS "authorStaffId",
     c.accompanying_staff_id AS "accompanyingStaffId", c.centre_institution_id AS "centreInstitutionId",
     c.wanted_department_id AS "wantedDepartmentId", c.specialty_code AS "specialtyCode", c.wanted_title AS "wantedTitle",
     c.reason, c.purpose_code AS "purposeCode", c.record_summary AS "recordSummary", c.wanted_from AS "wantedFrom",
     c.duration_minutes AS "durationMinutes", c.fee_cents AS "feeCents", c.required_experts AS "requiredExperts",
     c.starts_at AS "startsAt", c.ends_at AS "endsAt", c.session_no AS "sessionNo", c.submitted_at AS "submittedAt",
     c.created_at AS "createdAt", c.referral_id AS "referralId", c.order_id AS "orderId", c.rating,
     ${consentSql(now)} AS "consentOnFile",
     ${agreementsSql('c.inviting_institution_id', now)} AS agreements,
     ${ownHoursSql('c.inviting_institution_id', now)} AS "invitingHours",
     (SELECT coalesce(json_agg(json_build_object('id', v.id, 'version', v.version, 'expertStaffId', v.expert_staff_id,
        'institutionId', v.institution_id, 'state', v.state, 'isChair', v.is_chair,
        'practiceStartedOn', s.practice_started_on, 'holdsTime', ${holdsTime(now)}) ORDER BY v.created_at, v.id), '[]'::json)
      FROM consultation_invitations v JOIN staff s ON s.id = v.expert_staff_id WHERE v.consultation_id = c.id)
      AS invitations,
     (SELECT coalesce(json_agg(json_build_object('staffId', a.staff_id, 'side', a.side)), '[]'::json)
      FROM consultation_attendances a WHERE a.consultation_id = c.id AND a.session_no = c.session_no) AS attendances,
     (SELECT coalesce(json_agg(json_build_object('id', o.id, 'version', o.version, 'revision', o.revision,
        'state', o.state, 'signedBy', (SELECT coalesce(json_agg(g.staff_id ORDER BY g.position), '[]'::json)
          FROM consultation_signatures g WHERE g.opinion_id = o.id)) ORDER BY o.revision), '[]'::json)
      FROM consultation_opinions o WHERE o.consultation_id = c.id) AS opinions,
     ${SETTINGS_REVISION} AS "settingsRevision", ${people} AS chosen
   FROM consultations c WHERE ${which}`;

/** Whose calendars are written with a case: they are locked before it. */
export const chosenFor =
  (caseId: string): ExpertsSql =>
  (parameters) =>
    `SELECT expert_staff_id FROM consultation_invitations
     WHERE consultation_id = ${parameters.add(caseId)} AND state IN ('PROPOSED', 'INVITED', 'ACCEPTED')`;

/** Reads what the rules of consultations look at. */
@Injectable()
export class ConsultationFactsReader {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Outside any transaction. @throws NotFoundError for a version of a case that does not exist for the actor */
  async requireOpinion(actor: ActorContext, id: string): Promise<void> {
    const [found] = await this.database.query<{ id: string }>(CASE_OF_OPINION, [id]);
    const seen = found ? await this.read(this.database, actor, [found.id], this.clock.now()) : [];
    if (seen.length === 0) throw new NotFoundError('ConsultationOpinion', id);
  }

  async ofInvitation(on: Opening, id: string): Promise<string | null> {
    return (await on.first<{ id: string }>(CASE_OF_INVITATION, [id]))?.id ?? null;
  }

  /** Numbers of the cases that some invitations belong to, by invitation: those that are open and have no time any more. */
  async timeless(on: Queryable, invitationIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await on.query<{ id: string; number: string }>(TIMELESS, [invitationIds]);
    return new Map(rows.map(({ id, number }) => [id, number]));
  }

  async ofOpinion(on: Opening, id: string): Promise<string | null> {
    return (await on.first<{ id: string }>(CASE_OF_OPINION, [id]))?.id ?? null;
  }

  /** The case with its row locked, or null where it does not exist for the actor. */
  async lock(tx: Opening, id: string, locking: Locking = {}): Promise<LoadedConsultation | null> {
    const [, rows, now] = await Promise.all([
      tx.query(LOCK, [id]),
      this.rows(tx, tx.actor, { ids: [id], instant: tx.instant, ...locking }),
      tx.begun,
    ]);
    const [loaded] = await this.loaded(tx, tx.actor, rows, now);
    return loaded ?? null;
  }

  /** Those of the cases that exist for the actor, in any order. */
  async read(on: Queryable, actor: ActorContext, ids: readonly string[], now: Date): Promise<LoadedConsultation[]> {
    const rows = await this.rows(on, actor, { ids, instant: now });
    return this.loaded(on, actor, rows, now);
  }

  private rows(
    on: Queryable,
    actor: ActorContext,
    { ids, instant, asConsequence = false, chosen = [] }: Wanted,
  ): Promise<ConsultationRow[]> {
    const parameters = new Parameters();
    const which = `c.id = ANY(${parameters.add(ids)}::uuid[])`;
    const visible = asConsequence || isSystem(actor) ? 'true' : visibleTo(actor, instant, parameters);
    const people = chosen.length > 0 ? choosableSql(parameters.add(chosen)) : `'[]'::json`;
    const sql = factsSql(`${which} AND ${visible}`, { now: parameters.instant(instant), people });
    return on.query<ConsultationRow & Record<string, unknown>>(statement('consultation.facts', sql), parameters.values);
  }

  private async loaded(
    on: Queryable,
    actor: ActorContext,
    rows: readonly ConsultationRow[],
    now: Date,
  ): Promise<LoadedConsultation[]> {
    const [first] = rows;
    if (!first) return [];
    const limits = await this.reference.settingsOf(first.settingsRevision, limitKeys, now, on);
    return rows.map((row) => loadedOf(row, actor, { limits, now }));
  }
}

function loadedOf(
  row: ConsultationRow,
  actor: ActorContext,
  { limits, now }: { readonly limits: ConsultationLimits; readonly now: Date },
): LoadedConsultation {
  const standing = row.agreements.filter((one) => contains(periodOf(one), now));
  const agreedWith = standing.map(({ institutionId }) => institutionId);
  const facts: ConsultationFacts = {
    consultation: { ...row, agreedWith, missingFields: missingFields(row), hasOpinion: row.opinions.length > 0 },
    actor: actorOf(row, actor),
    now,
    limits: sessionTimes(limits),
    practisedSince: practisedSince(now, limits),
  };
  return { row, facts, limits };
}

function actorOf(row: ConsultationRow, actor: ActorContext): ConsultationActor {
  const staffId = actingFor(actor);
  const invites = actor.institutionId === row.invitingInstitutionId;
  const atCentre = actor.institutionId === row.centreInstitutionId;
  return {
    staffId,
    isAuthor: invites && staffId === row.authorStaffId,
    isInviter: invites && actor.permissions.has(Permission.InviteConsultation),
    isInvitingHead: invites && holdsRole(actor, Role.TOWNSHIP_HEAD),
    isCoordinator: atCentre && actor.permissions.has(Permission.TriageConsultation),
    isQuality: (invites || atCentre) && holdsRole(actor, Role.QUALITY),
    isSystem: isSystem(actor),
  };
}
