import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ALLIANCE_ZONE, addDays, dayOf, localDate, weekdayOf } from '#kernel';
import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import { fullName, type Cast, type Character } from './cast.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}
interface ShownSession extends Versioned {
  readonly day: string;
  readonly half: string;
  readonly state: string;
  readonly demandId: string;
  readonly planId: string;
  readonly township: { readonly shortName: string };
}
interface ShownPlan extends Versioned {
  readonly searching: boolean;
  readonly searchStatus: string | null;
  readonly searchGap: number | null;
  readonly sessionCount: number;
}

const SESSION = 'id version day half state demandId planId township { shortName }';
const PLAN = 'id version searching searchStatus searchGap sessionCount';
/** Of two weeks: heads of departments are on duty every other one. */
const LAST = 13;
/** A search takes a minute at most. */
const MOST_LOOKS = 240;
const HALVES: Readonly<Record<string, string>> = { MORNING: '上午', AFTERNOON: '下午' };

const words = ({ day, half, township }: ShownSession): string => `${day} ${HALVES[half]} ${township.shortName}`;
const seen = ({ id, version }: Versioned) => ({ id, expectedVersion: version });

async function act<Node>(who: Character, operation: string, input: object): Promise<Node> {
  const [name, type, fields] = operation.split(' / ') as [string, string, string];
  const text = `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
  return (await who.product.ask<Record<string, Node>>(text, { input: { ...input } }))[name]!;
}

/** A rota is planned by a search, explained and published. @returns the rota */
export async function planRota({ rotaManager }: Cast, narrator: Narrator): Promise<Versioned> {
  narrator.step(`${fullName(rotaManager)}为下一个空闲的两周自动排班`);
  const fromDay = await freeFrom(rotaManager);
  const period = { name: `${fromDay} 专家下派`, fromDay, toDay: addDays(fromDay, LAST) };
  const draft = await act<ShownPlan>(rotaManager, `createRota / CreateRotaInput / ${PLAN}`, {
    idempotencyKey: randomUUID(),
    ...period,
  });
  const found = await searched(
    rotaManager,
    await act<ShownPlan>(rotaManager, `generateRota / RotaActionInput / ${PLAN}`, seen(draft)),
  );
  narrator.shows(`${period.fromDay} 至 ${period.toDay}：${found.sessionCount} 个班次，求解结果 ${found.searchStatus}`);
  if (found.sessionCount === 0) throw new StoryError('自动排班应安排出班次');
  await explain(rotaManager, narrator, found.id);
  const submitted = await act<ShownPlan>(rotaManager, `submitRota / RotaActionInput / ${PLAN}`, seen(found));
  const published = await act<ShownPlan>(rotaManager, `publishRota / PublishRotaInput / ${PLAN}`, seen(submitted));
  narrator.shows('排班已发布，专家的时间已被占用，不会再被会诊或门诊约走');
  return published;
}

/** The first Monday, ten days from now or later, from which on two weeks have no published rota. */
async function freeFrom({ product }: Character): Promise<string> {
  type Plan = { readonly fromDay: string; readonly toDay: string; readonly state: string };
  const { rotaPlans } = await product.ask<{ rotaPlans: Plan[] }>('{ rotaPlans { fromDay toDay state } }');
  const standing = rotaPlans.filter(({ state }) => ['PUBLISHED', 'AMENDING', 'CLOSED'].includes(state));
  const soonest = addDays(localDate(new Date(), ALLIANCE_ZONE), 10);
  let monday = addDays(soonest, (8 - weekdayOf(soonest)) % 7);
  while (standing.some(({ fromDay, toDay }) => fromDay <= addDays(monday, LAST) && toDay >= monday)) {
    monday = addDays(monday, 7);
  }
  return monday;
}

/** Looks until the search has ended; each look waits for the answer of the product. */
async function searched({ product }: Character, { id }: Versioned): Promise<ShownPlan> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const { rotaPlan } = await product.ask<{ rotaPlan: ShownPlan }>(
      `query($id: ID!) { rotaPlan(id: $id) { ${PLAN} } }`,
      { id },
    );
    if (!rotaPlan.searching) return rotaPlan;
    await pause(500);
  }
  throw new StoryError('自动排班没有按时结束');
}

async function explain({ product }: Character, narrator: Narrator, planId: string): Promise<void> {
  type Overview = {
    readonly jain: number | null;
    readonly travelMinutes: number;
    readonly gaps: readonly { readonly day: string; readonly specialty: string; readonly explanation: string }[];
  };
  const { rotaOverview } = await product.ask<{ rotaOverview: Overview }>(
    'query($id: ID!) { rotaOverview(planId: $id) { jain travelMinutes gaps { day specialty explanation } } }',
    { id: planId },
  );
  const { jain, travelMinutes, gaps } = rotaOverview;
  narrator.shows(`公平指数 ${jain?.toFixed(2) ?? '—'}，往返路程共 ${travelMinutes} 分钟，缺口 ${gaps.length} 个`);
  for (const gap of gaps.slice(0, 2)) narrator.shows(`  ${gap.day} ${gap.specialty}：${gap.explanation}`);
}

/** An expert confirms; then leave suspends the session at once, the repair names it, and somebody else goes. */
export async function repairAfterLeave(cast: Cast, narrator: Narrator, plan: Versioned): Promise<void> {
  const { expert, rotaManager, medicalAffairs } = cast;
  const [session] = (await sessionsOf(expert, 0, 90)).filter(({ planId }) => planId === plan.id);
  if (!session) throw new StoryError(`${expert.name}应有班次`);
  narrator.step(`${fullName(expert)}确认自己的班次`);
  const confirmed = await act<ShownSession>(expert, `confirmSession / SessionActionInput / ${SESSION}`, seen(session));
  const early = await expert.product.refusal(
    'mutation($input: SessionActionInput!) { checkInSession(input: $input) { id } }',
    { input: seen(confirmed) },
  );
  narrator.shows(`${words(confirmed)}：已确认`, `提前签到时系统回答（${early.code}）：${early.message}`);
  narrator.step(`${expert.name}当天要休假`);
  const { start: from, end: to } = dayOf(session.day, ALLIANCE_ZONE);
  const leave = { expertId: expert.staffId, kind: 'LEAVE', reasonCode: 'annual', from, to };
  await act(expert, 'enterCommitment / EnterCommitmentInput / id', { idempotencyKey: randomUUID(), ...leave });
  type Repairs = { readonly rotaRepairList: readonly ShownSession[] };
  const { rotaRepairList } = await rotaManager.product.ask<Repairs>(`{ rotaRepairList { ${SESSION} } }`);
  const suspended = rotaRepairList.find(({ id }) => id === session.id);
  if (suspended?.state !== 'SUSPENDED') throw new StoryError('休假应使班次停诊并进入待修复列表');
  narrator.shows(`${words(suspended)}：停诊，已进入${rotaManager.name}的待修复列表`);
  await mend({ rotaManager, medicalAffairs }, narrator, suspended);
}

async function mend(
  { rotaManager, medicalAffairs }: Pick<Cast, 'rotaManager' | 'medicalAffairs'>,
  narrator: Narrator,
  suspended: ShownSession,
): Promise<void> {
  narrator.step(`${fullName(rotaManager)}看最小变更的修复建议`);
  type Step = { readonly expertId: string; readonly demandId: string; readonly day: string };
  const { rotaRepair } = await rotaManager.product.ask<{ rotaRepair: { kept: number; added: readonly Step[] } }>(
    'query($id: ID!) { rotaRepair(planId: $id) { kept added { expertId demandId day } } }',
    { id: suspended.planId },
  );
  const instead = rotaRepair.added.find(
    ({ demandId, day }) => demandId === suspended.demandId && day === suspended.day,
  );
  narrator.shows(`保留 ${rotaRepair.kept} 个班次，新增 ${rotaRepair.added.length} 个`);
  if (!instead) return narrator.shows('没有人可以替换，该班次保持停诊');
  const input = { ...seen(suspended), otherExpertId: instead.expertId, reasonCode: 'expert_leave' };
  await act(medicalAffairs, 'substituteExpert / SubstituteExpertInput / id', input);
  narrator.shows(`${medicalAffairs.name}按建议应急替换，乡镇卫生院已收到通知`);
}

/** Who was there but forgot to check in is put right, and says what came of the session. */
export async function attend({ expert, rotaManager }: Cast, narrator: Narrator): Promise<void> {
  narrator.step(`${fullName(rotaManager)}核对上周未到岗的班次`);
  const missed = (await sessionsOf(expert, -15, 0)).find(({ state }) => state === 'NO_SHOW');
  if (!missed) return narrator.shows('没有需要核对的班次');
  const there = await act<ShownSession>(rotaManager, `reinstateSession / SessionReasonInput / ${SESSION}`, {
    ...seen(missed),
    reasonCode: 'record_error',
  });
  const outcome = { patientsSeen: 15, wardRounds: 1, surgeries: 0, teachingMinutes: 60 };
  await act(expert, 'completeSession / AttendanceInput / id', { ...seen(there), ...outcome });
  narrator.shows(`${words(missed)}：确认到岗；${expert.name}登记接诊 15 人次、查房 1 次、带教 1 小时`);
}

async function sessionsOf({ product }: Character, from: number, to: number): Promise<readonly ShownSession[]> {
  const today = localDate(new Date(), ALLIANCE_ZONE);
  const { rotaSessions } = await product.ask<{ rotaSessions: readonly ShownSession[] }>(
    `query($from: LocalDate!, $to: LocalDate!) { rotaSessions(fromDay: $from, toDay: $to) { ${SESSION} } }`,
    { from: addDays(today, from), to: addDays(today, to) },
  );
  return rotaSessions;
}
