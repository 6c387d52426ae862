import { SYSTEM_ACCOUNT_ID } from '#platform';
import type { Rows } from '../bulk-insert.js';
import type { StaffMember } from '../county/index.js';
import type { Chance } from '../random.js';
import type { Onward } from './beyond.js';
import type { Task } from './down/follow-ups.js';
import type { NotedTime } from './emergency-rows.js';
import { isVersion } from './standing.js';
import type { Recorded } from './rows.js';

export interface History {
  readonly events: Rows;
  /** Of each event, as the product writes it in the same statement. */
  readonly auditEntries: Rows;
}

/** What there is to tell. */
export interface Told {
  readonly referrals: readonly Recorded[];
  readonly times: readonly NotedTime[];
  readonly tasks: readonly Task[];
  readonly onwards: readonly Onward[];
}

/** One entry of the log; null: the system, at the institution that it is about. */
interface Entry {
  readonly topic: string;
  readonly at: Date;
  readonly by: StaffMember | null;
  readonly institutionId: string;
  readonly patientId: string;
  readonly aggregate: readonly [type: string, id: string, version: number];
  readonly action: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly reasonCode?: string | undefined;
  readonly comment?: string | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The log of every act, as the product would have written it at the time. */
export function historyOf(chance: Chance, told: Told, accountIds: ReadonlyMap<StaffMember, string>): History {
  const entries = [
    ...told.referrals.flatMap(entriesOf),
    ...told.times.map(timeEntry),
    ...told.tasks.flatMap(taskEntry),
    ...told.onwards.flatMap(onwardEntries),
  ];
  const events: Rows[number][] = [];
  const auditEntries: Rows[number][] = [];
  for (const entry of entries) {
    const id = chance.id(entry.at);
    const actor = {
      account_id: entry.by ? accountIds.get(entry.by) : SYSTEM_ACCOUNT_ID,
      staff_id: entry.by?.id ?? SYSTEM_ACCOUNT_ID,
      institution_id: entry.by?.institution.id ?? entry.institutionId,
      request_id: `demo-${id}`,
    };
    events.push({ id, ...eventOf(entry), ...actor });
    auditEntries.push({
      id,
      occurred_at: entry.at,
      ...actor,
      action: entry.topic,
      object_type: entry.aggregate[0],
      object_id: entry.aggregate[1],
      patient_ids: [entry.patientId],
      result: 'OK',
    });
  }
  return { events, auditEntries };
}

function eventOf({ topic, aggregate, action, from, to, reasonCode, comment, payload, at }: Entry): Rows[number] {
  const [type, id, version] = aggregate;
  return {
    topic,
    aggregate_type: type,
    aggregate_id: id,
    aggregate_version: version,
    action,
    from_state: from ?? null,
    to_state: to ?? null,
    reason_code: reasonCode ?? null,
    comment: comment ?? null,
    payload,
    occurred_at: at,
  };
}

function entriesOf(referral: Recorded): Entry[] {
  let version = 0;
  return referral.acts.map((act, index) => {
    version += isVersion(act) ? 1 : 0;
    const { escalation } = act.sets ?? {};
    const receiver = referral.department.institution.id;
    return {
      ...act,
      institutionId: escalation ? receiver : referral.from.id,
      patientId: referral.patient.id,
      aggregate: ['referral', referral.id, version],
      from: referral.acts[index - 1]?.to ?? null,
      payload: {
        ...(act.action !== 'draft' && routeOf(referral)),
        ...(act.topic === 'referral.received' && { parentId: referral.parentId }),
        ...(escalation && { ...escalation, institutionId: receiver, assigneeStaffId: null }),
      },
    };
  });
}

function routeOf({ from, department }: Recorded): Record<string, string> {
  return {
    fromInstitutionId: from.id,
    toInstitutionId: department.institution.id,
    toDepartmentId: department.id,
  };
}

function timeEntry({ id, referral, node, by, notedAt }: NotedTime): Entry {
  return {
    topic: 'green-channel.time-recorded',
    at: notedAt,
    by,
    institutionId: by.institution.id,
    patientId: referral.patient.id,
    aggregate: ['green-channel-time', id, 1],
    action: 'recordTime',
    payload: { referralId: referral.id, referralVersion: referral.version, node },
  };
}

function taskEntry({ id, referral, visit }: Task): Entry[] {
  if (!visit) return [];
  return [
    {
      topic: 'follow-up.recorded',
      at: visit.at,
      by: visit.by,
      institutionId: visit.by.institution.id,
      patientId: referral.patient.id,
      aggregate: ['followUp', id, 2],
      action: 'record',
      from: 'OPEN',
      to: 'DONE',
      payload: { referralId: referral.id },
    },
  ];
}

function onwardEntries({ id, parent, coordinator, steps }: Onward): Entry[] {
  return steps.map(({ topic, action, to, at, reasonCode }, index) => ({
    topic,
    at,
    by: coordinator,
    institutionId: coordinator.institution.id,
    patientId: parent.patient.id,
    aggregate: ['onward-referral', id, index + 1],
    action,
    from: steps[index - 1]?.to ?? null,
    to,
    reasonCode,
    payload: { referralId: parent.id },
  }));
}
