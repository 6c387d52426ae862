import { ALLIANCE_ZONE, localDate } from '#kernel';
import {
  apart,
  did,
  endOf,
  entriesOf,
  isKnown,
  isWithin,
  sum,
  times,
  topic,
  when,
  within,
  type Count,
  type Entry,
  type Story,
} from './event-stories.js';
import { traitsOf, type Traits } from './event-traits.js';
import type { TestApp } from './test-app.js';

/**
 * The figures of services as somebody would count them who has nothing but the event log, reading the story of one thing after
 * the other: numerator (of a percentile, its value) and denominator by code and part. Of what no entry says, nothing is told:
 * how many patients a session saw, what each expert was to take, and whether a critical value was put into words.
 */
export async function recountServices(app: TestApp, period: string): Promise<Readonly<Record<string, Count>>> {
  const [entries, traits] = [await entriesOf(app), await traitsOf(app)];
  const storiesOf = (type: string): Story[] => [
    ...Map.groupBy(
      entries.filter((entry) => entry.type === type),
      ({ id }) => id,
    ).values(),
  ];
  const begun = (stories: readonly Story[], isBegin: (entry: Entry) => boolean): Story[] =>
    stories.filter((story) => {
      const beginning = story.find(isBegin);
      return beginning !== undefined && isWithin(period, beginning.at);
    });
  const now = app.clock.now();
  const imagingReports = finalReports(storiesOf('imaging-report'), ({ id }) => {
    const report = traits.reports.get(id);
    return report?.kind === 'FINAL' ? report.examId : null;
  });
  const labReports = finalReports(storiesOf('lab-report'), (entry) =>
    traits.labKinds.get(entry.id) === 'FINAL' ? String(entry.payload['specimenId']) : null,
  );
  const cancelled = cancelledItems(storiesOf('exam-order'), traits);
  return {
    ...consultationCounts(begun(storiesOf('consultation'), isAsked), now),
    ...examCounts(begun(storiesOf('exam'), topic('imaging.exam-registered')), { traits, reports: imagingReports, now }),
    ...specimenCounts(begun(storiesOf('specimen'), topic('laboratory.collected')), labReports),
    ...criticalCounts(begun(storiesOf('critical-value'), topic('critical-value.detected')), { traits, now }),
    ...decisionCounts(begun(storiesOf('recognition-decision'), topic('recognition.decided')), cancelled),
    ...sessionCounts(entries, storiesOf('rota-session'), { period, traits, now }),
    'COV-01/ALL': covered(entries, { period, traits }),
  };
}

/** When each thing was first reported for good, by its id. */
function finalReports(stories: readonly Story[], subjectOf: (entry: Entry) => string | null): Map<string, Date> {
  const reported = new Map<string, Date>();
  for (const story of stories) {
    const published = story.find(topic('imaging.report-published', 'laboratory.report-published'));
    const subject = published && subjectOf(published);
    if (!subject) continue;
    const before = reported.get(subject);
    if (!before || published.at < before) reported.set(subject, published.at);
  }
  return reported;
}

/** In minutes. */
const LIMITS = { emergency: 10, ordinary: 24 * 60, report: 120, notice: 10 } as const;
const isAsked = topic('consultation.submitted', 'consultation.called');

function consultationCounts(stories: readonly Story[], now: Date): Record<string, Count> {
  const told = stories.map((story) => {
    const askedAt = when(story, isAsked)!;
    const joinedAt = when(story, ({ action, payload }) => action === 'join' && payload['side'] === 'EXPERT');
    const signedAt = when(story, topic('consultation.delivered'));
    // What is amended is decided upon anew.
    const last = story.findLast(topic('consultation.delivered', 'consultation.adoption-recorded'));
    return {
      type: story.find(isAsked)!.payload['type'] as string,
      askedAt,
      joinedAt,
      signedAt,
      adoption: (last?.payload['adoption'] as string | undefined) ?? null,
      isWithdrawn: endOf(story) === 'CANCELLED' && !joinedAt && !signedAt,
      isHeld: signedAt !== null || did(story, 'consultation.session-ended'),
    };
  });
  const of = (type: string) => told.filter((one) => one.type === type && !one.isWithdrawn);
  const called = of('EMERGENCY').filter((one) =>
    isKnown(one.askedAt, one.joinedAt, { minutes: LIMITS.emergency, now }),
  );
  const ordinary = of('ORDINARY').filter((one) =>
    isKnown(one.askedAt, one.signedAt, { minutes: LIMITS.ordinary, now }),
  );
  const decided = told.filter(({ signedAt, adoption }) => signedAt && adoption);
  const held = told.filter(({ isHeld }) => isHeld);
  const adopted = (adoption: string): Count => [
    decided.filter((one) => one.adoption === adoption).length,
    decided.length,
  ];
  return {
    'CON-01/ALL': [called.filter((one) => within(one.askedAt, one.joinedAt, LIMITS.emergency)).length, called.length],
    'CON-02/ALL': [
      ordinary.filter((one) => within(one.askedAt, one.signedAt, LIMITS.ordinary)).length,
      ordinary.length,
    ],
    'CON-03/ALL': adopted('ADOPTED'),
    'CON-03/PARTLY': adopted('PARTLY'),
    'CON-VOL/ALL': [held.length, held.length],
  };
}

function examCounts(
  stories: readonly Story[],
  { traits, reports, now }: { traits: Traits; reports: ReadonlyMap<string, Date>; now: Date },
): Record<string, Count> {
  const told = stories.map((story) => ({
    ...traits.exams.get(story[0]!.id)!,
    startedAt: when(story, topic('imaging.exam-started')),
    reportedAt: reports.get(story[0]!.id) ?? null,
    isEnded: did(story, 'imaging.exam-cancelled', 'imaging.exam-aborted', 'imaging.exam-withdrawn'),
  }));
  const urgent = told.filter(
    ({ urgency, groupCode, isEnded, startedAt, reportedAt }) =>
      ['GREEN', 'EMERGENCY'].includes(urgency) &&
      ['DR', 'CT'].includes(groupCode) &&
      !isEnded &&
      startedAt !== null &&
      isKnown(startedAt, reportedAt, { minutes: LIMITS.report, now }),
  );
  const read = told.filter(({ reportedAt }) => reportedAt);
  const of = (domain: string): Count => {
    const { length } = read.filter((one) => one.domain === domain);
    return [length, length];
  };
  return {
    'IMG-01/ALL': [urgent.filter((one) => within(one.startedAt!, one.reportedAt, LIMITS.report)).length, urgent.length],
    'IMG-VOL/ALL': [read.length, read.length],
    'IMG-VOL/IMAGING': of('IMAGING'),
    'IMG-VOL/ECG': of('ECG'),
  };
}

function specimenCounts(stories: readonly Story[], reports: ReadonlyMap<string, Date>): Record<string, Count> {
  const told = stories.map((story) => ({
    collectedAt: story[0]!.at,
    receivedAt: when(story, topic('laboratory.received')),
    rejected: story.find(topic('laboratory.rejected')),
    reportedAt: reports.get(story[0]!.id) ?? null,
  }));
  const brought = told.filter(({ receivedAt, rejected }) => receivedAt ?? rejected);
  const sound = told.filter(({ receivedAt, rejected, reportedAt }) => receivedAt && !rejected && reportedAt);
  const refused = brought.flatMap(({ rejected }) => rejected?.reason ?? []);
  return {
    ...times(
      'LAB-01/ALL',
      told.flatMap((one) => (one.receivedAt ? [apart(one.collectedAt, one.receivedAt)] : [])),
    ),
    ...times(
      'LAB-02/ALL',
      sound.map((one) => apart(one.receivedAt!, one.reportedAt!)),
    ),
    'LAB-03/ALL': [refused.length, brought.length],
    ...Object.fromEntries(
      [...new Set(refused)].map((reason): [string, Count] => [
        `LAB-03/REASON.${reason}`,
        [refused.filter((one) => one === reason).length, brought.length],
      ]),
    ),
  };
}

function criticalCounts(
  stories: readonly Story[],
  { traits, now }: { traits: Traits; now: Date },
): Record<string, Count> {
  const told = stories
    .filter((story) => story[0]!.payload['drill'] !== true && endOf(story) !== 'CANCELLED')
    .map((story) => ({
      encounter: traits.encounters.get(story[0]!.id)!,
      detectedAt: story[0]!.at,
      notifiedAt: when(story, topic('critical-value.notified', 'critical-value.notified-unverified')),
      acknowledgedAt: when(story, topic('critical-value.acknowledged')),
      handledAt: when(story, topic('critical-value.handled')),
    }));
  const known = told.filter((one) => isKnown(one.detectedAt, one.notifiedAt, { minutes: LIMITS.notice, now }));
  const isSameDay = (one: (typeof told)[number]): boolean =>
    one.handledAt !== null && localDate(one.handledAt, ALLIANCE_ZONE) === localDate(one.detectedAt, ALLIANCE_ZONE);
  const over = told.filter(
    (one) => one.handledAt ?? localDate(one.detectedAt, ALLIANCE_ZONE) < localDate(now, ALLIANCE_ZONE),
  );
  const received = (wanted: readonly (typeof told)[number][]): number[] =>
    wanted.flatMap((one) => (one.acknowledgedAt ? [apart(one.detectedAt, one.acknowledgedAt)] : []));
  return {
    ...times('CV-01/ALL', received(told)),
    'CV-01/OUTPATIENT': countOf(received(told.filter(({ encounter }) => encounter === 'OUTPATIENT'))),
    'CV-02/ALL': [over.filter(isSameDay).length, over.length],
    'CV-03/ALL': [known.filter((one) => within(one.detectedAt, one.notifiedAt, LIMITS.notice)).length, known.length],
    'CV-03/NOTIFIED': [known.filter(({ notifiedAt }) => notifiedAt).length, known.length],
  };
}

const countOf = (values: readonly number[]): Count => [sum(values), values.length];

/** Items that were taken back: all of an order, or one. */
function cancelledItems(orders: readonly Story[], { items }: Traits): ReadonlySet<string> {
  const whole = new Set(orders.filter((story) => did(story, 'order.cancelled')).map((story) => story[0]!.id));
  return new Set([...items].filter(([, orderId]) => whole.has(orderId)).map(([id]) => id));
}

const isJustified = ({ reason }: { readonly reason: string | null }): boolean => ['98', '99'].includes(reason ?? '');

function decisionCounts(stories: readonly Story[], cancelled: ReadonlySet<string>): Record<string, Count> {
  const told = stories.map(([decided]) => ({ ...decided!, item: String(decided!.payload['orderItemId']) }));
  const offered = told.filter(({ to }) => to !== 'NO_CANDIDATE');
  const judged = offered.filter((one) => !isJustified(one));
  const [recognised, declined] = ['RECOGNIZED', 'DECLINED'].map((wanted) => told.filter(({ to }) => to === wanted));
  const ordered = told.filter((one) => !cancelled.has(one.item) && !isJustified(one));
  return {
    'MR-01/ALL': [recognised!.length, judged.length],
    'MR-02/ALL': [declined!.length, offered.length],
    'MR-03/ALL': [sum(recognised!.map(({ payload }) => Number(payload['savedCents']))), recognised!.length],
    'MR-04/ALL': [ordered.filter(({ to }) => to === 'DECLINED').length, ordered.length],
  };
}

const ENDED = ['COMPLETED', 'CANCELLED', 'NO_SHOW', 'SUBSTITUTED'];

function sessionCounts(
  entries: readonly Entry[],
  stories: readonly Story[],
  { period, traits, now }: { period: string; traits: Traits; now: Date },
): Record<string, Count> {
  const published = entries.filter(topic('rota.published')).flatMap(({ payload }) => payload['added'] as string[]);
  const told = stories
    .filter((story) => published.includes(story[0]!.id) && String(story[0]!.payload['day']).startsWith(period))
    .map((story) => ({
      ...(story[0]!.payload as Record<'day' | 'expertId' | 'townshipId', string>),
      end: endOf(story)!,
    }));
  const attended = told.filter(({ end }) => end === 'COMPLETED');
  const days = new Set(attended.map(({ expertId, day }) => `${expertId} ${day}`));
  const due = told.filter(
    ({ end, day }) => end !== 'SUBSTITUTED' && (ENDED.includes(end) || day < localDate(now, ALLIANCE_ZONE)),
  );
  const reached = new Set(attended.map(({ townshipId }) => townshipId));
  return {
    'EXP-01/ALL': [attended.length, attended.length],
    'EXP-01/DAYS': [days.size, attended.length],
    'EXP-02/ALL': [due.filter(({ end }) => end === 'COMPLETED').length, due.length],
    'EXP-COV/ALL': [traits.townships.filter((id) => reached.has(id)).length, traits.townships.length],
  };
}

/** A report, and not what corrects it. */
const isFirst = ({ payload }: Entry): boolean => payload['number'] === undefined || payload['number'] === 1;

/** Townships that somebody else has reported for. */
function covered(entries: readonly Entry[], { period, traits }: { period: string; traits: Traits }): Count {
  const reported = entries
    .filter(topic('imaging.report-published', 'laboratory.report-published'))
    .filter((entry) => isWithin(period, entry.at) && isFirst(entry))
    .filter(
      ({ payload }) =>
        (payload['readingInstitutionId'] ?? payload['institutionId']) !== payload['orderingInstitutionId'],
    )
    .map(({ payload }) => payload['orderingInstitutionId']);
  return [traits.townships.filter((id) => reported.includes(id)).length, traits.townships.length];
}
