import { randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE } from '#kernel';
import type { Refusal, Variables } from '../graphql-client.js';
import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import type { Cast, Character } from './cast.js';
import { recordConsent, registerNewcomer } from './patients.js';

/** A consultation as the screens of the story show it. */
export interface ShownConsultation {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly consultationNo: string | null;
  readonly startsAt: string | null;
  readonly roomUrl: string | null;
  readonly centre: { readonly id: string; readonly shortName: string };
  readonly invitations: readonly ShownInvitation[];
}

export interface ShownInvitation {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly isChair: boolean;
  readonly expertStaffId: string;
  readonly expertName: string;
  readonly institutionName: string;
}

const SHOWN = `id version state consultationNo startsAt roomUrl centre { id shortName }
  invitations { id version state isChair expertStaffId expertName institutionName }`;

/** Names of the inputs of operations that say more than which consultation. */
const INPUTS: Readonly<Record<string, string>> = {
  draftConsultation: 'DraftConsultationInput',
  chooseConsultationTime: 'ChooseConsultationTimeInput',
  rescheduleConsultation: 'RescheduleConsultationInput',
  assignConsultation: 'AssignConsultationInput',
  writeConsultationOpinion: 'WriteConsultationOpinionInput',
  recordConsultationAdoption: 'RecordConsultationAdoptionInput',
  referFromConsultation: 'ReferFromConsultationInput',
};

export const consultationStates: Readonly<Record<string, string>> = {
  DRAFT: '草稿',
  SUBMITTED: '待分诊',
  INVITING: '邀请中',
  SCHEDULED: '已排期',
  IN_SESSION: '会诊中',
  AWAITING_OPINION: '待出意见',
  DELIVERED: '意见已送达',
  CLOSED: '已结束',
};

const TIME = new Intl.DateTimeFormat('zh-CN', { timeZone: ALLIANCE_ZONE, dateStyle: 'medium', timeStyle: 'short' });
export const timeText = (at: string | Date): string => TIME.format(new Date(at));

const operation = (name: string): string =>
  `mutation($input: ${INPUTS[name] ?? 'ConsultationActionInput'}!) { ${name}(input: $input) { ${SHOWN} } }`;

const of = ({ id, version }: { readonly id: string; readonly version: number }) => ({ id, expectedVersion: version });

/** Somebody takes a step, and it is done. @throws StoryError when the product refuses */
export async function actOn(
  who: Character,
  name: string,
  shown: ShownConsultation,
  more: Variables = {},
): Promise<ShownConsultation> {
  const data = await who.product.ask<Record<string, ShownConsultation>>(operation(name), {
    input: { ...of(shown), ...more },
  });
  return data[name]!;
}

/** The same where a refusal is part of the story. */
export async function attemptOn(
  who: Character,
  name: string,
  shown: ShownConsultation,
  more: Variables = {},
): Promise<{ data: ShownConsultation } | { refusal: Refusal }> {
  const input = { ...of(shown), ...more };
  const answer = await who.product.attempt<Record<string, ShownConsultation>>(operation(name), { input });
  return 'refusal' in answer ? answer : { data: answer.data[name]! };
}

export async function lookAt(who: Character, { id }: Pick<ShownConsultation, 'id'>): Promise<ShownConsultation> {
  const query = `query($id: ID!) { consultation(id: $id) { ${SHOWN} } }`;
  return (await who.product.ask<{ consultation: ShownConsultation }>(query, { id })).consultation;
}

/** What a consultation is begun with, beyond what the story says of each. */
export interface Begun {
  readonly type: 'ORDINARY' | 'EMERGENCY' | 'MDT';
  readonly patient: { readonly name: string; readonly sex: '1' | '2' };
  readonly form: Variables;
  /** Yuan; null: the family is not here yet. */
  readonly fee: number | null;
}

/** Somebody comes in, agrees in writing to what it costs, and their doctor writes the invitation. */
export async function beginConsultation(
  { townshipDoctor: doctor, consultCoordinator }: Cast,
  narrator: Narrator,
  { type, patient, form, fee }: Begun,
): Promise<{ readonly shown: ShownConsultation; readonly patientId: string }> {
  const { id: patientId, name, idNumberMasked } = await registerNewcomer(doctor, patient.name, patient.sex);
  narrator.shows(`${name}　身份证 ${idNumberMasked}`);
  if (fee !== null) {
    await recordConsent(doctor, patientId, { kind: 'CONSULTATION', toldCostCents: fee * 100 });
    narrator.shows(`已登记书面知情同意：远程会诊，告知费用 ${fee} 元`);
  }
  const input = {
    idempotencyKey: randomUUID(),
    type,
    patientId,
    centreInstitutionId: await institutionOf(consultCoordinator),
    encounter: 'OUTPATIENT',
    accompanyingStaffId: doctor.staffId,
    feeCents: fee === null ? null : fee * 100,
    ...form,
  };
  const { draftConsultation: shown } = await doctor.product.ask<{ draftConsultation: ShownConsultation }>(
    operation('draftConsultation'),
    { input },
  );
  return { shown, patientId };
}

async function institutionOf({ product }: Character): Promise<string> {
  return (await product.ask<{ me: { institution: { id: string } } }>('{ me { institution { id } } }')).me.institution
    .id;
}

function invitationOf({ invitations }: ShownConsultation, staffId: string): ShownInvitation {
  const found = invitations.findLast(({ expertStaffId }) => expertStaffId === staffId);
  if (!found) throw new StoryError('会诊中没有该专家的邀请');
  return found;
}

/** An expert takes the invitation. */
export async function accept(expert: Character, shown: ShownConsultation): Promise<void> {
  const document = 'mutation($input: ConsultationActionInput!) { acceptConsultation(input: $input) { id } }';
  await expert.product.ask(document, { input: of(invitationOf(shown, expert.staffId)) });
}

/** Both sides come into the room, and leave it. */
export async function holdSession(
  { townshipDoctor: doctor }: Cast,
  narrator: Narrator,
  { expert, shown }: { readonly expert: Character; readonly shown: ShownConsultation },
): Promise<ShownConsultation> {
  narrator.step(`${doctor.name}与${expert.name}进入会诊室`);
  const waiting = await actOn(doctor, 'joinConsultation', shown);
  if (!waiting.roomUrl) throw new StoryError('参加者在可进入的时间内应看到会诊室链接');
  narrator.shows(`会诊室：${new URL(waiting.roomUrl).host}/…（链接不可猜测，仅参加者在可进入的时间内可见）`);
  const session = await actOn(expert, 'joinConsultation', waiting);
  narrator.shows(`双方到会，状态：${consultationStates[session.state]}`);
  return actOn(expert, 'endConsultationSession', session);
}

/** The opinion is written, signed with the password once more, and so delivered. */
export async function giveOpinion(
  expert: Character,
  narrator: Narrator,
  { shown, opinion }: { readonly shown: ShownConsultation; readonly opinion: Variables },
): Promise<ShownConsultation> {
  narrator.step(`${expert.name}书写会诊意见，并再次输入密码签署`);
  await actOn(expert, 'writeConsultationOpinion', shown, opinion);
  const query = 'query($id: ID!) { consultation(id: $id) { draftOpinion { id version } } }';
  type Drafted = { consultation: { draftOpinion: { id: string; version: number } } };
  const { consultation } = await expert.product.ask<Drafted>(query, { id: shown.id });
  const sign = 'mutation($input: SignConsultationOpinionInput!) { signConsultationOpinion(input: $input) { state } }';
  await expert.product.ask(sign, { input: { ...of(consultation.draftOpinion), password: expert.password } });
  const delivered = await lookAt(expert, shown);
  narrator.shows(`会诊意见：${String(opinion['advice'])}`, `状态：${consultationStates[delivered.state]}`);
  return delivered;
}
