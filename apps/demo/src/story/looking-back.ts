import { ALLIANCE_ZONE } from '#kernel';
import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import { fullName, type Cast } from './cast.js';
import { actionLabels, stateLabels, type ShownReferral } from './referrals.js';

const WHOLE = `query($id: ID!) {
  referral(id: $id) {
    state referralNo
    outcome { feedback diagnoses { display } }
    events { action toState reasonCode comment occurredAt staffName }
  }
}`;
const TIME = new Intl.DateTimeFormat('zh-CN', { timeZone: ALLIANCE_ZONE, timeStyle: 'medium' });

interface WholeReferral {
  readonly state: string;
  readonly referralNo: string;
  readonly outcome: { readonly feedback: string; readonly diagnoses: readonly { readonly display: string }[] } | null;
  readonly events: readonly {
    readonly action: string;
    readonly toState: string;
    readonly comment: string | null;
    readonly occurredAt: string;
    readonly staffName: string;
  }[];
}

/** The sender reads what became of the patient, and who did what when. */
export async function readOutcome(cast: Cast, narrator: Narrator, { id }: ShownReferral): Promise<void> {
  const doctor = cast.townshipDoctor;
  narrator.step(`${doctor.name}打开自己转出的患者`);
  const { referral } = await doctor.product.ask<{ referral: WholeReferral }>(WHOLE, { id });
  if (referral.state !== 'COMPLETED' || !referral.outcome) throw new StoryError('转诊应已完成并带有反馈');
  narrator.shows(`${referral.referralNo}　状态：${stateLabels[referral.state]}`);
  narrator.shows(`县医院诊断：${referral.outcome.diagnoses.map(({ display }) => display).join('、')}`);
  narrator.shows(`反馈意见：${referral.outcome.feedback}`, '时间线：');
  for (const event of referral.events.toReversed()) {
    const note = event.comment ? `（${event.comment}）` : '';
    narrator.shows(
      `  ${TIME.format(new Date(event.occurredAt))}　${event.staffName}　${actionLabels[event.action] ?? event.action} → ${stateLabels[event.toState]}${note}`,
    );
  }
}

/** Somebody who has nothing to do with it finds nothing. */
export async function lookFromOutside(cast: Cast, narrator: Narrator, { id }: ShownReferral): Promise<void> {
  narrator.step(`${fullName(cast.otherTownshipDoctor)}想看这张转诊单`);
  const { code, message } = await cast.otherTownshipDoctor.product.refusal(WHOLE, { id });
  if (code !== 'NOT_FOUND') throw new StoryError(`应回答 NOT_FOUND，实际是 ${code}`);
  narrator.shows(`系统回答（${code}）：${message}`);
}
