import { after, before, days, milliseconds } from '#kernel';
import { endOf, isWithin, sum, type Count } from './event-stories.js';
import type { TestApp } from './test-app.js';

interface Entry {
  readonly id: string;
  readonly patientId: string;
  readonly direction: 'UP' | 'DOWN' | 'LATERAL';
  readonly kind: string;
  readonly retrospective: boolean;
  readonly action: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string | null;
  readonly level: number | null;
  readonly stage: string | null;
  readonly at: Date;
  readonly bySystem: boolean;
}
type Story = readonly Entry[];

/** How long it is watched whether a patient who was sent down comes up again. */
const WATCHED = days(30);
const SYSTEM = '00000000-0000-7000-8000-000000000000';
const RECEIVER = [
  'accept',
  'reject',
  'returnWithAdvice',
  'redirect',
  'forwardOnward',
  'requestInformation',
  'allocate',
  'receive',
  'declineReceipt',
  'refuse',
];
const BY_ITSELF = ['closeUnanswered', 'expire', 'declineReceipt', 'reportNotArrived'];

/**
 * The figures of referrals as somebody would count them who has nothing but the event log, reading one referral after the
 * other: numerator and denominator by code and part, of what was first submitted in a month.
 */
export async function recountReferrals(app: TestApp, period: string): Promise<Readonly<Record<string, Count>>> {
  const stories = await storiesOf(app);
  const submitted = stories.filter((story) => {
    const at = submittedAt(story);
    return at !== null && isWithin(period, at);
  });
  const valid = submitted.filter((story) => !isRetrospective(story) && !isWithdrawn(story) && !livesOn(story));
  const count = (wanted: (story: Story) => boolean): number => valid.filter(wanted).length;
  const routine = submitted.filter(
    (story) => story[0]!.kind === 'ROUTINE' && !isRetrospective(story) && !isWithdrawn(story),
  );
  const answered = routine.flatMap((story) => minutesBetween(story, isReceived, isAnswer));
  const up = valid.filter((story) => story[0]!.direction !== 'DOWN');
  const closed = up.flatMap((story) => minutesBetween(story, isSubmit, ({ to }) => to === 'COMPLETED'));
  const arranged = valid.filter((story) => story[0]!.kind === 'ROUTINE' && did(story, 'arrange'));
  const emergencies = valid.filter((story) => did(story, 'submitEmergency'));
  const lookedAfter = stories.filter((story) => {
    const until = lookedAfterUntil(story);
    const counts = until !== null && until <= app.clock.now() && !isRetrospective(story) && !livesOn(story);
    return counts && isWithin(period, justBefore(until));
  });
  return {
    'REF-01/UP': [count(isOf('UP')), valid.length],
    'REF-01/DOWN': [count(isOf('DOWN')), valid.length],
    'REF-01/LATERAL': [count(isOf('LATERAL')), valid.length],
    'REF-03/ALL': [count((story) => endOf(story) === 'COMPLETED'), valid.length],
    'REF-04/ALL': [sum(answered), answered.length],
    'REF-06/UP': [sum(closed), closed.length],
    'REF-07/ALL': [count(isOverdue), valid.length],
    'REF-08/ALL': [count((story) => did(story, 'reject') || did(story, 'refuse')), valid.length],
    'REF-09/ALL': [emergencies.filter(isAcknowledgedInTime).length, emergencies.length],
    'REF-11/ALL': [arranged.filter((story) => did(story, 'markNoShow')).length, arranged.length],
    'REF-13/ALL': [lookedAfter.filter((story) => comesBack(story, stories)).length, lookedAfter.length],
    'REF-DL/ALL': [count((story) => ['CANCELLED', 'CLOSED', 'EXPIRED'].includes(endOf(story)!)), valid.length],
  };
}

async function storiesOf(app: TestApp): Promise<Story[]> {
  const entries = await app.asOwner<Entry>(
    `SELECT e.aggregate_id AS id, r.patient_id AS "patientId", r.direction, r.kind, r.retrospective, e.action, e.from_state AS "from", e.to_state AS "to",
       e.reason_code AS reason, (e.payload->>'level')::int AS level, e.payload->>'kind' AS stage, e.occurred_at AS at,
       e.account_id = $1 AS "bySystem"
     FROM domain_events e JOIN referrals r ON r.id = e.aggregate_id
     WHERE e.aggregate_type = 'referral' ORDER BY e.aggregate_version, e.id`,
    [SYSTEM],
  );
  return [...Map.groupBy(entries, ({ id }) => id).values()];
}

const did = (story: Story, action: string): boolean => story.some((entry) => entry.action === action);
const isOf =
  (direction: Entry['direction']) =>
  (story: Story): boolean =>
    story[0]!.direction === direction;
const isRetrospective = (story: Story): boolean => story[0]!.retrospective;
const isSubmit = ({ from, to }: Entry): boolean => (from === null || from === 'DRAFT') && to !== null && to !== 'DRAFT';
const isReceived = ({ to }: Entry): boolean =>
  to !== null && to.startsWith('PENDING_') && to !== 'PENDING_INTERNAL_REVIEW';
const submittedAt = (story: Story): Date | null => story.find(isSubmit)?.at ?? null;
/** What is redirected lives on in its child, whose own story begins with that. */
const livesOn = (story: Story): boolean => endOf(story) === 'REDIRECTED';
const isAnswer = ({ action, from, to, bySystem }: Entry): boolean =>
  !bySystem &&
  ((RECEIVER.includes(action) && (action !== 'redirect' || to === 'REDIRECTED')) ||
    (action === 'returnForEdit' && from === 'PENDING_ACCEPTANCE'));
const isWithdrawn = (story: Story): boolean =>
  endOf(story) === 'CANCELLED' &&
  !story.some(
    (entry) =>
      isAnswer(entry) ||
      ['claim', 'assign', 'release', 'arrange', 'confirmArrival', 'acknowledgeEmergency'].includes(entry.action),
  );
const isOverdue = (story: Story): boolean =>
  story.some(
    ({ action, level, bySystem }) =>
      (action === 'escalate' && (level ?? 0) >= 1) || (bySystem && BY_ITSELF.includes(action)),
  );

const isAcknowledgedInTime = (story: Story): boolean =>
  minutesBetween(story, isSubmit, ({ action }) => action === 'acknowledgeEmergency').some((taken) => taken <= 10);

/** How long a down-referral is watched for whether the patient comes back; null where nobody has come to be looked after. */
function lookedAfterUntil(story: Story): Date | null {
  const begun = story[0]!.direction === 'DOWN' && story.find(({ action }) => action === 'confirmArrival');
  return begun ? after(begun.at, WATCHED) : null;
}

function comesBack(story: Story, stories: readonly Story[]): boolean {
  const until = lookedAfterUntil(story)!;
  return stories.some((other) => {
    const at = submittedAt(other);
    const isAgain = other[0]!.patientId === story[0]!.patientId && other[0]!.direction === 'UP';
    return (
      isAgain &&
      at !== null &&
      at > before(until, WATCHED) &&
      at <= until &&
      !isRetrospective(other) &&
      !isWithdrawn(other)
    );
  });
}

/** A time that ends with a month belongs to it. */
const justBefore = (instant: Date): Date => before(instant, milliseconds(1));

function minutesBetween(story: Story, from: (entry: Entry) => boolean, to: (entry: Entry) => boolean): number[] {
  const [begun, ended] = [story.find(from), story.find(to)];
  return begun && ended ? [(ended.at.getTime() - begun.at.getTime()) / 60_000] : [];
}
