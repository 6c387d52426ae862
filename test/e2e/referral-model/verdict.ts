import { actsOfSystem, levelsAt } from './down-clock.js';
import type { Ledger, Recorded, WrittenEvent } from './ledger.js';
import { isOfSystem, targets, type Modelled } from './model.js';

/** An act that the product has acknowledged. */
export interface Acknowledged {
  readonly referralId: string;
  readonly action: string;
  readonly staffId: string;
  readonly institutionId: string;
}

const BRINGS_CHILD = ['redirect', 'forwardOnward', 'referBack'];

/** Compares what is on record after a step with what was there before: everything that was acknowledged, and no more. */
export function verify(before: Ledger, after: Ledger, acknowledged: readonly Acknowledged[]): void {
  if (acknowledged.length === 0) expect(after).toEqual(before);
  expect(after.keys - before.keys).toBe(acknowledged.length);
  for (const recorded of after.referrals.values()) {
    const earlier = before.referrals.get(recorded.id);
    const fresh = continued(recorded, earlier);
    const acts = acknowledged.filter(({ referralId }) => referralId === recorded.id);
    if (earlier) expect(fresh.map(actOf).toSorted()).toEqual(acts.map(actOf).toSorted());
    else expect(acknowledged.map(({ action }) => BRINGS_CHILD.includes(action))).toContain(true);
  }
  verifyHolds(after);
  verifyClocks(after);
}

/** After the clock has moved: whatever happened, the system did it; downwards all that it has to, and no more. @returns it */
export function verifyBySystem(before: Ledger, after: Ledger): readonly string[] {
  expect(after.keys).toBe(before.keys);
  const done: string[] = [];
  for (const recorded of after.referrals.values()) {
    const earlier = before.referrals.get(recorded.id)!;
    const { direction } = recorded;
    const fresh = continued(recorded, earlier);
    if (direction === 'DOWN') expect(fresh.map(({ action }) => action)).toEqual(actsOfSystem(earlier, after.now));
    done.push(...fresh.map(({ action }) => action));
    for (const { from, action } of fresh) {
      expect({ action, isOfSystem: isOfSystem({ direction, state: from! }, action) }).toEqual({
        action,
        isOfSystem: true,
      });
    }
  }
  verifyHolds(after);
  verifyClocks(after);
  return done;
}

const actOf = ({ action, staffId, institutionId }: Omit<Acknowledged, 'referralId'>): string =>
  `${action} by ${staffId} at ${institutionId}`;

/** One event and one audit entry a version, each as the table has it, under the institutions of the time. @returns the new events */
function continued(recorded: Recorded, earlier: Recorded | undefined): readonly WrittenEvent[] {
  const { events, version, audited, direction } = recorded;
  expect(events.map((event) => event.version)).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  expect(audited).toEqual(events.map(({ topic }) => topic).toSorted());
  const known = earlier?.events ?? [];
  expect(events.slice(0, known.length)).toEqual(known);
  const fresh = events.slice(known.length);
  let state = earlier?.state ?? null;
  for (const { action, from, to, payload } of fresh) {
    expect(from).toBe(state);
    const tabled = from === null ? [to] : targets({ direction, state: from }, action);
    expect(tabled.map((target) => `${action} to ${target}`)).toContain(`${action} to ${to}`);
    verifyRoute(payload, [earlier ?? recorded, recorded]);
    state = to;
  }
  expect(state).toBe(recorded.state);
  return fresh;
}

/** An event is of the institutions that the referral was between when it happened, whichever it is between now. */
function verifyRoute({ fromInstitutionId, toInstitutionId }: WrittenEvent['payload'], then: readonly Modelled[]): void {
  if (!fromInstitutionId) return;
  expect(then.map((one) => `${one.fromInstitutionId} ${one.toInstitutionId}`)).toContain(
    `${fromInstitutionId} ${toInstitutionId}`,
  );
}

/** Something is held for appointments alone, once, and never more than there is. */
function verifyHolds({ referrals, overheld, mismarked }: Ledger): void {
  expect({ overheld, mismarked }).toEqual({ overheld: 0, mismarked: 0 });
  for (const { state, holds } of referrals.values()) {
    expect(holds.filter(({ ended }) => !ended).length).toBeLessThanOrEqual(state === 'ARRANGED' ? 1 : 0);
  }
}

/** A down-referral waits for what its state says and for nothing else, and has turned to somebody as often as time has passed. */
function verifyClocks({ referrals, ...at }: Ledger): void {
  for (const { id, direction, openLevels, passedLevels, ...recorded } of referrals.values()) {
    if (direction !== 'DOWN') continue;
    const { open, passed } = levelsAt(recorded, at);
    expect({ id, openLevels, passedLevels }).toEqual({ id, openLevels: open, passedLevels: passed });
  }
}
