import { after, elapsed, minutes, type Duration } from '#kernel';
import type { Priority } from './referral-state.js';

export const GreenChannel = {
  CHEST_PAIN: 'CHEST_PAIN',
  STROKE: 'STROKE',
  TRAUMA: 'TRAUMA',
  CRITICAL_MATERNAL: 'CRITICAL_MATERNAL',
  CRITICAL_CHILD: 'CRITICAL_CHILD',
} as const;
export type GreenChannel = (typeof GreenChannel)[keyof typeof GreenChannel];

/** Moments of a patient's way through a green channel. Which a channel has, and in which order, is reference data. */
export const GreenChannelNode = {
  FIRST_MEDICAL_CONTACT: 'FIRST_MEDICAL_CONTACT',
  FIRST_ECG: 'FIRST_ECG',
  ECG_RECEIVED: 'ECG_RECEIVED',
  ECG_READ: 'ECG_READ',
  REFERRAL_STARTED: 'REFERRAL_STARTED',
  DEPARTURE: 'DEPARTURE',
  ARRIVAL: 'ARRIVAL',
  CATH_LAB: 'CATH_LAB',
  CT: 'CT',
  NEEDLE: 'NEEDLE',
  TREATMENT_STARTED: 'TREATMENT_STARTED',
} as const;
export type GreenChannelNode = (typeof GreenChannelNode)[keyof typeof GreenChannelNode];

/** A row of the table that leads from diagnoses to channels; absent limits mean no restriction. */
export interface ChannelRule {
  readonly channel: GreenChannel;
  /** Beginning of ICD-10 codes. */
  readonly diagnosisPrefix: string;
  /** I: the channel is switched on; II: it is offered. */
  readonly priority: Extract<Priority, 'I' | 'II'>;
  readonly minimumAge: number | null;
  readonly maximumAge: number | null;
  /** Whether it is about those who are pregnant or have just given birth. */
  readonly pregnant: boolean | null;
}

export interface ChannelPatient {
  readonly diagnosisCodes: readonly string[];
  /** In full years; null where it is not known. */
  readonly age: number | null;
  readonly pregnant: boolean | null;
}

export interface ChannelSuggestion {
  readonly channel: GreenChannel;
  readonly priority: ChannelRule['priority'];
  readonly diagnosisCode: string;
}

/** The channels that a patient's diagnoses lead to, each once: those that are switched on first. What is not known hides none. */
export function channelsFor(rules: readonly ChannelRule[], patient: ChannelPatient): ChannelSuggestion[] {
  const hits = patient.diagnosisCodes.flatMap((diagnosisCode) =>
    rules
      .filter((rule) => diagnosisCode.toUpperCase().startsWith(rule.diagnosisPrefix) && concerns(rule, patient))
      .map(({ channel, priority }) => ({ channel, priority, diagnosisCode })),
  );
  const best = new Map<GreenChannel, ChannelSuggestion>();
  for (const hit of hits.toSorted(byUrgency)) if (!best.has(hit.channel)) best.set(hit.channel, hit);
  return [...best.values()];
}

/** `I` sorts before `II`. */
const byUrgency = (left: ChannelSuggestion, right: ChannelSuggestion): number =>
  left.priority === right.priority
    ? left.channel.localeCompare(right.channel)
    : left.priority.localeCompare(right.priority);

function concerns({ minimumAge, maximumAge, pregnant }: ChannelRule, patient: ChannelPatient): boolean {
  const { age } = patient;
  const ofAge = age === null || ((minimumAge ?? 0) <= age && age <= (maximumAge ?? Number.POSITIVE_INFINITY));
  return ofAge && (pregnant === null || patient.pregnant === null || pregnant === patient.pregnant);
}

/** A node as a channel has it. */
export interface NodePlan {
  readonly node: GreenChannelNode;
  /** Within so many minutes of the node `limitFrom`. */
  readonly limitMinutes: number | null;
  readonly limitFrom: GreenChannelNode | null;
}

export interface NodeTime {
  readonly node: GreenChannelNode;
  readonly occurredAt: Date;
}

export interface TimelineEntry extends NodePlan {
  /** Null: missing. */
  readonly occurredAt: Date | null;
  /** Until when it has to be; null without a limit, or while the node that it counts from is missing. */
  readonly dueAt: Date | null;
  /** Since the node that the limit counts from; null while either is missing. */
  readonly interval: Duration | null;
  /** Null where there is nothing to judge. */
  readonly withinLimit: boolean | null;
}

/** The nodes of a channel in their order, with what is known of each. */
export function timelineOf(plan: readonly NodePlan[], times: readonly NodeTime[]): TimelineEntry[] {
  const at = new Map(times.map(({ node, occurredAt }) => [node, occurredAt]));
  return plan.map((planned): TimelineEntry => {
    const occurredAt = at.get(planned.node) ?? null;
    const from = planned.limitFrom === null ? null : (at.get(planned.limitFrom) ?? null);
    const dueAt = from === null ? null : after(from, minutes(planned.limitMinutes!));
    const both = from !== null && occurredAt !== null;
    return {
      ...planned,
      occurredAt,
      dueAt,
      interval: both ? elapsed(from, occurredAt) : null,
      withinLimit: both && dueAt !== null ? occurredAt <= dueAt : null,
    };
  });
}

/** Why a time cannot be: which rule, and the time that it contradicts. */
export interface TimeRefusal {
  readonly rule: 'NODE_NOT_IN_CHANNEL' | 'TIME_IN_FUTURE' | 'BEFORE_PREDECESSOR' | 'AFTER_SUCCESSOR';
  readonly facts: Readonly<Record<string, string>>;
}

/** Whether a node can have that time: not to come, and in its order among the times that are known of other nodes. */
export function timeRefusal(
  plan: readonly NodePlan[],
  times: readonly NodeTime[],
  { node, occurredAt }: NodeTime,
  now: Date,
): TimeRefusal | null {
  const positions = plan.map((planned) => planned.node);
  const position = positions.indexOf(node);
  if (position === -1) return { rule: 'NODE_NOT_IN_CHANNEL', facts: { node } };
  if (occurredAt > now) return { rule: 'TIME_IN_FUTURE', facts: { node } };
  const positionOf = (time: NodeTime): number => positions.indexOf(time.node);
  const known = times
    .filter((time) => positionOf(time) >= 0)
    .toSorted((left, right) => positionOf(left) - positionOf(right));
  const predecessor = known.findLast((time) => positionOf(time) < position);
  if (predecessor && occurredAt < predecessor.occurredAt) {
    return { rule: 'BEFORE_PREDECESSOR', facts: factsOf('predecessor', node, predecessor) };
  }
  const successor = known.find((time) => positionOf(time) > position);
  if (successor && occurredAt > successor.occurredAt) {
    return { rule: 'AFTER_SUCCESSOR', facts: factsOf('successor', node, successor) };
  }
  return null;
}

function factsOf(other: string, node: string, time: NodeTime): Record<string, string> {
  return { node, [other]: time.node, time: time.occurredAt.toISOString() };
}
