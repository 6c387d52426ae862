import { ALLIANCE_ZONE, addDays, after, days, hours, instantAt, localDate, type LocalDate } from '#kernel';
import type { StaffMember } from '../../county/index.js';
import type { Chance } from '../../random.js';
import type { Act, Cast } from '../act.js';
import { Narration } from '../narration.js';

/** What becomes of a patient who is sent down; the names of states in which most still are, first. */
export type DownCourse = keyof typeof CHAPTERS;

export interface DownCircumstances {
  readonly cast: Cast;
  /** Head of the sending department. */
  readonly reviewer: StaffMember;
  /** Whether the department reviews what it sends down. */
  readonly reviewed: boolean;
  /** Whether a doctor of the township is named at once. */
  readonly named: boolean;
  readonly highRisk: boolean;
  readonly draftedAt: Date;
}

/** A call in vain. */
export interface Call {
  readonly at: Date;
  readonly note: string;
}

export interface DownTimeline {
  readonly acts: readonly Act[];
  readonly firstFollowUpOn: LocalDate;
  /** When somebody looks after the patient, also in time to come. */
  readonly visits: readonly Date[];
  readonly calls: readonly Call[];
}

class DownNarration extends Narration {
  readonly visits: Date[] = [];
  readonly calls: Call[] = [];
  firstFollowUpOn: LocalDate = '';
}

type Chapter = (story: DownNarration, circumstances: DownCircumstances) => void;

const VISITS = 6;
const APART = 14;

const drafted: Chapter = (story, { cast, named }) =>
  story.tell('draft', cast.author, { sets: { owner: named ? cast.doctor : null } });

const submitted: Chapter = (story, { cast, reviewed, highRisk, ...rest }) => {
  story.wait(8, 50);
  const ahead = highRisk ? story.chance.integer(2, 3) : story.chance.integer(3, 6);
  story.firstFollowUpOn = addDays(localDate(story.now, ALLIANCE_ZONE), ahead);
  if (!reviewed) story.tell('sendDown', cast.author, { to: receiving(rest.named) });
  else
    story.tell('sendDown', cast.author, {
      to: 'PENDING_INTERNAL_REVIEW',
      sets: { reviewing: cast.author.institution },
    });
};

const approved: Chapter = (story, { reviewed, reviewer, named }) => {
  if (reviewed) story.wait(10, 60).tell('approveDown', reviewer, { to: receiving(named) });
};

const receiving = (named: boolean) => (named ? ('PENDING_RECEIPT' as const) : ('PENDING_ALLOCATION' as const));

const returned: Chapter = (story, { reviewer }) =>
  story.wait(10, 60).tell('returnDown', reviewer, {
    to: 'RETURNED_FOR_EDIT',
    reason: ['incomplete_info', '请补充出院带药的疗程和首次复查时间。'],
  });

const allocated: Chapter = (story, { cast, named }) => {
  if (!named) allocate(story, cast, cast.doctor);
};

const allocate = (story: Narration, cast: Cast, owner: StaffMember): Narration =>
  story.wait(20, 120).tell('allocate', cast.head, { to: 'PENDING_RECEIPT', sets: { owner } });

const declined: Chapter = (story, { cast }) =>
  story.wait(15, 150).tell('decline', cast.doctor, {
    to: 'PENDING_REASSIGNMENT',
    reason: ['doctor_unavailable', '本周外出培训，请安排其他医生接收。'],
    sets: { owner: null },
  });

const reassigned: Chapter = (story, { cast }) => allocate(story, cast, cast.colleague);

const refused: Chapter = (story, { cast }) =>
  story.wait(20, 100).tell('refuse', cast.head, {
    to: 'REFUSED',
    reason: ['medication_shortage', '我院暂无所需药品，本月内无法调配。'],
  });

const sentElsewhere: Chapter = (story, { cast }) =>
  story.wait(20, 90).tell('redirectDown', cast.coordinator, {
    to: 'REDIRECTED',
    comment: '已与邻近卫生院电话确认，可以接收并备药。',
  });

const received: Chapter = (story, { cast }) =>
  story.wait(15, 160).tell('receive', ownerOf(story, cast), { to: 'IN_TRANSIT' });

const home: Chapter = (story, { cast }) => {
  story.until(after(story.now, hours(story.chance.integer(3, 28)))).wait(1, 90);
  story.tell('arriveHome', ownerOf(story, cast), { to: 'FOLLOW_UP' });
  planVisits(story);
};

const notThere: Chapter = (story, { cast }) => {
  for (const [later, note] of [
    [24, '拨打患者手机无人接听。'],
    [48, '联系家属，称暂住县城女儿家，过几天回。'],
  ] as const)
    story.calls.push({ at: after(story.now, hours(later)), note });
  story.until(after(story.now, hours(54))).wait(1, 60);
  story.tell('reportNotArrived', ownerOf(story, cast), { to: 'NOT_ARRIVED' });
};

/** The first when the county asked for it, later ones a fortnight apart, in the morning. */
function planVisits(story: DownNarration): void {
  const today = localDate(story.now, ALLIANCE_ZONE);
  let day = story.firstFollowUpOn > today ? story.firstFollowUpOn : addDays(today, 1);
  for (let count = 0; count < VISITS; count += 1) {
    const time = `${story.chance.pick(['08', '09', '10'])}:${story.chance.pick(['10', '25', '40', '55'])}`;
    story.visits.push(instantAt(day, time, ALLIANCE_ZONE));
    day = addDays(day, APART);
  }
}

const finished: Chapter = (story, { cast }) => {
  story.visits.splice(story.chance.integer(3, 4));
  story.until(story.visits.at(-1)!).wait(5, 40);
  const reason = story.chance.pick([
    ['plan_completed', '随访计划完成，病情稳定，转入慢病常规管理。'],
    ['recovered', '已恢复日常劳动，无不适。'],
  ] as const);
  story.tell('endFollowUp', ownerOf(story, cast), { to: 'COMPLETED', reason });
};

const worse: Chapter = (story, { cast }) => {
  story.visits.splice(2);
  story.until(story.visits.at(-1)!).wait(5, 30);
  story.tell('referBack', ownerOf(story, cast), { to: 'COMPLETED', reason: ['back_to_county'] });
};

const lost: Chapter = (story, { cast }) => {
  story.until(after(story.now, days(2))).tell('closeDown', cast.coordinator, {
    to: 'CLOSED',
    reason: ['patient_other_hospital', '患者随子女在外地居住，当地继续治疗。'],
  });
};

const withdrawn: Chapter = (story, { cast }) =>
  story.wait(10, 90).tell('cancelDown', cast.author, {
    to: 'CANCELLED',
    reason: ['condition_changed', '出院前再次发热，暂缓下转。'],
  });

/** The doctor who has it now. */
function ownerOf(story: Narration, cast: Cast): StaffMember {
  return story.acts.findLast(({ sets }) => sets?.owner)?.sets?.owner ?? cast.doctor;
}

const offered = [drafted, submitted, approved];
const given = [...offered, allocated];
const underWay = [...given, received];
const followed = [...underWay, home];

const CHAPTERS = {
  draft: [drafted],
  offered: [drafted, submitted],
  returned: [drafted, submitted, returned],
  receipt: given,
  declined: [...given, declined],
  reassigned: [...given, declined, reassigned, received, home],
  refused: [...offered, refused],
  redirected: [...offered, refused, sentElsewhere],
  transit: underWay,
  notThere: [...underWay, notThere],
  lost: [...underWay, notThere, lost],
  withdrawn: [...given, withdrawn],
  followed,
  finished: [...followed, finished],
  worse: [...followed, worse],
} satisfies Readonly<Record<string, readonly Chapter[]>>;

/** The acts of one patient sent down, also those that still lie ahead; the caller cuts them off at the present. */
export function downTimelineOf(chance: Chance, course: DownCourse, circumstances: DownCircumstances): DownTimeline {
  const story = new DownNarration(chance, circumstances.draftedAt);
  for (const chapter of CHAPTERS[course]) chapter(story, circumstances);
  return story;
}
