import { randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE, addDays, localDate } from '#kernel';
import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import { fullName, type Cast } from './cast.js';
import { planForHome } from './forms.js';
import { act, seen, stateLabels, type ShownReferral } from './referrals.js';

/** For a patient at high risk, well within the three days. */
const DAYS_TO_FIRST_FOLLOW_UP = 2;

const DRAFT = `query($id: ID!) {
  referral(id: $id) {
    source priority purposeCode toDepartment { id name } toInstitution { shortName } owner { id name }
    downPackage { dischargeDiagnoses { system version code display } summary recheckAdvice }
  }
}`;
const HANDED_OVER = `query($id: ID!) {
  referral(id: $id) {
    answers { referralNo }
    downPackage { summary medicines { name dose frequency } warningSymptoms firstFollowUpOn }
    followUps { id version state dueOn doctorName villageDoctorName }
  }
}`;
const RECORD = 'mutation($input: RecordFollowUpInput!) { recordFollowUp(input: $input) { state } }';

interface Draft {
  readonly source: string;
  readonly priority: string;
  readonly purposeCode: string;
  readonly toDepartment: { readonly id: string; readonly name: string };
  readonly toInstitution: { readonly shortName: string };
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly downPackage: { readonly summary: string; readonly recheckAdvice: string };
}

interface HandedOver {
  readonly answers: { readonly referralNo: string } | null;
  readonly downPackage: {
    readonly summary: string;
    readonly medicines: readonly { readonly name: string; readonly dose: string; readonly frequency: string }[];
    readonly warningSymptoms: string;
    readonly firstFollowUpOn: string;
  };
  readonly followUps: readonly {
    readonly id: string;
    readonly version: number;
    readonly dueOn: string;
    readonly doctorName: string;
    readonly villageDoctorName: string | null;
  }[];
}

/** The hospital answers the referral: the patient goes back with a plan, to the doctor who sent them. */
export async function sendBack(cast: Cast, narrator: Narrator, treated: ShownReferral): Promise<ShownReferral> {
  const doctor = cast.countyDoctor;
  narrator.step(`患者病情稳定，${doctor.name}从原转诊单发起下转`);
  const purpose = { purposeCode: 'acute_treatment_completed' };
  const draft = await act(doctor, 'answerReferral', {
    idempotencyKey: randomUUID(),
    referralId: treated.id,
    ...purpose,
  });
  const { referral } = await doctor.product.ask<{ referral: Draft }>(DRAFT, { id: draft.id });
  const { toDepartment, toInstitution, owner, source, priority, downPackage } = referral;
  if (owner?.name !== cast.townshipDoctor.name) throw new StoryError('下转应指定原来转出患者的医生接收');
  narrator.shows(`系统已带出：${toInstitution.shortName}${toDepartment.name}　接收医生 ${owner.name}`);
  narrator.shows(`诊疗小结：${downPackage.summary}`, `复查建议：${downPackage.recheckAdvice}`);
  narrator.step(`${doctor.name}补充用药、预警症状和首次随访日期，提交`);
  const firstFollowUpOn = addDays(localDate(new Date(), ALLIANCE_ZONE), DAYS_TO_FIRST_FOLLOW_UP);
  const written = await act(doctor, 'editDownReferral', {
    ...seen(draft),
    ...purpose,
    toDepartmentId: toDepartment.id,
    receiverStaffId: owner.id,
    source,
    priority,
    package: { ...downPackage, ...planForHome, firstFollowUpOn },
  });
  const submitted = await act(doctor, 'submitDownReferral', seen(written));
  narrator.shows(
    `转诊单号 ${submitted.referralNo}　状态：${stateLabels[submitted.state]}　首次随访 ${firstFollowUpOn}`,
  );
  return submitted;
}

/** The named doctor takes the patient on, and sees them at home again. */
export async function takeBack(cast: Cast, narrator: Narrator, sent: ShownReferral): Promise<ShownReferral> {
  const doctor = cast.townshipDoctor;
  narrator.step(`${fullName(doctor)}收到自己转出的患者，阅读随访包后接收`);
  const received = await act(doctor, 'receiveDownReferral', seen(sent));
  const { answers, downPackage } = await handedOver(cast, sent);
  narrator.shows(`对应上转 ${answers?.referralNo}　状态：${stateLabels[received.state]}`);
  for (const { name, dose, frequency } of downPackage.medicines) narrator.shows(`用药：${name} ${dose} ${frequency}`);
  narrator.shows(`预警症状：${downPackage.warningSymptoms}`);
  narrator.step(`患者回到卫生院，${doctor.name}确认到达`);
  const arrived = await act(doctor, 'confirmDownReferralArrival', seen(received));
  const [task] = (await handedOver(cast, sent)).followUps;
  if (!task) throw new StoryError('确认到达后应有首次随访任务');
  const team = [task.doctorName, task.villageDoctorName].filter(Boolean).join('、');
  narrator.shows(`状态：${stateLabels[arrived.state]}　随访任务：${task.dueOn}（${team}）`);
  return arrived;
}

/** The first look after the patient, and the end of the follow-up. */
export async function followUp(cast: Cast, narrator: Narrator, arrived: ShownReferral): Promise<void> {
  const doctor = cast.townshipDoctor;
  narrator.step(`${doctor.name}上门完成首次随访`);
  const [task] = (await handedOver(cast, arrived)).followUps;
  const summary = '无胸痛、气促，按时服药，无出血；嘱低盐低脂饮食、按计划步行。';
  await doctor.product.ask(RECORD, {
    input: {
      ...seen({ ...arrived, ...task! }),
      idempotencyKey: randomUUID(),
      method: 'VISIT',
      condition: 'STABLE',
      values: [
        { name: '血压', value: '128/76', unit: 'mmHg' },
        { name: '心率', value: '68', unit: '次/分' },
      ],
      summary,
    },
  });
  narrator.shows('血压 128/76mmHg　心率 68次/分　病情：稳定', `随访小结：${summary}`);
  narrator.step(`${doctor.name}结束随访`);
  const ended = await act(doctor, 'endDownReferralFollowUp', { ...seen(arrived), reasonCode: 'plan_completed' });
  narrator.shows(`状态：${stateLabels[ended.state]}（随访计划完成）`);
}

async function handedOver({ townshipDoctor }: Cast, { id }: ShownReferral): Promise<HandedOver> {
  return (await townshipDoctor.product.ask<{ referral: HandedOver }>(HANDED_OVER, { id })).referral;
}
