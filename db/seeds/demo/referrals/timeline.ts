import { after, days, hours, minutes } from '#kernel';
import type { StaffMember } from '../county/index.js';
import type { Chance } from '../random.js';
import type { Act, Cast, State } from './act.js';
import { rejections, returns } from './reasons.js';
import { appointmentAfter, workingMinutesAfter } from './working-time.js';

/** What becomes of a referral; the names of acts after which nothing more has happened so far. */
export type Course =
  'completed' | 'rejected' | 'mended' | 'released' | 'draft' | 'submit' | 'claim' | 'accept' | 'returned';

export interface Circumstances {
  readonly cast: Cast;
  readonly draftedAt: Date;
  readonly inpatient: boolean;
  readonly urgent: boolean;
}

export interface Timeline {
  readonly acts: readonly Act[];
  readonly visitTime: Date;
}

/** Tells a referral act by act, each some believable time after the one before. */
class Narration {
  readonly acts: Act[] = [];
  private state: State = 'DRAFT';
  private clock: Date;
  /** When the patient is expected; means something once that has been arranged. */
  visitTime: Date;

  constructor(
    readonly chance: Chance,
    start: Date,
  ) {
    this.clock = start;
    this.visitTime = start;
  }

  get now(): Date {
    return this.clock;
  }

  /** Between `from` and `to` minutes of working time pass. */
  wait(from: number, to: number): this {
    this.clock = workingMinutesAfter(this.clock, this.chance.integer(from, to));
    return this;
  }

  until(instant: Date): this {
    this.clock = instant;
    return this;
  }

  /** One more act, now. */
  tell(name: string, by: StaffMember, change: { to?: State; reason?: readonly [string, string] } = {}): this {
    this.state = change.to ?? this.state;
    const [reasonCode, comment] = change.reason ?? [];
    const [action, topic] = TOPICS[name]!;
    this.acts.push({
      action,
      topic,
      to: this.state,
      at: this.clock,
      by,
      ...(reasonCode && { reasonCode }),
      ...(comment && { comment }),
    });
    return this;
  }
}

/** Action and topic under which the product logs each act. */
const TOPICS: Readonly<Record<string, readonly [string, string]>> = {
  draft: ['draft', 'referral.drafted'],
  edit: ['edit', 'referral.edited'],
  submit: ['submit', 'referral.submitted'],
  claim: ['claim', 'referral.claimed'],
  release: ['release', 'referral.released'],
  return: ['returnForEdit', 'referral.returned'],
  reject: ['reject', 'referral.rejected'],
  accept: ['accept', 'referral.accepted'],
  arrange: ['arrange', 'referral.arranged'],
  arrive: ['confirmArrival', 'referral.arrived'],
  outcome: ['recordOutcome', 'referral.outcome-recorded'],
  complete: ['complete', 'referral.completed'],
};

type Chapter = (story: Narration, circumstances: Circumstances) => void;

const drafted: Chapter = (story, { cast }) => story.tell('draft', cast.author);

const submitted: Chapter = (story, { cast }) =>
  story.wait(3, 35).tell('submit', cast.author, { to: 'PENDING_ACCEPTANCE' });

const sentBack: Chapter = (story, { cast }) => {
  const by = story.chance.happens(0.5) ? cast.coordinator : cast.doctor;
  if (by === cast.doctor) story.wait(5, 60).tell('claim', by);
  story.wait(5, 60).tell('return', by, { to: 'RETURNED_FOR_EDIT', reason: story.chance.pick(returns) });
};

const mended: Chapter = (story, { cast }) => {
  story.wait(20, 300).tell('edit', cast.author);
  story.wait(1, 10).tell('submit', cast.author, { to: 'PENDING_ACCEPTANCE' });
};

const givenBack: Chapter = (story, { cast }) =>
  story.wait(5, 60).tell('claim', cast.colleague).wait(5, 40).tell('release', cast.colleague);

const claimed: Chapter = (story, { cast }) => story.wait(4, 95).tell('claim', cast.doctor);

const rejected: Chapter = (story, { cast }) =>
  story.wait(5, 60).tell('reject', cast.doctor, { to: 'REJECTED', reason: story.chance.pick(rejections) });

const accepted: Chapter = (story, { cast }) => story.wait(3, 45).tell('accept', cast.doctor, { to: 'ACCEPTED' });

const arranged: Chapter = (story, { cast, urgent }) => {
  story.wait(6, 110).tell('arrange', cast.coordinator, { to: 'ARRANGED' });
  story.visitTime = urgent
    ? after(story.now, minutes(10 * story.chance.integer(7, 15)))
    : appointmentAfter(story.chance, story.now, story.chance.integer(1, 4));
};

const treated: Chapter = (story, { cast, inpatient }) => {
  const { chance } = story;
  story.until(after(story.visitTime, minutes(chance.integer(-25, 30))));
  story.tell('arrive', chance.happens(0.85) ? cast.registrar : cast.coordinator, { to: 'ARRIVED' });
  const stay = inpatient ? days(chance.integer(4, 12)) : hours(chance.integer(1, 4));
  story.until(after(story.now, stay)).wait(1, 90).tell('outcome', cast.doctor);
  story.wait(20, 420).tell('complete', cast.coordinator, { to: 'COMPLETED' });
};

const toTheEnd = [claimed, accepted, arranged, treated];

const CHAPTERS: Readonly<Record<Course, readonly Chapter[]>> = {
  draft: [drafted],
  submit: [drafted, submitted],
  claim: [drafted, submitted, claimed],
  accept: [drafted, submitted, claimed, accepted],
  returned: [drafted, submitted, sentBack],
  rejected: [drafted, submitted, claimed, rejected],
  completed: [drafted, submitted, ...toTheEnd],
  mended: [drafted, submitted, sentBack, mended, ...toTheEnd],
  released: [drafted, submitted, givenBack, ...toTheEnd],
};

/** The acts of one referral in order, also those that still lie ahead; the caller cuts them off at the present. */
export function timelineOf(chance: Chance, course: Course, circumstances: Circumstances): Timeline {
  const story = new Narration(chance, circumstances.draftedAt);
  for (const chapter of CHAPTERS[course]) chapter(story, circumstances);
  return { acts: story.acts, visitTime: story.visitTime };
}
