import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import type { Cast, Character } from './cast.js';
import { contentOf, startDraft, type Offer } from './first-referral.js';
import { mildForm, thinForm } from './forms.js';
import { recordConsent, registerNewcomer } from './patients.js';
import { act, seen, stateLabels, type ShownReferral } from './referrals.js';

const REASONS = 'query($list: String!) { reasonCodes(list: $list) { code labelZh } }';
const ANSWER = `query($id: ID!) {
  referral(id: $id) { state latestEvents { action comment staffName } }
}`;

interface Refusing {
  readonly patient: readonly [string, '1' | '2'];
  readonly form: object;
  readonly operation: string;
  readonly list: string;
  readonly reasonCode: string;
  readonly comment: string;
  readonly state: string;
  readonly verb: string;
}

/** The form needs mending. */
export const returned: Refusing = {
  patient: ['赵国华', '1'],
  form: thinForm,
  operation: 'returnReferralForEdit',
  list: 'referral.return',
  reasonCode: 'incomplete_info',
  comment: '请补充心电图结果、既往史及目前用药。',
  state: 'RETURNED_FOR_EDIT',
  verb: '退回修改',
};

/** The patient does not need the hospital. */
export const rejected: Refusing = {
  patient: ['孙永贵', '1'],
  form: mildForm,
  operation: 'rejectReferral',
  list: 'referral.reject',
  reasonCode: 'not_meet_admission',
  comment: '心电图正常，暂无器质性心脏病依据，建议在基层查甲状腺功能、电解质并随访，必要时远程会诊。',
  state: 'REJECTED',
  verb: '拒绝',
};

/** A referral that comes back with a reason, and what its sender reads. */
export async function refuse(
  cast: Cast,
  narrator: Narrator,
  told: { offer: Offer; refusing: Refusing },
): Promise<void> {
  const { refusing } = told;
  const { townshipDoctor, countyDoctor } = cast;
  narrator.step(`${townshipDoctor.name}为${refusing.patient[0]}提交另一张转诊单`);
  const submitted = await send(townshipDoctor, told);
  narrator.shows(`转诊单号 ${submitted.referralNo}　状态：${stateLabels[submitted.state]}`);
  narrator.step(`${countyDoctor.name}认领后${refusing.verb}`);
  const claimed = await act(countyDoctor, 'claimReferral', seen(submitted));
  const { reasonCode, comment } = refusing;
  await act(countyDoctor, refusing.operation, { ...seen(claimed), reasonCode, comment });
  narrator.shows(`原因：${await labelOf(countyDoctor, refusing)}　说明：${comment}`);
  narrator.step(`${townshipDoctor.name}看到结果`);
  await readAnswer(townshipDoctor, narrator, { id: submitted.id, refusing });
}

async function send(
  doctor: Character,
  { offer, refusing }: { offer: Offer; refusing: Refusing },
): Promise<ShownReferral> {
  const patient = await registerNewcomer(doctor, ...refusing.patient);
  await recordConsent(doctor, patient.id);
  const draft = await startDraft(doctor, patient, contentOf(offer, refusing.form));
  return act(doctor, 'submitReferral', seen(draft));
}

async function labelOf(who: Character, { list, reasonCode }: Refusing): Promise<string> {
  const { reasonCodes } = await who.product.ask<{ reasonCodes: { code: string; labelZh: string }[] }>(REASONS, {
    list,
  });
  const reason = reasonCodes.find(({ code }) => code === reasonCode);
  if (!reason) throw new StoryError(`原因列表 ${list} 中没有 ${reasonCode}`);
  return reason.labelZh;
}

async function readAnswer(
  doctor: Character,
  narrator: Narrator,
  { id, refusing }: { id: string; refusing: Refusing },
): Promise<void> {
  const { referral } = await doctor.product.ask<{
    referral: { state: string; latestEvents: { comment: string | null; staffName: string }[] };
  }>(ANSWER, { id });
  const [last] = referral.latestEvents;
  if (referral.state !== refusing.state || !last) throw new StoryError(`状态应为${stateLabels[refusing.state]}`);
  narrator.shows(`状态：${stateLabels[referral.state]}　${last.staffName}：${last.comment}`);
}
