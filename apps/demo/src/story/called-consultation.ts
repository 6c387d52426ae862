import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import { fullName, type Cast } from './cast.js';
import {
  accept,
  actOn,
  beginConsultation,
  consultationStates,
  giveOpinion,
  holdSession,
  lookAt,
  type ShownConsultation,
} from './consultations.js';
import type { Offer } from './first-referral.js';
import { palpitationForm, palpitationOpinion } from './forms.js';
import { recordConsent } from './patients.js';

/** An emergency: whoever is on duty is called at once, and a referral is made of the opinion. */
export async function consultAtOnce(cast: Cast, narrator: Narrator, offer: Offer): Promise<void> {
  const { townshipDoctor: doctor, countyDoctor: cardiologist } = cast;
  narrator.step(`${fullName(doctor)}为突发心悸、血压下降的“吴桂英”发起急会诊`);
  const { shown, patientId } = await beginConsultation(cast, narrator, {
    type: 'EMERGENCY',
    patient: { name: '吴桂英', sex: '2' },
    form: { ...palpitationForm, wantedDepartmentId: offer.department.id, durationMinutes: 15 },
    fee: null,
  });
  const called = await actOn(doctor, 'callEmergencyConsultation', shown);
  const scheduled = await whoeverComes(cast, narrator, called);
  const ended = await holdSession(cast, narrator, { expert: cardiologist, shown: scheduled });
  await giveOpinion(cardiologist, narrator, { shown: ended, opinion: palpitationOpinion });
  narrator.step(`家属赶到，补签知情同意书；${doctor.name}采纳意见，一键转为转诊单`);
  await recordConsent(doctor, patientId, { kind: 'CONSULTATION', toldCostCents: 20_000 });
  const delivered = await lookAt(doctor, ended);
  const referred = await actOn(doctor, 'referFromConsultation', delivered, { toDepartmentId: offer.department.id });
  const query = 'query($id: ID!) { consultation(id: $id) { referralId } }';
  type Linked = { consultation: { referralId: string | null } };
  const { consultation } = await doctor.product.ask<Linked>(query, { id: referred.id });
  if (!consultation.referralId) throw new StoryError('会诊应已转为转诊');
  const closed = await actOn(doctor, 'recordConsultationAdoption', referred, { adoption: 'ADOPTED' });
  narrator.shows(`已生成${offer.department.name}转诊草稿，病历摘要和会诊意见随单带入`);
  narrator.shows(`状态：${consultationStates[closed.state]}`);
}

/** The chain of the roster calls; on a product that has run for days somebody else is on duty, and the centre asks for the one we know. */
async function whoeverComes(
  { townshipDoctor: doctor, countyDoctor, consultCoordinator }: Cast,
  narrator: Narrator,
  called: ShownConsultation,
): Promise<ShownConsultation> {
  const asked = called.invitations.findLast(({ state }) => state === 'INVITED');
  narrator.shows(
    asked
      ? `已呼叫值班专家：${asked.institutionName} ${asked.expertName}，10 分钟内无人进入则自动呼叫下一级`
      : '值班链上暂无可会诊的专家，已通知各级值班和会诊中心',
  );
  if (asked?.expertStaffId !== countyDoctor.staffId) {
    narrator.step(`${fullName(consultCoordinator)}改请${countyDoctor.name}`);
    const latest = await lookAt(consultCoordinator, called);
    await actOn(consultCoordinator, 'assignConsultation', latest, { expertIds: [countyDoctor.staffId] });
  }
  narrator.step(`${fullName(countyDoctor)}接受急会诊`);
  await accept(countyDoctor, await lookAt(countyDoctor, called));
  const scheduled = await lookAt(doctor, called);
  narrator.shows(`状态：${consultationStates[scheduled.state]}，不经分诊，立即开始`);
  return scheduled;
}
