import { elapsed, minutes, before, type Duration } from '#kernel';
import { urgencyRank, type Urgency } from './urgency.js';

/** What decides about a place in a queue. */
export interface QueuedItem {
  readonly urgency: Urgency;
  readonly dueAt: Date;
  readonly expectedMinutes: number;
  readonly queuedAt: Date;
}

/** How long reading may still wait: due − now − expected reading time. */
function slackOf({ dueAt, expectedMinutes }: QueuedItem, now: Date): Duration {
  return (elapsed(now, dueAt) - minutes(expectedMinutes)) as Duration;
}

/**
 * When reading must begin to be in time. Whatever the present is, less slack means an earlier latest start: so a queue is
 * kept in order by a value that stands still, on an index.
 */
export function latestStart({ dueAt, expectedMinutes }: QueuedItem): Date {
  return before(dueAt, minutes(expectedMinutes));
}

/** The definition of the order: class, then slack, then age. */
export function compareInQueue(left: QueuedItem, right: QueuedItem, now: Date): number {
  return (
    urgencyRank(left.urgency) - urgencyRank(right.urgency) ||
    slackOf(left, now) - slackOf(right, now) ||
    +left.queuedAt - +right.queuedAt
  );
}
