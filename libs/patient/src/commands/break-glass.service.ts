import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, StaleVersionError, after, before, hasText, hours } from '#kernel';
import {
  ReasonCheck,
  ReferenceData,
  UnitOfWork,
  actingFor,
  claimRequest,
  peopleBehind,
  statement,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type GivenReason,
  type Transaction,
} from '#platform';
import { BreakGlassEntity } from '../data/break-glass.entity.js';
import { concernedBySql } from '../data/break-glass-scope.js';
import { ProbeLimits } from '../data/probe-limits.js';
import { BreakGlassVerdict } from '../domain/break-glass.js';
import { BreakGlassRefusedError } from '../domain/errors.js';
import { ProbeKind } from '../domain/probe.js';
import { PatientAccess } from './patient-access.js';
import { SoughtPatients, type SoughtPatient } from './sought-patients.js';

const HOURS = 'patient.break_glass_hours';
const ALARM_OPENINGS = 'patient.break_glass_alarm_openings';
const ALARM_HOURS = 'patient.break_glass_alarm_hours';

const RECENT = statement(
  'patient.break-glass-recent',
  'SELECT count(*)::int AS count FROM patient_break_glass WHERE staff_id = $1 AND opened_at > $2',
);
const LOCK = statement(
  'patient.break-glass-lock',
  `SELECT id, patient_id AS "patientId", staff_id AS "staffId", account_id AS "accountId", verdict, version
   FROM patient_break_glass bg WHERE id = $1 AND ${concernedBySql('$2')} FOR UPDATE`,
);

export interface BreakGlassCommand extends SoughtPatient, GivenReason {
  readonly idempotencyKey: string;
  readonly comment: string;
}

export interface ReviewBreakGlassCommand extends ChangeCommand {
  readonly verdict: BreakGlassVerdict;
  readonly comment?: string | null;
}

type LockedAccess = Pick<BreakGlassEntity, 'id' | 'patientId' | 'staffId' | 'accountId' | 'verdict' | 'version'>;

/** Access to a patient without a relation, in an emergency: for one person, for a few hours, and looked at afterwards. */
@Injectable()
export class BreakGlassService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: PatientAccess,
    private readonly sought: SoughtPatients,
    private readonly reasons: ReasonCheck,
    private readonly reference: ReferenceData,
    private readonly probes: ProbeLimits,
  ) {}

  /** @throws NotFoundError where nobody has the number; BreakGlassRefusedError where a relation gives access anyway */
  async open(actor: ActorContext, command: BreakGlassCommand): Promise<Claim> {
    const claim = await this.unitOfWork.run(actor, async (tx) => {
      await this.reasons.requireGiven('patient.break-glass', tx, command);
      await this.probes.admit(tx, ProbeKind.SEARCH_MISS);
      const patient = await this.sought.find(tx, command);
      if (!patient) {
        this.probes.note(tx, ProbeKind.SEARCH_MISS);
        return null;
      }
      const claimed = await claimRequest(tx, 'openPatientInEmergency', command, tx.newId());
      if (!claimed.fresh) return claimed;
      if (await this.access.isVisible(tx, patient.id)) throw new BreakGlassRefusedError('RELATION_EXISTS', patient.id);
      await this.grant(tx, claimed.aggregateId, { ...command, ...patient });
      return claimed;
    });
    if (!claim) throw new NotFoundError('Patient');
    return claim;
  }

  /** Somebody else says whether it was right. @throws NotFoundError, BreakGlassRefusedError, StaleVersionError */
  review(actor: ActorContext, command: ReviewBreakGlassCommand): Promise<Claim> {
    const { id, expectedVersion, verdict, comment = null } = command;
    if (verdict === BreakGlassVerdict.UNJUSTIFIED && !hasText(comment)) {
      throw new InvalidInputError([{ path: 'comment', constraint: 'REASON_COMMENT_MISSING' }]);
    }
    return this.unitOfWork.run(actor, async (tx) => {
      const row = await tx.first<LockedAccess>(LOCK, [id, actor.institutionId]);
      if (!row) throw new NotFoundError('BreakGlassAccess', id);
      const claim = await claimRequest(tx, 'reviewBreakGlassAccess', command, id);
      if (!claim.fresh) return claim;
      const own = peopleBehind(actor).includes(row.staffId) || actor.accountId === row.accountId;
      if (own) throw new BreakGlassRefusedError('OWN_ACCESS');
      if (row.verdict) throw new BreakGlassRefusedError('ALREADY_REVIEWED');
      if (row.version !== expectedVersion) throw new StaleVersionError(expectedVersion, row.version);
      await this.judge(tx, row, { verdict, comment });
      return claim;
    });
  }

  private async grant(
    tx: Transaction,
    id: string,
    { id: patientId, ...given }: BreakGlassCommand & { id: string; registeredInstitutionId: string },
  ): Promise<void> {
    const { reasonCode, comment, registeredInstitutionId: patientInstitutionId } = given;
    const settings = await this.reference.settings([HOURS, ALARM_OPENINGS, ALARM_HOURS], tx.now, tx);
    const { institutionId, accountId } = tx.actor;
    const staffId = actingFor(tx.actor);
    const expiresAt = after(tx.now, hours(settings[HOURS]));
    const opened = { id, patientId, institutionId, patientInstitutionId, staffId, accountId, reasonCode, comment };
    const unreviewed = { verdict: null, reviewedAt: null, reviewedByStaffId: null, reviewComment: null };
    await tx.manager.insert(BreakGlassEntity, { ...opened, ...unreviewed, openedAt: tx.now, expiresAt, version: 1 });
    const source = { sourceType: 'break-glass', sourceId: id };
    this.access.grantAccess(tx, { patientId, institutionId, staffId, basis: 'BREAK_GLASS', ...source, expiresAt });
    this.announce(tx, 'opened', { id, patientId, version: 1 }, { reasonCode, comment });
    const since = before(tx.now, hours(settings[ALARM_HOURS]));
    const recent = await tx.first<{ count: number }>(RECENT, [staffId, since]);
    if (recent!.count < settings[ALARM_OPENINGS]) return;
    this.announce(tx, 'alarm', { id, patientId, version: 1 }, { payload: { staffId, openings: recent!.count } });
  }

  private async judge(
    tx: Transaction,
    { id, patientId, version: reviewedVersion }: LockedAccess,
    { verdict, comment }: { readonly verdict: BreakGlassVerdict; readonly comment: string | null },
  ): Promise<void> {
    const version = reviewedVersion + 1;
    const reviewed = {
      verdict,
      reviewComment: comment,
      reviewedAt: tx.now,
      reviewedByStaffId: tx.actor.staffId,
      version,
    };
    await tx.manager.update(BreakGlassEntity, { id }, reviewed);
    if (verdict === BreakGlassVerdict.UNJUSTIFIED)
      this.access.endGrants(tx, { sourceType: 'break-glass', sourceId: id });
    this.announce(tx, 'reviewed', { id, patientId, version }, { ...(comment && { comment }), payload: { verdict } });
  }

  private announce(
    tx: Transaction,
    what: 'opened' | 'alarm' | 'reviewed',
    { id, patientId, version }: { readonly id: string; readonly patientId: string; readonly version: number },
    more: { reasonCode?: string; comment?: string; payload?: Record<string, string | number> },
  ): void {
    const about = { aggregateType: 'break-glass', aggregateId: id, aggregateVersion: version, patientId };
    tx.publish({ topic: `patient.break-glass-${what}`, ...about, ...more });
  }
}
