import { Injectable } from '@nestjs/common';
import { AccountDirectory, Role } from '#identity';
import { ALLIANCE_ZONE, localDate } from '#kernel';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';

const JOIN = statement(
  'patient.team-successor',
  `INSERT INTO family_doctor_team_members (team_id, staff_id, function)
   SELECT m.team_id, $2, m.function FROM family_doctor_team_members m WHERE m.staff_id = $1 ON CONFLICT DO NOTHING`,
);
const LEAVE = statement('patient.team-leave', 'DELETE FROM family_doctor_team_members WHERE staff_id = $1');
/** The successor answers for the team, or else a doctor who belongs to it; where there is neither, it stays as it is. */
const ANSWER_FOR = statement(
  'patient.team-new-doctor',
  `UPDATE family_doctor_teams t SET doctor_staff_id = n.staff_id, version = t.version + 1
   FROM family_doctor_teams f CROSS JOIN LATERAL (
     SELECT coalesce($2::uuid, (SELECT m.staff_id FROM family_doctor_team_members m
       WHERE m.team_id = f.id AND m.function = 'DOCTOR' AND m.staff_id <> $1 ORDER BY m.staff_id LIMIT 1)) AS staff_id) n
   WHERE f.doctor_staff_id = $1 AND t.id = f.id AND n.staff_id IS NOT NULL
   RETURNING t.id, t.version, t.doctor_staff_id AS "doctorStaffId"`,
);
/** Contracts that run or are to run name whoever looks after the patient from now on. */
const CONTRACTS = statement(
  'patient.contracts-without-leaver',
  `UPDATE family_doctor_contracts c SET version = c.version + 1,
     doctor_staff_id = CASE WHEN c.doctor_staff_id = $1
       THEN coalesce((SELECT t.doctor_staff_id FROM family_doctor_teams t WHERE t.id = c.team_id), $2, $1)
       ELSE c.doctor_staff_id END,
     village_doctor_staff_id = CASE WHEN c.village_doctor_staff_id = $1 THEN $3 ELSE c.village_doctor_staff_id END
   WHERE c.valid_to >= $4 AND (c.doctor_staff_id = $1 OR c.village_doctor_staff_id = $1)`,
);

/** Teams of family doctors, and contracts, do without somebody who has left. */
@Injectable()
export class TeamLeavers extends EventConsumer {
  readonly name = 'patient.team-leavers';
  readonly topics = ['account.left'];

  constructor(private readonly accounts: AccountDirectory) {
    super();
  }

  async handle(tx: Transaction, { payload }: DeliveredEvent): Promise<void> {
    const { staffId, institutionId, successorStaffId } = payload as Record<string, string | null>;
    const able = async (...roles: Role[]): Promise<string | null> => {
      if (!successorStaffId) return null;
      const holders = await this.accounts.holding(tx, { institutionId: institutionId!, roles, at: tx.now });
      return holders.includes(successorStaffId) ? successorStaffId : null;
    };
    const doctor = await able(Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD);
    const villageDoctor = await able(Role.VILLAGE_DOCTOR);
    const member = doctor ?? villageDoctor;
    if (member !== null) await tx.query(JOIN, [staffId, member]);
    const teams = await tx.query<TeamRow & Record<string, unknown>>(ANSWER_FOR, [staffId, doctor]);
    await tx.query(LEAVE, [staffId]);
    await tx.query(CONTRACTS, [staffId, doctor, villageDoctor, localDate(tx.now, ALLIANCE_ZONE)]);
    for (const { id, version, doctorStaffId } of teams) {
      tx.publish({
        topic: 'family-doctor-team.changed',
        aggregateType: 'family-doctor-team',
        aggregateId: id,
        aggregateVersion: version,
        payload: { doctorStaffId, formerDoctorStaffId: staffId!, teamId: id },
      });
    }
  }
}

interface TeamRow {
  readonly id: string;
  readonly version: number;
  readonly doctorStaffId: string;
}
