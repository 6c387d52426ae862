import { after, before, days, hours } from '#kernel';
import { answered, type Chapter } from './chapter.js';
import { advice, answers, cancellations, closures, noShows, questions, returns } from './reasons.js';
import { appointmentAfter, workingMinutesAfter } from './working-time.js';

/** As the reference settings have them. */
const RETURNED_KEPT = days(30);
const ANSWER_AWAITED = days(7);
const VISIT_AWAITED = days(7);
const CLAIM_LIMIT_MINUTES = 120;

/** The sender's head finds something. */
export const returnedInternally: Chapter = (story, { cast }) =>
  story
    .wait(15, 120)
    .tell('returnInternally', cast.head, { to: 'RETURNED_FOR_EDIT', reason: story.chance.pick(returns) });

/** Nobody mends what came back. */
export const expired: Chapter = (story) =>
  story.until(after(story.now, RETURNED_KEPT)).tell('expire', null, { to: 'EXPIRED' });

const question: Chapter = (story, { cast }) =>
  story.wait(5, 40).tell('ask', cast.doctor, { to: 'AWAITING_INFORMATION', comment: story.chance.pick(questions) });

/** Nobody answers. */
export const asked: Chapter = (story, circumstances) => {
  question(story, circumstances);
  story.until(after(story.now, ANSWER_AWAITED)).tell('closeUnanswered', null, { to: 'CLOSED' });
};

export const informed: Chapter = (story, circumstances) => {
  question(story, circumstances);
  story
    .wait(30, 260)
    .tell('inform', circumstances.cast.author, { to: 'PENDING_ACCEPTANCE', comment: story.chance.pick(answers) });
};

export const advised: Chapter = (story, { cast }) =>
  story.wait(5, 60).tell('advise', cast.doctor, { to: 'RETURNED_WITH_ADVICE', comment: story.chance.pick(advice) });

/** Nobody claims it in time, so the referral centre names somebody. */
export const assigned: Chapter = (story, { cast }) => {
  story.until(workingMinutesAfter(story.now, CLAIM_LIMIT_MINUTES));
  story.tell('escalate', null, {
    sets: { escalation: { kind: 'referral.claim', level: 1, target: 'REFERRAL_COORDINATOR' } },
  });
  story.wait(4, 25).tell('assign', cast.coordinator, { sets: { owner: cast.doctor } });
};

export const cancelled: Chapter = (story, { cast }) =>
  story.wait(10, 200).tell('cancel', cast.author, { to: 'CANCELLED', reason: story.chance.pick(cancellations) });

export const closed: Chapter = (story, { cast }) =>
  story.wait(30, 300).tell('close', cast.coordinator, { to: 'CLOSED', reason: story.chance.pick(closures) });

/** It stands where it stood. */
export const reopened: Chapter = (story, { cast }) =>
  story.wait(120, 700).tell('reopen', cast.coordinator, {
    to: 'ACCEPTED',
    reason: ['patient_returned', '患者家属来电，仍要求按原计划来院。'],
  });

export const arrangedAnew: Chapter = (story, { cast }) => {
  const called = before(story.visitTime, hours(story.chance.integer(2, 5)));
  if (called > story.now) story.until(called);
  else story.wait(5, 20);
  story.visitTime = appointmentAfter(story.chance, story.now, story.chance.integer(1, 3));
  story.tell('rearrange', cast.coordinator, { to: 'ARRANGED', sets: { visitTime: story.visitTime } });
};

const awaited: Chapter = (story, { cast }) =>
  story
    .until(after(story.visitTime, hours(1)))
    .wait(60, 400)
    .tell('noShow', cast.coordinator, { to: 'NO_SHOW', reason: story.chance.pick(noShows) });

/** The patient has not come, and does not. */
export const missed: Chapter = (story, circumstances) => {
  awaited(story, circumstances);
  story.until(after(story.visitTime, VISIT_AWAITED)).tell('expire', null, { to: 'EXPIRED' });
};

/** The patient has not come, and gets another appointment. */
export const cameLater: Chapter = (story, circumstances) => {
  awaited(story, circumstances);
  story.wait(30, 200);
  story.visitTime = appointmentAfter(story.chance, story.now, story.chance.integer(1, 3));
  story.tell('rearrange', circumstances.cast.coordinator, {
    to: 'ARRANGED',
    sets: { visitTime: story.visitTime },
  });
};

/** It is somebody else's in the alliance. */
export const sentOn: Chapter = (story, { cast }) =>
  story.wait(8, 60).tell('redirect', cast.doctor, {
    to: 'REDIRECTED',
    comment: '结合病史及检查，考虑由兄弟科室接诊更合适，已与对方电话沟通。',
  });

/** It is beyond the alliance. */
export const forwarded: Chapter = (story, { cast }) =>
  story.wait(20, 120).tell('forward', cast.coordinator, {
    to: 'REDIRECTED',
    comment: '超出县域诊疗能力，患者及家属同意转市级医院。',
  });

/** The patient went at night, and the paper followed. */
export const recordedAfterwards: Chapter = (story, { cast }) => {
  const arrivedAt = before(story.now, hours(story.chance.integer(5, 40)));
  story.wait(5, 30).tell('recordAfterwards', cast.author, { to: 'ARRIVED', sets: { arrivedAt } });
  story.until(after(story.now, days(story.chance.integer(1, 6)))).wait(1, 60);
  answered(story, cast);
};
