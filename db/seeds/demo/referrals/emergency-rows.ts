import { minutes, after } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { StaffMember } from '../county/index.js';
import type { Chance } from '../random.js';
import type { Sealing } from '../sealing.js';
import type { Recorded } from './rows.js';

/** A time of a green channel, as it was noted down. */
export interface NotedTime {
  readonly id: string;
  readonly referral: Recorded;
  readonly node: string;
  readonly occurredAt: Date;
  readonly by: StaffMember;
  readonly notedAt: Date;
}

const emergenciesAmong = (referrals: readonly Recorded[]): Recorded[] =>
  referrals.filter(({ emergency }) => emergency !== undefined);

export function emergencyRows(referrals: readonly Recorded[], sealing: Sealing): Rows {
  return emergenciesAmong(referrals).map(({ id, emergency, patient, acts }) => {
    const acknowledged = acts.find(({ action }) => action === 'acknowledgeEmergency');
    return {
      referral_id: id,
      consciousness: emergency!.consciousness,
      phone_ciphertext: sealing.emergencyPhone(patient.contact.phone),
      acknowledged_at: acknowledged?.at ?? null,
      acknowledged_by_staff_id: acknowledged?.by!.id ?? null,
      acknowledged_in_duty_gap: acknowledged ? false : null,
    };
  });
}

export function greenChannelRows(referrals: readonly Recorded[]): Rows {
  return emergenciesAmong(referrals).flatMap(({ id, emergency, department, acts, cast }) => {
    const opened = acts.find(({ action }) => action === 'openGreenChannel');
    if (!opened) return [];
    return {
      referral_id: id,
      channel: emergency!.channel,
      opened_by_staff_id: opened.by!.id,
      opened_at: opened.at,
      told_institution_id: department.institution.id,
      told_department_id: department.id,
      told_function: 'DUTY_DOCTOR',
      told_staff_id: cast.doctor.id,
      duty_gaps: [],
    };
  });
}

/** Noted down once there was a hand free, by whoever was with the patient. */
export function notedTimesOf(chance: Chance, referrals: readonly Recorded[], now: Date): NotedTime[] {
  return emergenciesAmong(referrals).flatMap((referral) => {
    const opened = referral.acts.find(({ action }) => action === 'openGreenChannel');
    if (!opened) return [];
    return referral.nodeTimes!.flatMap(({ node, at, byReceiver }) => {
      const by = byReceiver ? referral.cast.doctor : referral.cast.author;
      const notedAt = after(at > opened.at ? at : opened.at, minutes(1));
      return notedAt <= now ? { id: chance.id(notedAt), referral, node, occurredAt: at, by, notedAt } : [];
    });
  });
}

export function timeRows(times: readonly NotedTime[]): Rows {
  return times.map(({ id, referral, node, occurredAt, by, notedAt }) => ({
    id,
    referral_id: referral.id,
    node,
    version: 1,
    occurred_at: occurredAt,
    recorded_by_staff_id: by.id,
    recorded_institution_id: by.institution.id,
    recorded_at: notedAt,
  }));
}
