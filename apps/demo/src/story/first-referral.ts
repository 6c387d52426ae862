import { randomInt, randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE, addDays, instantAt, localDate } from '#kernel';
import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import { fullName, type Cast, type Character } from './cast.js';
import { completeForm, hastyForm, outcome, unstableAngina } from './forms.js';
import { recordConsent, registerNewcomer, type RegisteredPatient } from './patients.js';
import { act, operation, seen, stateLabels, type ShownReferral } from './referrals.js';

/** A department as the service directory shows it. */
export interface Offer {
  readonly department: {
    readonly id: string;
    readonly name: string;
    readonly floor: string;
    readonly room: string;
    readonly phone: string;
  };
  readonly institution: { readonly shortName: string };
  readonly note: string | null;
}

const DIRECTORY = `query($code: String!) {
  serviceDirectory(direction: UP, diagnosisCode: $code) {
    note department { id name floor room phone } institution { shortName }
  }
}`;
const VERIFY = `mutation($input: VerifyAppointmentCodeInput!) {
  verifyAppointmentCode(input: $input) { referralNo patientNameMasked departmentName room }
}`;

/** Earlier runs of the story count as well: five wrong codes within fifteen minutes lock the desk. */
const LOCKED = 'DESK_LOCKED';
const WRONG_CODE = ['APPOINTMENT_CODE_WRONG', LOCKED];

interface Confirmation {
  readonly referralNo: string;
  readonly patientNameMasked: string;
  readonly departmentName: string;
  readonly room: string | null;
}

/** The township doctor looks where a patient with such a diagnosis can be sent. */
export async function findDepartment(cast: Cast, narrator: Narrator): Promise<Offer> {
  narrator.step(`${fullName(cast.townshipDoctor)}在转诊服务目录里按诊断 I20.000 查找接收科室`);
  const { serviceDirectory } = await cast.townshipDoctor.product.ask<{ serviceDirectory: Offer[] }>(DIRECTORY, {
    code: unstableAngina.code,
  });
  const offer = serviceDirectory.find(({ department }) => department.name === '心内科');
  if (!offer) throw new StoryError('服务目录里没有心内科');
  narrator.shows(
    `${offer.institution.shortName} · ${offer.department.name}（${offer.department.floor} ${offer.department.room}，电话 ${offer.department.phone}）`,
  );
  if (offer.note) narrator.shows(offer.note);
  return offer;
}

/** Registering, consent, and a form that is sent too early. */
export async function writeReferral(cast: Cast, narrator: Narrator, offer: Offer): Promise<ShownReferral> {
  const doctor = cast.townshipDoctor;
  narrator.step(`${doctor.name}为初诊患者“李桂芬”建档`);
  const patient = await registerNewcomer(doctor, '李桂芬', '2');
  narrator.shows(`${patient.name}　身份证 ${patient.idNumberMasked}　电话 ${patient.phoneMasked}`);
  narrator.step(`${doctor.name}登记患者签署的转诊知情同意书`);
  await recordConsent(doctor, patient.id);
  narrator.shows('知情同意：转诊（书面）');
  narrator.step(`${doctor.name}新建转诊单，先写了诊断和主诉`);
  const draft = await startDraft(doctor, patient, contentOf(offer, hastyForm));
  narrator.shows(`状态：${stateLabels[draft.state]}`);
  await submitTooEarly(doctor, narrator, draft);
  narrator.step(`${doctor.name}补全现病史、过敏史、转运评估，保存`);
  return act(doctor, 'editReferral', { ...seen(draft), ...contentOf(offer, completeForm) });
}

/** Where the patient is to go, why, and what the doctor writes about it. */
export function contentOf(offer: Offer, form: object) {
  return {
    toDepartmentId: offer.department.id,
    source: 'OUTPATIENT',
    priority: 'III',
    purposeCode: 'lack_examination',
    form,
  };
}

export function startDraft(doctor: Character, patient: RegisteredPatient, content: object): Promise<ShownReferral> {
  return act(doctor, 'draftReferral', { idempotencyKey: randomUUID(), patientId: patient.id, ...content });
}

async function submitTooEarly(doctor: Character, narrator: Narrator, draft: ShownReferral): Promise<void> {
  narrator.step(`${doctor.name}急着提交`);
  const { message, rule } = await doctor.product.refusal(operation('submitReferral'), { input: seen(draft) });
  if (rule !== 'FORM_INCOMPLETE') throw new StoryError(`应按规则 FORM_INCOMPLETE 拒绝，实际是 ${rule}：${message}`);
  narrator.shows(`系统拒绝（规则 ${rule}）：${message}`);
}

export async function submit(cast: Cast, narrator: Narrator, written: ShownReferral): Promise<ShownReferral> {
  narrator.step(`${cast.townshipDoctor.name}提交转诊单`);
  const submitted = await act(cast.townshipDoctor, 'submitReferral', seen(written));
  narrator.shows(`转诊单号 ${submitted.referralNo}　状态：${stateLabels[submitted.state]}`);
  return submitted;
}

/** The referral centre sees the patient wait. Whoever could take the referral on is told, and then left in peace for a while. */
export async function urge({ coordinator }: Cast, narrator: Narrator, submitted: ShownReferral): Promise<void> {
  narrator.step(`${fullName(coordinator)}看到尚无人认领，催办`);
  const input = () => ({ idempotencyKey: randomUUID(), referralId: submitted.id });
  const urged = await act(coordinator, 'urgeReferral', { ...input(), comment: '患者已在来院途中' });
  if (urged.version !== submitted.version) throw new StoryError('催办不应改变转诊单的版本');
  narrator.shows('已通知该科接诊医生和科主任；转诊单本身不变，正在看的人可以继续操作');
  const { rule, message } = await coordinator.product.refusal(operation('urgeReferral'), { input: input() });
  if (rule !== 'URGED_LATELY') throw new StoryError(`应按规则 URGED_LATELY 拒绝，实际是 ${rule}：${message}`);
  narrator.shows(`马上再点一次，系统拒绝（规则 ${rule}）：${message}`);
}

/** Two doctors reach for the same referral. @returns it and the one who has it now */
export async function claimTogether(
  cast: Cast,
  narrator: Narrator,
  submitted: ShownReferral,
): Promise<{ claimed: ShownReferral; owner: Character }> {
  const doctors = [cast.countyDoctor, cast.countyColleague];
  narrator.step(`${doctors.map(fullName).join('与')}同时点击“认领”`);
  const attempts = doctors.map(async (doctor) => ({
    doctor,
    result: await doctor.product.attempt<{ claimReferral: ShownReferral }>(operation('claimReferral'), {
      input: seen(submitted),
    }),
  }));
  const answers = await Promise.all(attempts);
  const winner = answers.find(({ result }) => 'data' in result);
  const loser = answers.find(({ result }) => 'refusal' in result);
  if (!winner || !loser || !('data' in winner.result) || !('refusal' in loser.result)) {
    throw new StoryError('应恰好一位医生认领成功');
  }
  const { rule, message } = loser.result.refusal;
  if (rule !== 'ALREADY_CLAIMED') throw new StoryError(`应按规则 ALREADY_CLAIMED 拒绝，实际是 ${rule}：${message}`);
  narrator.shows(`${winner.doctor.name}认领成功`, `${loser.doctor.name}看到：${message}`);
  return { claimed: winner.result.data.claimReferral, owner: winner.doctor };
}

export async function acceptAndArrange(
  cast: Cast,
  narrator: Narrator,
  { claimed, owner, offer }: { claimed: ShownReferral; owner: Character; offer: Offer },
): Promise<ShownReferral> {
  narrator.step(`${owner.name}阅读资料后受理，选择住院`);
  const accepted = await act(owner, 'acceptReferral', { ...seen(claimed), handling: 'INPATIENT' });
  narrator.shows(`状态：${stateLabels[accepted.state]}`);
  narrator.step(`${fullName(cast.coordinator)}安排明天上午就诊`);
  const tomorrow = addDays(localDate(new Date(), ALLIANCE_ZONE), 1);
  const arranged = await act(cast.coordinator, 'arrangeReferral', {
    ...seen(accepted),
    visitTime: instantAt(tomorrow, '09:30', ALLIANCE_ZONE).toISOString(),
    floor: offer.department.floor,
    room: offer.department.room,
    phone: offer.department.phone,
    ward: '心内科病区',
    bed: '12床',
  });
  narrator.shows(
    `状态：${stateLabels[arranged.state]}　就诊时间 ${tomorrow} 09:30　${offer.department.floor} ${offer.department.room}`,
  );
  narrator.shows(`患者预约码：${arranged.arrangement?.code}`);
  return arranged;
}

/** The patient stands at the desk; a mistyped code first. */
export async function arrive(cast: Cast, narrator: Narrator, arranged: ShownReferral): Promise<void> {
  const code = arranged.arrangement!.code;
  narrator.step(`${fullName(cast.registrar)}核验预约码，第一次输错了`);
  const wrong = String((Number(code) + randomInt(1, 10 ** 7)) % 10 ** 8).padStart(8, '0');
  const refused = await cast.registrar.product.refusal(VERIFY, { input: { code: wrong } });
  if (!WRONG_CODE.includes(refused.code)) throw new StoryError(`错误的预约码应被拒绝，实际是 ${refused.code}`);
  narrator.shows(`系统提示：${refused.message}`);
  narrator.step(`${cast.registrar.name}重新输入患者出示的预约码`);
  const answer = await cast.registrar.product.attempt<{ verifyAppointmentCode: Confirmation }>(VERIFY, {
    input: { code },
  });
  if ('data' in answer) return confirmed(narrator, answer.data.verifyAppointmentCode);
  if (answer.refusal.code !== LOCKED) throw new StoryError(`预约码未被接受：${answer.refusal.message}`);
  narrator.shows(`系统提示：${answer.refusal.message}`);
  narrator.step(`窗口已锁定，${fullName(cast.coordinator)}代为核验`);
  const { verifyAppointmentCode } = await cast.coordinator.product.ask<{ verifyAppointmentCode: Confirmation }>(
    VERIFY,
    {
      input: { code },
    },
  );
  confirmed(narrator, verifyAppointmentCode);
}

function confirmed(narrator: Narrator, { referralNo, patientNameMasked, departmentName, room }: Confirmation): void {
  narrator.shows(`已到院：${referralNo}　${patientNameMasked}　请到${departmentName}${room ?? ''}`);
}

export async function treatAndComplete(
  cast: Cast,
  narrator: Narrator,
  { referral, owner }: { referral: ShownReferral; owner: Character },
): Promise<void> {
  const arrived = await look(owner, referral.id);
  narrator.step(`${owner.name}诊治后记录结果并反馈给乡镇`);
  const recorded = await act(owner, 'recordReferralOutcome', { ...seen(arrived), ...outcome });
  narrator.shows(`诊断：${outcome.diagnoses[0]!.display}`, `反馈：${outcome.feedback}`);
  narrator.step(`${cast.coordinator.name}完成转诊`);
  const completed = await act(cast.coordinator, 'completeReferral', seen(recorded));
  narrator.shows(`状态：${stateLabels[completed.state]}`);
}

async function look(who: Character, id: string): Promise<ShownReferral> {
  const query = 'query($id: ID!) { referral(id: $id) { id version state referralNo } }';
  const { referral } = await who.product.ask<{ referral: Omit<ShownReferral, 'arrangement'> }>(query, { id });
  return { ...referral, arrangement: null };
}
