import { randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE, before, minutes } from '#kernel';
import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import { fullName, type Cast, type Character } from './cast.js';
import { infarction, infarctionOutcome } from './forms.js';
import { recordConsent, registerNewcomer } from './patients.js';
import { act, attempt, seen, stateLabels, type ShownReferral } from './referrals.js';

const CHANNEL = 'CHEST_PAIN';
const CHANNELS = `query($input: GreenChannelForInput!) {
  greenChannelFor(input: $input) { channel centre { institutionName departmentId departmentName } }
}`;
const OPEN = `mutation($input: OpenGreenChannelInput!) {
  openGreenChannel(input: $input) {
    id version state referralNo kind arrangement { visitTime floor room code }
    greenChannel { toldDepartment toldFunction toldStaff dutyGaps }
  }
}`;
const RECORD = `mutation($input: RecordGreenChannelTimeInput!) {
  recordGreenChannelTime(input: $input) {
    greenChannel { nodes { node missing occurredAt limitMinutes intervalMinutes withinLimit } }
  }
}`;

const DUE = 'query($id: ID!) { referral(id: $id) { consentDueAt patient { id } } }';
const TIME = new Intl.DateTimeFormat('zh-CN', { timeZone: ALLIANCE_ZONE, dateStyle: 'short', timeStyle: 'short' });

const nodeLabels: Readonly<Record<string, string>> = {
  FIRST_MEDICAL_CONTACT: '首次医疗接触',
  FIRST_ECG: '首份心电图',
  ECG_RECEIVED: '心电图传到县中心',
  ECG_READ: '远程诊断心电图',
  REFERRAL_STARTED: '发起转诊',
  DEPARTURE: '离开卫生院',
  ARRIVAL: '到达县医院',
  CATH_LAB: '进导管室',
  NEEDLE: '溶栓或导丝通过',
};
const functionLabels: Readonly<Record<string, string>> = {
  DUTY_DOCTOR: '值班医生',
  DUTY_HEAD: '值班主任',
  MEDICAL_AFFAIRS_DUTY: '医务科值班',
  GENERAL_DUTY: '总值班',
};

/** How many minutes ago it happened in the township: the story does not wait for it. */
const IN_THE_TOWNSHIP = [
  ['FIRST_MEDICAL_CONTACT', 22],
  ['FIRST_ECG', 16],
  ['ECG_RECEIVED', 15],
  ['ECG_READ', 9],
  ['REFERRAL_STARTED', 5],
  ['DEPARTURE', 1],
] as const;

interface Centre {
  readonly institutionName: string;
  readonly departmentId: string;
  readonly departmentName: string;
}

interface Opened extends ShownReferral {
  readonly kind: string;
  readonly greenChannel: {
    readonly toldDepartment: string;
    readonly toldFunction: string | null;
    readonly toldStaff: string | null;
    readonly dutyGaps: readonly string[];
  };
}

interface Due {
  readonly consentDueAt: string;
  readonly patient: { readonly id: string };
}

interface Node {
  readonly node: string;
  readonly missing: boolean;
  readonly limitMinutes: number | null;
  readonly intervalMinutes: number | null;
  readonly withinLimit: boolean | null;
}

/** The patient comes in, and the least that the county has to know is sent. */
export async function sendEmergency(cast: Cast, narrator: Narrator): Promise<ShownReferral> {
  const doctor = cast.townshipDoctor;
  narrator.step(`${fullName(doctor)}接诊胸痛、大汗的“王建国”，心电图示前壁ST段抬高`);
  const patient = await registerNewcomer(doctor, '王建国', '1');
  narrator.shows(`${patient.name}　身份证 ${patient.idNumberMasked}`, `初步诊断：${infarction.display}`);
  const centre = await findCentre(doctor);
  narrator.shows(`系统提示：符合胸痛绿色通道，救治中心为${centre.institutionName}${centre.departmentName}`);
  narrator.step(`${doctor.name}发出急诊转诊，不等内审、号源和知情同意书`);
  const sent = await act(doctor, 'submitEmergencyReferral', {
    idempotencyKey: randomUUID(),
    toDepartmentId: centre.departmentId,
    patientId: patient.id,
    priority: 'I',
    consciousness: 'ALERT',
    phone: '13800000001',
    condition: '持续胸痛1小时，心电图V1～V4导联ST段抬高0.3mV，已嚼服阿司匹林300mg、替格瑞洛180mg。',
  });
  narrator.shows(`转诊单号 ${sent.referralNo}　状态：${stateLabels[sent.state]}，县医院已在等候`);
  return sent;
}

async function findCentre(doctor: Character): Promise<Centre> {
  const { greenChannelFor } = await doctor.product.ask<{
    greenChannelFor: { readonly channel: string; readonly centre: Centre | null }[];
  }>(CHANNELS, { input: { diagnosisCodes: [infarction.code] } });
  const centre = greenChannelFor.find(({ channel }) => channel === CHANNEL)?.centre;
  if (!centre) throw new StoryError('胸痛绿色通道没有救治中心');
  return centre;
}

/** Whoever is on duty is called, and the clock of the patient begins. */
export async function openChannel(cast: Cast, narrator: Narrator, sent: ShownReferral): Promise<ShownReferral> {
  const doctor = cast.townshipDoctor;
  narrator.step(`${doctor.name}启动胸痛绿色通道`);
  const { openGreenChannel: opened } = await doctor.product.ask<{ openGreenChannel: Opened }>(OPEN, {
    input: { ...seen(sent), channel: CHANNEL },
  });
  if (opened.kind !== 'GREEN_CHANNEL') throw new StoryError(`急诊转诊应转为绿色通道，实际是 ${opened.kind}`);
  const { toldDepartment, toldFunction, toldStaff, dutyGaps } = opened.greenChannel;
  for (const gap of dutyGaps) narrator.shows(`${functionLabels[gap]}空岗，直接呼叫下一级`);
  narrator.shows(
    toldFunction
      ? `已呼叫${toldDepartment}${functionLabels[toldFunction]} ${toldStaff}`
      : '各级均无人值班，已通知转诊中心',
  );
  narrator.step(`${doctor.name}登记乡镇端的时间节点，救护车出发`);
  const now = new Date();
  let nodes: readonly Node[] = [];
  for (const [node, ago] of IN_THE_TOWNSHIP) {
    nodes = await recordTime(doctor, opened.id, { node, occurredAt: before(now, minutes(ago)) });
  }
  narrator.shows(...shownNodes(nodes));
  return opened;
}

/** The county says that it expects the patient. */
export async function expectPatient(cast: Cast, narrator: Narrator, sent: ShownReferral): Promise<ShownReferral> {
  narrator.step(`${fullName(cast.countyDoctor)}确认急诊转诊，通知导管室准备`);
  const answer = await attempt(cast.countyDoctor, 'acknowledgeEmergencyReferral', seen(sent));
  if ('refusal' in answer) {
    // On a product that has run for days it is somebody else's turn, and only whoever is on duty answers the call.
    if (answer.refusal.rule !== 'NOT_ON_DUTY') throw new StoryError(answer.refusal.message);
    narrator.shows('此刻由其他医生值班，须由其本人确认；未确认的将按时限逐级升级');
    return sent;
  }
  narrator.shows('十分钟确认时限已停止计时');
  return answer.data;
}

/** No code, no desk: the doctor who takes the patient over says so. The minutes on the road are left out. */
export async function arriveAtCentre(cast: Cast, narrator: Narrator, expected: ShownReferral): Promise<ShownReferral> {
  const doctor = cast.countyDoctor;
  narrator.step(`救护车到达，${doctor.name}接到患者，绕行急诊直接进导管室`);
  const arrived = await act(doctor, 'confirmReferralArrival', seen(expected));
  await recordTime(doctor, arrived.id, { node: 'ARRIVAL', occurredAt: new Date() });
  const nodes = await recordTime(doctor, arrived.id, { node: 'CATH_LAB', occurredAt: new Date() });
  narrator.shows(`状态：${stateLabels[arrived.state]}`, ...shownNodes(nodes));
  return arrived;
}

/** The consent that could wait, treatment, and the answer to the township. */
export async function treat(cast: Cast, narrator: Narrator, arrived: ShownReferral): Promise<ShownReferral> {
  narrator.step(`家属赶到卫生院补签知情同意书，${cast.townshipDoctor.name}登记`);
  const { referral } = await cast.townshipDoctor.product.ask<{ referral: Due }>(DUE, { id: arrived.id });
  await recordConsent(cast.townshipDoctor, referral.patient.id);
  narrator.shows(`补签时限 ${TIME.format(new Date(referral.consentDueAt))}，已补签`);
  narrator.step(`${cast.countyDoctor.name}完成介入治疗，记录结果并反馈给乡镇`);
  const recorded = await act(cast.countyDoctor, 'recordReferralOutcome', { ...seen(arrived), ...infarctionOutcome });
  narrator.shows(`治疗：${infarctionOutcome.treatment}`, `反馈：${infarctionOutcome.feedback}`);
  narrator.step(`${cast.coordinator.name}完成转诊`);
  const completed = await act(cast.coordinator, 'completeReferral', seen(recorded));
  narrator.shows(`状态：${stateLabels[completed.state]}`);
  return completed;
}

async function recordTime(
  doctor: Character,
  referralId: string,
  time: { readonly node: string; readonly occurredAt: Date },
): Promise<readonly Node[]> {
  const { recordGreenChannelTime } = await doctor.product.ask<{
    recordGreenChannelTime: { readonly greenChannel: { readonly nodes: readonly Node[] } };
  }>(RECORD, { input: { idempotencyKey: randomUUID(), referralId, ...time } });
  return recordGreenChannelTime.greenChannel.nodes;
}

function shownNodes(nodes: readonly Node[]): string[] {
  return nodes.map(({ node, missing, intervalMinutes, limitMinutes, withinLimit }) => {
    if (missing) return `○ ${nodeLabels[node]}：未登记`;
    const minutesTaken =
      intervalMinutes === null ? '' : `：${Math.round(intervalMinutes)} 分钟（时限 ${limitMinutes}）`;
    return `● ${nodeLabels[node]}${minutesTaken}${withinLimit === false ? '，超时' : ''}`;
  });
}
