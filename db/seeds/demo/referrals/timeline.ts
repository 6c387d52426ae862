import { after, days, hours, minutes } from '#kernel';
import type { Chance } from '../random.js';
import type { Act } from './act.js';
import { answered, type Chapter, type Circumstances } from './chapter.js';
import {
  advised,
  arrangedAnew,
  asked,
  assigned,
  cameLater,
  cancelled,
  closed,
  expired,
  forwarded,
  informed,
  missed,
  recordedAfterwards,
  reopened,
  returnedInternally,
  sentOn,
} from './detours.js';
import { Narration } from './narration.js';
import { rejections, returns } from './reasons.js';
import { appointmentAfter } from './working-time.js';

/** What becomes of a referral; the names of acts after which nothing more has happened so far. */
export type Course = keyof typeof CHAPTERS;

export interface Timeline {
  readonly acts: readonly Act[];
  readonly visitTime: Date;
}

const DRAFT_KEPT = days(30);

const drafted: Chapter = (story, { cast }) => story.tell('draft', cast.author);

const submitted: Chapter = (story, { cast, reviewed }) => {
  story.wait(3, 35);
  if (!reviewed) story.tell('submit', cast.author, { to: 'PENDING_ACCEPTANCE' });
  else
    story.tell('submitForReview', cast.author, {
      to: 'PENDING_INTERNAL_REVIEW',
      sets: { reviewing: cast.author.institution },
    });
};

const approved: Chapter = (story, { cast, reviewed }) => {
  if (reviewed) story.wait(8, 90).tell('approve', cast.head, { to: 'PENDING_ACCEPTANCE' });
};

const sentBack: Chapter = (story, { cast }) => {
  const by = story.chance.happens(0.5) ? cast.coordinator : cast.doctor;
  if (by === cast.doctor) story.wait(5, 60).tell('claim', by, { sets: { owner: by } });
  const reason = story.chance.pick(returns);
  story.wait(5, 60).tell('return', by, { to: 'RETURNED_FOR_EDIT', reason, sets: { owner: null } });
};

const mended: Chapter = (story, circumstances) => {
  story.wait(20, 300).tell('edit', circumstances.cast.author);
  submitted(story, circumstances);
  approved(story, circumstances);
};

const givenBack: Chapter = (story, { cast }) => {
  story.wait(5, 60).tell('claim', cast.colleague, { sets: { owner: cast.colleague } });
  story.wait(5, 40).tell('release', cast.colleague, { sets: { owner: null } });
};

const claimed: Chapter = (story, { cast }) =>
  story.wait(4, 95).tell('claim', cast.doctor, { sets: { owner: cast.doctor } });

const rejected: Chapter = (story, { cast }) =>
  story.wait(5, 60).tell('reject', cast.doctor, { to: 'REJECTED', reason: story.chance.pick(rejections) });

const accepted: Chapter = (story, { cast, inpatient }) =>
  story
    .wait(3, 45)
    .tell('accept', cast.doctor, { to: 'ACCEPTED', sets: { handling: inpatient ? 'INPATIENT' : 'OUTPATIENT' } });

const arranged: Chapter = (story, { cast, urgent }) => {
  story.wait(6, 110);
  story.visitTime = urgent
    ? after(story.now, minutes(10 * story.chance.integer(7, 15)))
    : appointmentAfter(story.chance, story.now, story.chance.integer(1, 4));
  story.tell('arrange', cast.coordinator, { to: 'ARRANGED', sets: { visitTime: story.visitTime } });
};

const treated: Chapter = (story, { cast, inpatient }) => {
  const { chance } = story;
  story.until(after(story.visitTime, minutes(chance.integer(-25, 30))));
  story.tell('arrive', chance.happens(0.85) ? cast.registrar : cast.coordinator, { to: 'ARRIVED' });
  const stay = inpatient ? days(chance.integer(4, 12)) : hours(chance.integer(1, 4));
  story.until(after(story.now, stay)).wait(1, 90);
  answered(story, cast);
};

/** Whoever does not go on with a draft finds it in the archive. */
const forgotten: Chapter = (story) => story.until(after(story.now, DRAFT_KEPT)).tell('archive', null);

const sent = [drafted, submitted, approved];
const owned = [...sent, claimed];
const welcome = [...owned, accepted];
const expected = [...welcome, arranged];
const toTheEnd = [claimed, accepted, arranged, treated];

const CHAPTERS = {
  draft: [drafted, forgotten],
  submit: [drafted, submitted],
  claim: owned,
  accept: welcome,
  returned: [...sent, sentBack, expired],
  rejected: [...owned, rejected],
  completed: [...sent, ...toTheEnd],
  mended: [...sent, sentBack, mended, ...toTheEnd],
  released: [...sent, givenBack, ...toTheEnd],
  returnedInternally: [drafted, submitted, returnedInternally, expired],
  asked: [...owned, asked],
  informed: [...owned, informed, accepted, arranged, treated],
  advised: [...owned, advised],
  assigned: [...sent, assigned, accepted, arranged, treated],
  cancelled: [...owned, cancelled],
  closed: [...welcome, closed],
  reopened: [...welcome, closed, reopened, arranged, treated],
  rearranged: [...expected, arrangedAnew, treated],
  missed: [...expected, missed],
  cameLater: [...expected, cameLater, treated],
  redirected: [...owned, sentOn],
  onward: [...welcome, forwarded],
  recordedAfterwards: [drafted, recordedAfterwards],
} satisfies Readonly<Record<string, readonly Chapter[]>>;

/** The acts of one referral in order, also those that still lie ahead; the caller cuts them off at the present. */
export function timelineOf(chance: Chance, course: Course, circumstances: Circumstances): Timeline {
  const story = new Narration(chance, circumstances.draftedAt);
  for (const chapter of CHAPTERS[course]) chapter(story, circumstances);
  return { acts: story.acts, visitTime: story.visitTime };
}

/** The same of one that was sent on from elsewhere. */
export function passedOn(chance: Chance, last: Act, circumstances: Circumstances): Timeline {
  const story = new Narration(chance, last.at);
  story.tell('receiveOn', last.by, { to: 'PENDING_ACCEPTANCE' });
  for (const chapter of toTheEnd) chapter(story, circumstances);
  return { acts: story.acts, visitTime: story.visitTime };
}
