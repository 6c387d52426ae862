import { after, days, minutes, type Duration } from '#kernel';
import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import { fullName, type Cast, type Character } from './cast.js';
import {
  accept,
  actOn,
  attemptOn,
  beginConsultation,
  consultationStates,
  giveOpinion,
  holdSession,
  lookAt,
  timeText,
  type ShownConsultation,
} from './consultations.js';
import { dizzinessForm, dizzinessOpinion, sharedForm } from './forms.js';

const SLOTS = `query($code: String, $experts: [ID!], $from: DateTime!, $to: DateTime!, $minutes: Int!) {
  consultationSlots(specialtyCode: $code, expertIds: $experts, from: $from, to: $to, durationMinutes: $minutes, limit: 3) {
    slots { startsAt expertIds proposed { expertId reason taken } } experts { id name }
  }
}`;
/** As far as the search goes. */
const AHEAD = days(34);
/** Several specialties are told a day before, and a little more passes until they are asked. */
const NOTICE = days(1.1);
const SESSION_MINUTES = 15;
/** Until whoever has been told is in front of the screen. */
const SOON = minutes(3);

/** So much later, in the minute that clocks show then: sessions begin on whole minutes. */
const minuteAfter = (time: Duration): Date => new Date(Math.floor((Date.now() + time) / minutes(1)) * minutes(1));

const reasonLabels: Readonly<Record<string, string>> = {
  ONLY_ONE_FREE: '仅此专家空闲',
  FEWEST_FOR_SHARE: '相对份额会诊最少',
  LEAST_RECENT: '最久未被邀请',
};

interface Slots {
  readonly slots: readonly {
    readonly startsAt: string;
    readonly expertIds: readonly string[];
    readonly proposed: { readonly expertId: string; readonly reason: string; readonly taken: number } | null;
  }[];
  readonly experts: readonly { readonly id: string; readonly name: string }[];
}

async function search(doctor: Character, wanted: { code?: string; experts?: readonly string[]; from?: Date }) {
  const { from = new Date(), ...whom } = wanted;
  const { consultationSlots } = await doctor.product.ask<{ consultationSlots: Slots }>(SLOTS, {
    ...whom,
    from,
    to: after(new Date(), AHEAD),
    minutes: SESSION_MINUTES,
  });
  const [first] = consultationSlots.slots;
  if (!first) throw new StoryError('五周内应有可预约的会诊时间');
  return { ...consultationSlots, first };
}

/** One expert is asked for a time that is free, and comes sooner where that can be. */
export async function consultOne(cast: Cast, narrator: Narrator): Promise<void> {
  const { townshipDoctor: doctor, consultCoordinator, expert } = cast;
  narrator.step(`${fullName(doctor)}为反复头晕的“赵秀兰”申请神经内科远程会诊`);
  const { shown } = await beginConsultation(cast, narrator, {
    type: 'ORDINARY',
    patient: { name: '赵秀兰', sex: '2' },
    form: { ...dizzinessForm, wantedFrom: new Date(), durationMinutes: SESSION_MINUTES },
    fee: 200,
  });
  const { slots, experts } = await search(doctor, { code: dizzinessForm.specialtyCode });
  const nameOf = (wanted: string): string => experts.find(({ id }) => id === wanted)?.name ?? '';
  narrator.shows('可预约的时间（已扣除下派、门诊、值班和休息）：');
  for (const { startsAt, proposed } of slots) {
    if (!proposed) continue;
    narrator.shows(`· ${timeText(startsAt)}　推荐 ${nameOf(proposed.expertId)}（${reasonLabels[proposed.reason]}）`);
  }
  narrator.step(`${doctor.name}指名${expert.name}，选定时间并提交`);
  const { first } = await search(doctor, { experts: [expert.staffId] });
  const chosen = { expertIds: [expert.staffId], startsAt: first.startsAt };
  const held = await actOn(doctor, 'chooseConsultationTime', shown, chosen);
  narrator.shows(`${timeText(first.startsAt)} 已为本次会诊保留`);
  const submitted = await actOn(doctor, 'submitConsultation', held);
  narrator.shows(`会诊单号 ${submitted.consultationNo}　状态：${consultationStates[submitted.state]}`);
  narrator.step(`${fullName(consultCoordinator)}分诊通过，${fullName(expert)}接受邀请`);
  await accept(expert, await actOn(consultCoordinator, 'passConsultationTriage', submitted));
  const scheduled = await lookAt(doctor, submitted);
  narrator.shows(
    `状态：${consultationStates[scheduled.state]}，会诊室链接${scheduled.roomUrl ? '已开放' : '尚未开放'}`,
  );
  await comeSooner(cast, narrator, scheduled);
}

/** The patient gets worse: the same expert at once, unless something else takes their time. */
async function comeSooner(cast: Cast, narrator: Narrator, scheduled: ShownConsultation): Promise<void> {
  const { townshipDoctor: doctor, expert } = cast;
  narrator.step(`患者头晕加重，${doctor.name}与${expert.name}商定提前到现在`);
  const answer = await attemptOn(doctor, 'rescheduleConsultation', scheduled, {
    startsAt: minuteAfter(SOON),
    reasonCode: 'patient',
  });
  if ('refusal' in answer) {
    // On a product that has run for days the expert may be on duty, or in the session of the run before.
    if (answer.refusal.code !== 'CONSULTATION_SLOT_TAKEN') throw new StoryError(answer.refusal.message);
    narrator.shows('专家此刻值班或另有会诊，系统没有改期，会诊按原定时间进行');
    return;
  }
  narrator.shows(`改为 ${timeText(answer.data.startsAt!)}，仍是同一位专家，链接已更换`);
  const ended = await holdSession(cast, narrator, { expert, shown: answer.data });
  await giveOpinion(expert, narrator, { shown: ended, opinion: dizzinessOpinion });
  narrator.step(`${doctor.name}采纳意见，在本院治疗`);
  const closed = await actOn(doctor, 'recordConsultationAdoption', await lookAt(doctor, ended), {
    adoption: 'ADOPTED',
  });
  narrator.shows(`状态：${consultationStates[closed.state]}，是否采纳由邀请方决定`);
}

/** Several specialties: all of them at one time, or none. */
export async function consultSeveral(cast: Cast, narrator: Narrator): Promise<void> {
  const { townshipDoctor: doctor, consultCoordinator, expert, countyColleague } = cast;
  const panel = [expert, countyColleague];
  narrator.step(`${doctor.name}为脑梗死合并房颤的“周德福”申请多学科会诊，请神经内科和心内科一起看`);
  const { shown } = await beginConsultation(cast, narrator, {
    type: 'MDT',
    patient: { name: '周德福', sex: '1' },
    form: { ...sharedForm, wantedFrom: new Date(), durationMinutes: SESSION_MINUTES },
    fee: 400,
  });
  const experts = panel.map(({ staffId }) => staffId);
  const tooSoon = await attemptOn(doctor, 'chooseConsultationTime', shown, {
    expertIds: experts,
    startsAt: minuteAfter(minutes(30)),
  });
  if (!('refusal' in tooSoon)) throw new StoryError('多学科会诊应提前一天预约');
  narrator.shows(`半小时后：${tooSoon.refusal.message}`);
  const { first } = await search(doctor, { experts, from: after(new Date(), NOTICE) });
  const held = await actOn(doctor, 'chooseConsultationTime', shown, { expertIds: experts, startsAt: first.startsAt });
  narrator.shows(
    `${panel.map(({ name }) => name).join('、')}共同空闲：${timeText(first.startsAt)}，两人的时间一起保留`,
  );
  const submitted = await actOn(doctor, 'submitConsultation', held);
  narrator.step(`${consultCoordinator.name}分诊通过，两位专家先后接受`);
  const invited = await actOn(consultCoordinator, 'passConsultationTriage', submitted);
  for (const one of panel) {
    await accept(one, await lookAt(one, invited));
    narrator.shows(`${fullName(one)}接受，状态：${consultationStates[(await lookAt(doctor, invited)).state]}`);
  }
  const { invitations, startsAt } = await lookAt(doctor, invited);
  const chair = invitations.find(({ isChair }) => isChair)!;
  narrator.shows(`${timeText(startsAt!)} 举行，由${chair.expertName}主持并先签署，其他专家会签`);
}
