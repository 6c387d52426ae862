import fc from 'fast-check';
import { after, minutes } from '#kernel';
import {
  channelsFor,
  timeRefusal,
  timelineOf,
  type ChannelRule,
  type GreenChannelNode,
  type NodePlan,
  type NodeTime,
} from './green-channel.js';

const start = new Date('2026-03-04T01:00:00Z');
const at = (minute: number): Date => after(start, minutes(minute));
const later = at(1_000);
const plan: NodePlan[] = [
  { node: 'FIRST_MEDICAL_CONTACT', limitMinutes: null, limitFrom: null },
  { node: 'FIRST_ECG', limitMinutes: 10, limitFrom: 'FIRST_MEDICAL_CONTACT' },
  { node: 'DEPARTURE', limitMinutes: 30, limitFrom: 'FIRST_MEDICAL_CONTACT' },
  { node: 'ARRIVAL', limitMinutes: null, limitFrom: null },
];
const time = (node: GreenChannelNode, minute: number): NodeTime => ({ node, occurredAt: at(minute) });

describe('the channel for a patient', () => {
  const open = { minimumAge: null, maximumAge: null, pregnant: null };
  const rules: ChannelRule[] = [
    { channel: 'CHEST_PAIN', diagnosisPrefix: 'I2', priority: 'II', ...open },
    { channel: 'CHEST_PAIN', diagnosisPrefix: 'I21', priority: 'I', ...open },
    { channel: 'CRITICAL_MATERNAL', diagnosisPrefix: 'I50', priority: 'I', ...open, pregnant: true },
    { channel: 'CRITICAL_CHILD', diagnosisPrefix: 'J96', priority: 'I', ...open, maximumAge: 14 },
  ];
  const channels = (diagnosisCodes: string[], age: number | null = 40, pregnant: boolean | null = false) =>
    channelsFor(rules, { diagnosisCodes, age, pregnant }).map(({ channel, priority }) => `${channel} ${priority}`);

  it('is switched on or offered by the diagnosis, once, at its most urgent', () => {
    expect(channels(['i21.0'])).toEqual(['CHEST_PAIN I']);
    expect(channels(['I20.0'])).toEqual(['CHEST_PAIN II']);
    expect(channels(['M17.0'])).toEqual([]);
  });

  it('depends on age and pregnancy where a rule does, and what is not known hides none', () => {
    expect(channels(['J96.0'])).toEqual([]);
    expect(channels(['J96.0'], 3)).toEqual(['CRITICAL_CHILD I']);
    expect(channels(['I50.9'], 30, true)).toEqual(['CRITICAL_MATERNAL I']);
    expect(channels(['I50.9', 'J96.0', 'I20.0'], null, null)).toEqual([
      'CRITICAL_CHILD I',
      'CRITICAL_MATERNAL I',
      'CHEST_PAIN II',
    ]);
  });
});

describe('the timeline', () => {
  it('shows what is missing, when it is due, and what took too long', () => {
    const entries = timelineOf(plan, [time('FIRST_MEDICAL_CONTACT', 0), time('FIRST_ECG', 11)]);
    expect(entries).toMatchObject([
      { node: 'FIRST_MEDICAL_CONTACT', interval: null, withinLimit: null, dueAt: null },
      { node: 'FIRST_ECG', interval: minutes(11), withinLimit: false },
      { node: 'DEPARTURE', occurredAt: null, dueAt: at(30), interval: null, withinLimit: null },
      { node: 'ARRIVAL', occurredAt: null, dueAt: null },
    ]);
    expect(timelineOf(plan, [time('FIRST_ECG', 10), time('FIRST_MEDICAL_CONTACT', 0)])[1]).toMatchObject({
      withinLimit: true,
    });
    expect(timelineOf(plan, [time('FIRST_ECG', 10)])[1]).toMatchObject({ interval: null, withinLimit: null });
  });
});

describe('a time', () => {
  it('is refused where it contradicts its neighbours, however many between them are missing', () => {
    const known = [time('ARRIVAL', 60), time('FIRST_MEDICAL_CONTACT', 10)];
    expect(timeRefusal(plan, known, time('FIRST_ECG', 9), later)).toMatchObject({
      rule: 'BEFORE_PREDECESSOR',
      facts: { predecessor: 'FIRST_MEDICAL_CONTACT' },
    });
    expect(timeRefusal(plan, known, time('DEPARTURE', 61), later)).toMatchObject({
      rule: 'AFTER_SUCCESSOR',
      facts: { successor: 'ARRIVAL' },
    });
    expect(timeRefusal(plan, known, time('DEPARTURE', 10), later)).toBeNull();
  });

  it('is refused before it has come, and for a node that the channel does not have', () => {
    expect(timeRefusal(plan, [], time('ARRIVAL', 61), at(60))).toMatchObject({ rule: 'TIME_IN_FUTURE' });
    expect(timeRefusal(plan, [], time('CT', 1), later)).toMatchObject({ rule: 'NODE_NOT_IN_CHANNEL' });
  });

  it('may be corrected against all others but itself', () => {
    const others = [time('FIRST_MEDICAL_CONTACT', 0), time('DEPARTURE', 20)];
    expect(timeRefusal(plan, others, time('FIRST_ECG', 5), later)).toBeNull();
  });

  it('keeps a timeline in order, whatever is entered in whatever order', () => {
    const entries = fc.array(fc.tuple(fc.constantFrom(...plan), fc.integer({ min: 0, max: 200 })), { maxLength: 30 });
    fc.assert(
      fc.property(entries, (given) => {
        const kept = new Map<GreenChannelNode, NodeTime>();
        for (const [{ node }, minute] of given) {
          const others = [...kept.values()].filter((one) => one.node !== node);
          const entered = time(node, minute);
          if (timeRefusal(plan, others, entered, later) === null) kept.set(node, entered);
        }
        const times = plan.flatMap(({ node }) => kept.get(node)?.occurredAt.getTime() ?? []);
        expect(times).toEqual(times.toSorted((left, right) => left - right));
      }),
    );
  });
});
