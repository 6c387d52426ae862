import { Injectable } from '@nestjs/common';
import { StaleVersionError, type LocalDate } from '#kernel';
import type { FamilyDoctorTeam } from '#patient';
import { ReferenceData, SETTINGS_REVISION, actingFor, statement, type ActorContext, type Transaction } from '#platform';
import { limitKeys, type ReferralLimits } from '../domain/limits.js';
import type { FollowUpState, MeasuredValue } from '../domain/follow-up.js';
import { ContactAttemptEntity } from './contact-attempt.entity.js';
import { FollowUpTaskEntity } from './follow-up-task.entity.js';

/** A task as it lies in the database, with what commands need besides. */
interface FoundTask extends FamilyDoctorTeam {
  readonly id: string;
  readonly version: number;
  readonly state: FollowUpState;
  readonly referralId: string;
  readonly patientId: string;
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  /** The doctor who received the patient. */
  readonly ownerStaffId: string;
  /** Everybody who may make it, but for that doctor. */
  readonly team: readonly string[];
  readonly dueOn: LocalDate;
  readonly settingsRevision: number;
}

/** A task as commands need it. */
export interface FollowUpRow extends FoundTask {
  readonly limits: ReferralLimits;
}

/** What was found at one follow-up. */
export interface FollowUpRecord {
  readonly on: LocalDate;
  readonly values: readonly MeasuredValue[];
  readonly summary: string;
}

/** A call, a visit or an appointment in vain. */
export interface ContactAttempt {
  readonly madeAt: Date;
  readonly note: string;
}

/**
 * SQL that is true for the referrals (alias `r`) whose patients are looked after at the institution that `institution` is
 * the placeholder of: the township that has taken them back, or a village clinic of it.
 */
export const lookedAfterAt = (institution: string): string =>
  `${institution} IN (SELECT i.id FROM institutions i WHERE i.id = r.to_institution_id OR i.parent_id = r.to_institution_id)`;

/** SQL of everybody whom a task (alias `t`) is given to: the doctor first, then the village doctor, then the members of the team. */
export const TEAM_OF_TASK = `ARRAY(SELECT p.id FROM (SELECT t.doctor_staff_id AS id, 0 AS rank
     UNION ALL SELECT t.village_doctor_staff_id, 1
     UNION ALL SELECT m.staff_id, 2 FROM family_doctor_team_members m WHERE m.team_id = t.team_id) p
   WHERE p.id IS NOT NULL GROUP BY p.id ORDER BY min(p.rank), p.id)`;

/** SQL that is true for the tasks (alias `t`) that are given to a staff member, whose placeholder it takes; each way has an index. */
export const givenTo = (staff: string): string =>
  `(t.doctor_staff_id = ${staff} OR t.village_doctor_staff_id = ${staff}
     OR t.team_id = ANY(ARRAY(SELECT m.team_id FROM family_doctor_team_members m WHERE m.staff_id = ${staff})))`;

/** SQL that is true for the tasks (alias `t`, of the referral `r`) of a staff member at an institution; both placeholders. */
export const taskOf = (staff: string, institution: string): string =>
  `(${givenTo(staff)} OR r.owner_staff_id = ${staff})
     AND ${lookedAfterAt(institution)}`;

const LOCK_REFERRAL = statement(
  'follow-up.lock-referral',
  'SELECT 1 FROM referrals WHERE id = (SELECT referral_id FROM follow_up_tasks WHERE id = $1) FOR UPDATE',
);
const GET = statement(
  'follow-up.get',
  `SELECT t.id, t.version, t.state, t.referral_id AS "referralId", r.patient_id AS "patientId",
     t.doctor_staff_id AS "doctorStaffId", t.village_doctor_staff_id AS "villageDoctorStaffId",
     t.team_id AS "teamId", ${TEAM_OF_TASK} AS team, r.owner_staff_id AS "ownerStaffId",
     r.from_institution_id AS "fromInstitutionId", r.to_institution_id AS "toInstitutionId", t.due_on::text AS "dueOn",
     ${SETTINGS_REVISION} AS "settingsRevision"
   FROM follow_up_tasks t JOIN referrals r ON r.id = t.referral_id WHERE t.id = $1 AND ${taskOf('$2', '$3')}`,
);
const RECORDS = statement(
  'follow-up.records',
  `SELECT (recorded_at AT TIME ZONE 'Asia/Shanghai')::date::text AS on, measured_values AS values, summary
   FROM follow_up_tasks WHERE referral_id = $1 AND state = 'DONE' ORDER BY recorded_at DESC`,
);
const WITHDRAW = statement(
  'follow-up.withdraw',
  `UPDATE follow_up_tasks SET state = 'WITHDRAWN', version = version + 1 WHERE referral_id = $1 AND state = 'OPEN'`,
);

const HAND_OVER = statement(
  'follow-up.hand-over',
  `UPDATE follow_up_tasks SET doctor_staff_id = $3, version = version + 1
   WHERE referral_id = $1 AND doctor_staff_id = $2 AND state = 'OPEN'`,
);

/** What a leaver was to do goes to the successor; without one, to the doctor who has received the patient. */
const LEAVE = statement(
  'follow-up.leave',
  `UPDATE follow_up_tasks t SET version = t.version + 1,
     doctor_staff_id = CASE WHEN t.doctor_staff_id = $1 THEN coalesce($2, r.owner_staff_id) ELSE t.doctor_staff_id END,
     village_doctor_staff_id = CASE WHEN t.village_doctor_staff_id = $1 THEN $2 ELSE t.village_doctor_staff_id END
   FROM referrals r
   WHERE r.id = t.referral_id AND t.state = 'OPEN'
     AND (t.doctor_staff_id = $1 AND coalesce($2, r.owner_staff_id) <> $1 OR t.village_doctor_staff_id = $1)`,
);

/** Writes follow-up tasks and attempts to reach patients. */
@Injectable()
export class FollowUpRepository {
  constructor(private readonly reference: ReferenceData) {}

  /** The task, with its referral locked so that nobody ends the follow-up meanwhile; null where it is not the actor's. */
  async lock(tx: Transaction, id: string): Promise<FollowUpRow | null> {
    const [, [row]] = await Promise.all([
      tx.query(LOCK_REFERRAL, [id]),
      tx.query<FoundTask & Record<string, unknown>>(GET, [id, actingFor(tx.actor), tx.actor.institutionId]),
    ]);
    return row
      ? { ...row, limits: await this.reference.settingsOf(row.settingsRevision, limitKeys, tx.now, tx) }
      : null;
  }

  async create(tx: Transaction, referralId: string, dueOn: LocalDate, team: FamilyDoctorTeam): Promise<string> {
    const id = tx.newId();
    await tx.manager.insert(FollowUpTaskEntity, {
      id,
      referralId,
      doctorStaffId: team.doctorStaffId,
      villageDoctorStaffId: team.villageDoctorStaffId,
      teamId: team.teamId,
      dueOn,
      state: 'OPEN',
      method: null,
      condition: null,
      values: [],
      summary: null,
      recordedByStaffId: null,
      recordedAt: null,
      createdAt: tx.now,
      version: 1,
    });
    return id;
  }

  /** Saves changes under the version that was read. @throws StaleVersionError when somebody else was faster */
  async change(tx: Transaction, id: string, version: number, changes: Partial<FollowUpTaskEntity>): Promise<void> {
    const { affected } = await tx.manager.update(
      FollowUpTaskEntity,
      { id, version },
      { ...changes, version: version + 1 },
    );
    if (affected !== 1) throw new StaleVersionError(version, version + 1);
  }

  /** The follow-up is over: nobody need look after the patient any more. */
  withdraw(tx: Transaction, referralId: string): void {
    tx.write(WITHDRAW, [referralId]);
  }

  /** Another doctor has the tasks that one had. */
  handOver(tx: Transaction, referralId: string, { from, to }: { readonly from: string; readonly to: string }): void {
    tx.write(HAND_OVER, [referralId, from, to]);
  }

  /** Somebody has left; whoever takes over, if anybody, must be able to look after patients. */
  leave(tx: Transaction, staffId: string, successorStaffId: string | null): Promise<unknown> {
    return tx.query(LEAVE, [staffId, successorStaffId]);
  }

  /** What was found so far, the newest first. */
  records(tx: Transaction, referralId: string): Promise<FollowUpRecord[]> {
    return tx.query<FollowUpRecord & Record<string, unknown>>(RECORDS, [referralId]);
  }

  async logAttempts(
    tx: Transaction,
    about: { readonly referralId: string; readonly taskId: string | null },
    attempts: readonly ContactAttempt[],
  ): Promise<void> {
    const { staffId }: ActorContext = tx.actor;
    const rows = attempts.map(({ madeAt, note }) => ({ id: tx.newId(), ...about, madeAt, note, staffId }));
    await tx.manager.insert(ContactAttemptEntity, rows);
  }
}
