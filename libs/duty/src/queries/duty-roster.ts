import { Injectable } from '@nestjs/common';
import { AccountDirectory } from '#identity';
import { ALLIANCE_ZONE, localDate } from '#kernel';
import { StaffingDirectory } from '#organization';
import { Cipher, statement, type Queryable } from '#platform';
import { DutyContext } from '../data/duty-entry.entity.js';
import type { DutyFunction } from '../domain/duty-function.js';
import { escalationSteps } from '../domain/escalation.js';
import { STANDING_IN } from './duty.views.js';

const ON_DUTY = statement(
  'duty.standing',
  `SELECT e.id AS "entryId", e.institution_id AS "institutionId", e.department_id AS "departmentId", e.function,
     coalesce(v.staff_id, e.staff_id) AS "staffId", CASE WHEN v.id IS NOT NULL THEN e.staff_id END AS "substituteFor",
     coalesce(v.phone_ciphertext, e.phone_ciphertext) AS "phoneCiphertext"
   FROM duty_entries e ${STANDING_IN}
   WHERE e.institution_id = ANY($2::uuid[]) AND tstzrange(e.starts_at, e.ends_at) @> $1::timestamptz
     AND (e.department_id IS NULL OR e.department_id = $3)`,
);
const REQUIRED = statement(
  'duty.required-functions',
  `SELECT DISTINCT function FROM duty_requirements WHERE institution_id = $1 AND department_id IS NULL
     AND effective_from <= $2 AND (effective_to IS NULL OR effective_to >= $2)`,
);

/** Where somebody is looked for; without a department, for the institution as a whole. */
export interface DutyPlace {
  readonly institutionId: string;
  readonly departmentId?: string | null;
  readonly at: Date;
}

/** Somebody, or a telephone, on duty. */
export interface Standing {
  readonly entryId: string;
  readonly institutionId: string;
  readonly departmentId: string | null;
  readonly function: DutyFunction;
  /** Null: a telephone that whoever is near it answers. */
  readonly staffId: string | null;
  /** Whoever would be on duty without the substitute. */
  readonly substituteFor: string | null;
  /** In plain: for whoever has to call, never for events or logs. */
  readonly phone: string;
}

/** One step of an escalation, in the order in which people are reached. */
export interface EscalationStep {
  readonly institutionId: string;
  readonly departmentId: string | null;
  readonly function: DutyFunction;
  /** Nobody is on duty here: say so, and go on to the next step at once. */
  readonly isGap: boolean;
  readonly entryId: string | null;
  readonly staffId: string | null;
  /** Accounts that the person can be notified under; none where they have no account. */
  readonly accountIds: readonly string[];
  readonly phone: string | null;
}

type StandingRow = Omit<Standing, 'phone'> & { readonly phoneCiphertext: string } & Record<string, unknown>;

/** What other libraries ask about duty, inside their own transactions or outside any. */
@Injectable()
export class DutyRoster {
  constructor(
    private readonly accounts: AccountDirectory,
    private readonly directory: StaffingDirectory,
    private readonly cipher: Cipher,
  ) {}

  /** Who is on duty in a function: the substitute where there is one, null in a gap. */
  async onDuty(on: Queryable, place: DutyPlace & { readonly function: DutyFunction }): Promise<Standing | null> {
    const { institutionId, departmentId = null, function: duty } = place;
    const standings = await this.standingsAt(on, [institutionId], place);
    return standings.find((one) => one.function === duty && one.departmentId === (departmentId ?? null)) ?? null;
  }

  /**
   * Whom to reach one after the other: department duty, duty head, 医务科, 总值班. Gaps are steps too. The last step is
   * always a general duty officer: of the institution, or else of the lead hospital.
   */
  async escalationChain(on: Queryable, place: DutyPlace): Promise<EscalationStep[]> {
    const { institutionId, departmentId = null, at } = place;
    const leadHospitalId = await this.directory.leadHospital(on);
    const institutionIds = [institutionId, ...(leadHospitalId ? [leadHospitalId] : [])];
    const onDuty = await this.standingsAt(on, institutionIds, place);
    const required = await on.query<{ function: DutyFunction }>(REQUIRED, [
      institutionId,
      localDate(at, ALLIANCE_ZONE),
    ]);
    const functions = required.map((row) => row.function);
    const steps = escalationSteps({ institutionId, departmentId, leadHospitalId, onDuty, required: functions });
    const staffIds = steps.flatMap((step) => step.onDuty?.staffId ?? []);
    const accounts = await this.accounts.activeOf(on, staffIds);
    return steps.map(({ onDuty: standing, ...step }) => ({
      ...step,
      isGap: standing === null,
      entryId: standing?.entryId ?? null,
      staffId: standing?.staffId ?? null,
      accountIds: (standing?.staffId && accounts.get(standing.staffId)) || [],
      phone: standing?.phone ?? null,
    }));
  }

  private async standingsAt(
    on: Queryable,
    institutionIds: readonly string[],
    { at, departmentId = null }: DutyPlace,
  ): Promise<Standing[]> {
    const rows = await on.query<StandingRow>(ON_DUTY, [at, institutionIds, departmentId]);
    return rows.map(({ phoneCiphertext, ...standing }) => ({
      ...standing,
      phone: this.cipher.decrypt(phoneCiphertext, DutyContext.Phone),
    }));
  }
}
