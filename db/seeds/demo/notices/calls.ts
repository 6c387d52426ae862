import { after, before, days, hours, minutes, seconds } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { Chance } from '../random.js';
import type { Recorded } from '../referrals/rows.js';
import type { Sealing } from '../sealing.js';
import { placesOf } from './announcements.js';

const REACH = days(30);
/** Of those whose visit lies ahead, the referral centre has reached some. */
const REACHED_SHARE = 0.4;
const NO_ANSWER_SHARE = 0.3;

export interface CallRows {
  readonly announcements: Rows;
  readonly calls: Rows;
  readonly attempts: Rows;
}

interface CallLoad {
  readonly referrals: readonly Recorded[];
  readonly sealing: Sealing;
  readonly now: Date;
}

/** Patients who did not agree to text messages are called when their visit is arranged; the newest still have to be. */
export function callsOf(chance: Chance, { referrals, sealing, now }: CallLoad): CallRows {
  const visits = referrals.flatMap((referral) => {
    const arranged = referral.acts.find(({ action }) => action === 'arrange');
    return arranged && arranged.at >= before(now, REACH) ? [{ referral, at: after(arranged.at, seconds(2)) }] : [];
  });
  const rows = visits.map(({ referral, at }) => callOf(chance, sealing, { referral, at, now }));
  return {
    announcements: rows.map(({ announcement }) => announcement),
    calls: rows.map(({ call }) => call),
    attempts: rows.flatMap(({ attempts }) => attempts),
  };
}

interface Visit {
  readonly referral: Recorded;
  readonly at: Date;
  readonly now: Date;
}

function callOf(chance: Chance, sealing: Sealing, visit: Visit) {
  const { referral, at } = visit;
  const { department, patient } = referral;
  const announcement = {
    id: chance.id(at),
    institution_id: department.institution.id,
    department_id: department.id,
    domain: 'REFERRAL',
    template_code: 'referral.visit',
    template_version: 1,
    parameters: { ...placesOf(referral), time: referral.visitTime!.toISOString() },
    subject_type: 'Referral',
    subject_id: referral.id,
    urgency: 'ROUTINE',
    created_at: at,
  };
  const id = chance.id(at);
  const attempts = attemptsOf(chance, id, visit);
  const reached = attempts.find(({ outcome }) => outcome === 'REACHED');
  const call = {
    id,
    announcement_id: announcement.id,
    institution_id: department.institution.id,
    patient_id: patient.id,
    relation: 'PATIENT',
    phone_ciphertext: sealing.callPhone(patient.phone),
    state: reached ? 'REACHED' : 'OPEN',
    attempts: attempts.length,
    created_at: at,
    ended_at: reached?.made_at ?? null,
    version: 1 + attempts.length,
  };
  return { announcement, call, attempts };
}

/** At most one without an answer, then one that is answered; none of them ahead of now. */
function attemptsOf(chance: Chance, callId: string, { referral, at, now }: Visit) {
  const first = after(at, minutes(chance.integer(15, 90)));
  const second = after(first, hours(chance.integer(1, 3)));
  const isReached = referral.visitTime! <= now || chance.happens(REACHED_SHARE);
  const missed = chance.happens(NO_ANSWER_SHARE);
  const made = [
    ...(missed ? [{ outcome: 'NO_ANSWER', made_at: first }] : []),
    ...(isReached ? [{ outcome: 'REACHED', made_at: missed ? second : first }] : []),
  ];
  return made
    .filter(({ made_at: madeAt }) => madeAt < now)
    .map((attempt) => ({
      id: chance.id(attempt.made_at),
      call_id: callId,
      ...attempt,
      staff_id: referral.cast.coordinator.id,
    }));
}
