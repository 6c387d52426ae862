import { walkTransitions, type WalkedPair } from '#kernel';
import { ConsultationState, InvitationState, consultationTransitions, invitationTransitions } from '#consultation';
import type { Ledger, Recorded, RecordedInvitation } from './ledger.js';

const tabled = ({ pairs }: { readonly pairs: readonly WalkedPair[] }) =>
  pairs.flatMap(({ state, action, to }) => to.map((next) => `${action} from ${state} to ${next}`));
const CASES = new Set(
  tabled(
    walkTransitions(consultationTransitions, {
      states: Object.values(ConsultationState),
      initial: ['DRAFT'],
      terminal: [],
    }),
  ),
);
const invitations = walkTransitions(invitationTransitions, {
  states: Object.values(InvitationState),
  initial: ['PROPOSED'],
  terminal: [],
}).pairs;

const LIVE = ['PROPOSED', 'INVITED', 'ACCEPTED'];
/** Here a time that is set is kept for everybody who counts. */
const BEFORE = ['DRAFT', 'RETURNED_FOR_MATERIAL', 'SUBMITTED', 'INVITING', 'SCHEDULED'];
/** Here nobody has any of it. */
const GIVEN_BACK = ['DECLINED', 'CANCELLED', 'NO_SHOW_INVITER', 'NO_SHOW_EXPERT', 'FAILED_TECHNICAL'];
/** What the system does, and what follows from that. */
const BY_SYSTEM = ['recordNoShow', 'expireInvitation', 'loseTime'];

/** What was acknowledged, by cases: the actions of the table of cases. */
export type Done = ReadonlyMap<string, readonly string[]>;

/** Compares what is on record after a step with what was there before: everything that was acknowledged, and no more. */
export function verify(before: Ledger, after: Ledger, done: Done): void {
  const acts = [...done.values()].flat();
  if (acts.length === 0) expect(after).toEqual(before);
  expect(after.keys - before.keys).toBe(acts.length);
  for (const recorded of after.cases.values()) {
    const fresh = continued(recorded, before.cases.get(recorded.id)!);
    expect(fresh.toSorted()).toEqual((done.get(recorded.id) ?? []).toSorted());
  }
  verifyTimes(after);
}

/** After the clock has moved: whatever happened, the system did it. @returns it */
export function verifyBySystem(before: Ledger, after: Ledger): readonly string[] {
  expect(after.keys).toBe(before.keys);
  const done = [...after.cases.values()].flatMap((recorded) => continued(recorded, before.cases.get(recorded.id)!));
  for (const action of done) expect(BY_SYSTEM).toContain(action);
  verifyTimes(after);
  return done;
}

/** One event and one audit entry a version, each as the table has it. @returns the new actions */
function continued(recorded: Recorded, earlier: Recorded): readonly string[] {
  const { events, version, audited } = recorded;
  expect(events.map((event) => event.version)).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  expect(audited).toEqual(events.map(({ topic }) => topic).toSorted());
  expect(events.slice(0, earlier.events.length)).toEqual(earlier.events);
  const fresh = events.slice(earlier.events.length);
  let { state } = earlier;
  for (const { action, from, to } of fresh) {
    expect(from).toBe(state);
    expect([...CASES]).toContain(`${action} from ${from} to ${to}`);
    state = to;
  }
  expect(recorded.state).toBe(state);
  for (const invitation of earlier.invitations) verifyInvitation(invitation, recorded);
  return fresh.map(({ action }) => action);
}

/** Nothing is forgotten, and nothing goes back: an invitation goes where its table leads, with versions that only grow. */
function verifyInvitation({ id, state, version }: RecordedInvitation, { invitations: now }: Recorded): void {
  const then = now.find((one) => one.id === id)!;
  expect(then.version).toBeGreaterThanOrEqual(version);
  if (then.state !== state) expect(then.version).toBeGreaterThan(version);
  expect([...reachable(state)]).toContain(then.state);
}

function reachable(state: string): ReadonlySet<string> {
  const reached = new Set([state]);
  for (const from of reached) {
    for (const { state: start, to } of invitations) if (start === from) to.forEach((next) => reached.add(next));
  }
  return reached;
}

/** Nobody has two things at once, no time is kept for nothing, and a time is kept for everybody or for nobody. */
function verifyTimes({ cases, doubled, orphaned }: Ledger): void {
  expect({ doubled, orphaned }).toEqual({ doubled: 0, orphaned: 0 });
  for (const recorded of cases.values()) verifyTime(recorded);
}

const holding = (some: readonly RecordedInvitation[]): string[] =>
  some.filter(({ held }) => held.length > 0).map((one) => one.id);

function verifyTime(recorded: Recorded): void {
  const { id, type, state, from, to, invitations: all } = recorded;
  const live = all.filter((one) => LIVE.includes(one.state));
  const gone = all.filter((one) => !LIVE.includes(one.state));
  expect({ id, state, leaked: holding(gone) }).toEqual({ id, state, leaked: [] });
  if (GIVEN_BACK.includes(state)) expect({ id, state, leaked: holding(live) }).toEqual({ id, state, leaked: [] });
  if (BEFORE.includes(state) && type !== 'EMERGENCY') {
    const whole = from === null ? [] : [{ from, to }];
    expect(live.map(({ held }) => held.map((one) => ({ from: one.from, to: one.to })))).toEqual(live.map(() => whole));
  }
  if (state === 'SCHEDULED' || state === 'IN_SESSION') verifyFixed(recorded);
}

/** A session that is fixed has as many experts as it takes, for good; in an emergency they leave what else they have. */
function verifyFixed({ id, type, state, requiredExperts, invitations: all }: Recorded): void {
  const fixed = all.filter((one) => one.state === 'ACCEPTED' && one.held.some(({ isFixed }) => isFixed));
  const accepted = all.filter((one) => one.state === 'ACCEPTED');
  const needed = type === 'MDT' ? requiredExperts! : 1;
  const whole = accepted.length >= needed && (type === 'EMERGENCY' || fixed.length === accepted.length);
  expect({ id, state, whole }).toEqual({ id, state, whole: true });
}
