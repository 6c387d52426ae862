import type { Rows } from '../bulk-insert.js';
import type { Chance } from '../random.js';
import type { Act } from '../referrals/act.js';
import type { Recorded } from '../referrals/rows.js';
import type { BedPool, Capacity, Session } from './rows.js';

/** What an appointment took, and what has become of it. */
export interface Hold {
  readonly id: string;
  readonly referral: Recorded;
  readonly taken: { readonly session: Session } | { readonly pool: BedPool };
  readonly state: 'CONFIRMED' | 'USED' | 'RELEASED' | 'REPLACED';
  readonly position: number;
  readonly heldAt: Date;
  readonly endedAt: Date | null;
}

const STANDING = ['CONFIRMED', 'USED'];

/** A place or a bed for every visit that one was left for; whoever came late, or by ambulance, has a time alone. */
export function holdsOf(chance: Chance, referrals: readonly Recorded[], capacity: Capacity): Hold[] {
  const holds: Hold[] = [];
  for (const referral of referrals) {
    for (const act of referral.acts.filter(({ sets }) => sets?.visitTime)) {
      const taken = wantedBy(referral, act, capacity);
      const fate = fateOf(referral, act);
      const position = taken && positionIn(holds, taken, fate.state);
      if (position) holds.push({ id: chance.id(act.at), referral, taken, position, heldAt: act.at, ...fate });
    }
  }
  return holds;
}

function wantedBy({ handling, department }: Recorded, { at, sets }: Act, capacity: Capacity): Hold['taken'] | null {
  if (handling === 'INPATIENT') {
    const pool = capacity.bedPools.find((one) => one.department === department);
    return pool ? { pool } : null;
  }
  const visit = sets!.visitTime!;
  const session = capacity.sessions.find(
    (one) => one.department === department && one.startsAt <= visit && visit < one.endsAt && at < one.releasedAt,
  );
  return session ? { session } : null;
}

/** A place is kept until the next appointment, the arrival, or anything that makes it pointless. */
function fateOf({ acts }: Recorded, arranged: Act): Pick<Hold, 'state' | 'endedAt'> {
  const next = acts
    .slice(acts.indexOf(arranged) + 1)
    .find(({ to, action }) => to !== 'ARRANGED' || action === 'rearrange');
  if (!next) return { state: 'CONFIRMED', endedAt: null };
  const state = next.action === 'rearrange' ? 'REPLACED' : next.to === 'ARRIVED' ? 'USED' : 'RELEASED';
  return { state, endedAt: next.at };
}

/** The lowest number that nobody has; null where all places are taken. */
function positionIn(holds: readonly Hold[], taken: Hold['taken'], state: Hold['state']): number | null {
  // Whoever takes a bed lies in it: it is no longer among the empty ones.
  const standing = 'session' in taken ? STANDING : ['CONFIRMED'];
  const numbers = holds
    .filter((one) => standing.includes(one.state) && subjectOf(one.taken) === subjectOf(taken))
    .map(({ position }) => position);
  const free = Array.from({ length: numbers.length + 1 }, (_, index) => index + 1).find((n) => !numbers.includes(n))!;
  if ('session' in taken && STANDING.includes(state) && free > taken.session.places) return null;
  return free;
}

const subjectOf = (taken: Hold['taken']): string => ('session' in taken ? taken.session.id : taken.pool.id);

export function holdRows(holds: readonly Hold[]): Rows {
  return holds.map(({ id, referral, taken, state, position, heldAt, endedAt }) => ({
    id,
    subject_domain: 'referral',
    subject_id: referral.id,
    institution_id: referral.department.institution.id,
    session_id: 'session' in taken ? taken.session.id : null,
    session_places: 'session' in taken ? taken.session.places : null,
    bed_pool_id: 'pool' in taken ? taken.pool.id : null,
    position,
    state,
    held_at: heldAt,
    ended_at: endedAt,
  }));
}
