import type { Refusal, Variables } from '../graphql-client.js';
import type { Character } from './cast.js';

/** A referral as the screens of the story show it. */
export interface ShownReferral {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly referralNo: string | null;
  readonly arrangement: Appointment | null;
}

interface Appointment {
  readonly visitTime: string;
  readonly floor: string | null;
  readonly room: string | null;
  readonly code: string;
}

const SHOWN = 'id version state referralNo arrangement { visitTime floor room code }';

/** Names of the inputs of the API's operations. */
const INPUTS: Readonly<Record<string, string>> = {
  draftReferral: 'DraftReferralInput',
  editReferral: 'EditReferralInput',
  submitReferral: 'SubmitReferralInput',
  urgeReferral: 'UrgeReferralInput',
  claimReferral: 'ReferralActionInput',
  acceptReferral: 'AcceptReferralInput',
  rejectReferral: 'ReferralReasonInput',
  returnReferralForEdit: 'ReferralReasonInput',
  arrangeReferral: 'ArrangeReferralInput',
  recordReferralOutcome: 'RecordReferralOutcomeInput',
  completeReferral: 'ReferralActionInput',
  submitEmergencyReferral: 'SubmitEmergencyReferralInput',
  acknowledgeEmergencyReferral: 'ReferralActionInput',
  confirmReferralArrival: 'ReferralActionInput',
  answerReferral: 'AnswerReferralInput',
  editDownReferral: 'EditDownReferralInput',
  submitDownReferral: 'ReferralActionInput',
  receiveDownReferral: 'ReferralActionInput',
  confirmDownReferralArrival: 'ReferralActionInput',
  endDownReferralFollowUp: 'ReferralReasonInput',
};

/** The text of one of the operations that change a referral. */
export function operation(name: string): string {
  return `mutation($input: ${INPUTS[name]}!) { ${name}(input: $input) { ${SHOWN} } }`;
}

/** Somebody takes a step, and it is done. @throws StoryError when the product refuses */
export async function act(who: Character, name: string, input: Variables): Promise<ShownReferral> {
  const data = await who.product.ask<Record<string, ShownReferral>>(operation(name), { input });
  return data[name]!;
}

/** The same where a refusal is part of the story. */
export async function attempt(
  who: Character,
  name: string,
  input: Variables,
): Promise<{ data: ShownReferral } | { refusal: Refusal }> {
  const answer = await who.product.attempt<Record<string, ShownReferral>>(operation(name), { input });
  return 'refusal' in answer ? answer : { data: answer.data[name]! };
}

/** The referral and the version that somebody has seen, as every change wants them. */
export function seen({ id, version }: ShownReferral): { id: string; expectedVersion: number } {
  return { id, expectedVersion: version };
}

/** What the screens call the states. */
export const stateLabels: Readonly<Record<string, string>> = {
  DRAFT: '草稿',
  PENDING_ACCEPTANCE: '待受理',
  RETURNED_FOR_EDIT: '退回修改',
  ACCEPTED: '待安排',
  ARRANGED: '已安排',
  ARRIVED: '已到院',
  COMPLETED: '已完成',
  REJECTED: '已拒绝',
  PENDING_RECEIPT: '待接收',
  IN_TRANSIT: '转回中',
  FOLLOW_UP: '随访中',
};

/** What the screens call the actions of the timeline. */
export const actionLabels: Readonly<Record<string, string>> = {
  draft: '新建草稿',
  edit: '修改转诊单',
  submit: '提交',
  urge: '催办',
  claim: '认领',
  release: '释放',
  accept: '受理',
  reject: '拒绝',
  returnForEdit: '退回修改',
  arrange: '安排就诊',
  confirmArrival: '确认到院',
  recordOutcome: '记录诊治结果',
  complete: '完成',
  submitEmergency: '急诊转诊',
  openGreenChannel: '启动绿色通道',
  acknowledgeEmergency: '确认急诊转诊',
  receive: '接收下转',
  endFollowUp: '结束随访',
};
