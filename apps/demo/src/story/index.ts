import type { Narrator } from '../narrator.js';
import type { Passwords } from '../settings.js';
import { examineBlood } from './blood.js';
import { consultOne, consultSeveral } from './booked-consultations.js';
import { consultAtOnce } from './called-consultation.js';
import { fullName, gatherCast } from './cast.js';
import { arriveAtCentre, expectPatient, openChannel, sendEmergency, treat } from './chest-pain.js';
import {
  acceptAndArrange,
  arrive,
  claimTogether,
  findDepartment,
  submit,
  treatAndComplete,
  urge,
  writeReferral,
} from './first-referral.js';
import { lookFromOutside, readOutcome } from './looking-back.js';
import { recogniseCt } from './recognised-ct.js';
import { refuse, rejected, returned } from './refused-referrals.js';
import { attend, planRota, repairAfterLeave } from './rota.js';
import { readEcgOfTownship } from './township-ecg.js';
import { followUp, sendBack, takeBack } from './way-back.js';

/**
 * A referral from the first symptom to the answer, two that come back, an emergency until the patient is home again, a rota
 * of experts from the search to the attendance, consultations with one expert, in an emergency and with several, an ECG of a
 * township that is critical, a CT that is recognised, and blood from the arm to the report.
 * @throws StoryError where it goes otherwise
 */
export async function tellStory(url: string, passwords: Passwords, narrator: Narrator): Promise<void> {
  narrator.chapter('一、乡镇医生发起转诊');
  narrator.step('参与的人登录系统');
  const cast = await gatherCast(url, passwords);
  narrator.shows(...Object.values(cast).map(fullName));
  const offer = await findDepartment(cast, narrator);
  const referral = await submit(cast, narrator, await writeReferral(cast, narrator, offer));

  narrator.chapter('二、县医院接诊');
  await urge(cast, narrator, referral);
  const { claimed, owner } = await claimTogether(cast, narrator, referral);
  const arranged = await acceptAndArrange(cast, narrator, { claimed, owner, offer });
  await arrive(cast, narrator, arranged);
  await treatAndComplete(cast, narrator, { referral, owner });
  await readOutcome(cast, narrator, referral);

  narrator.chapter('三、两张没有走到底的转诊单');
  await refuse(cast, narrator, { offer, refusing: returned });
  await refuse(cast, narrator, { offer, refusing: rejected });

  narrator.chapter('四、无关的人看不到');
  await lookFromOutside(cast, narrator, referral);

  narrator.chapter('五、胸痛患者走绿色通道');
  const sent = await sendEmergency(cast, narrator);
  const expected = await expectPatient(cast, narrator, await openChannel(cast, narrator, sent));
  const treated = await treat(cast, narrator, await arriveAtCentre(cast, narrator, expected));

  narrator.chapter('六、带着方案回到乡镇');
  const onTheWay = await sendBack(cast, narrator, treated);
  await followUp(cast, narrator, await takeBack(cast, narrator, onTheWay));

  narrator.chapter('七、专家下派到乡镇');
  await repairAfterLeave(cast, narrator, await planRota(cast, narrator));
  await attend(cast, narrator);

  narrator.chapter('八、远程会诊');
  await consultOne(cast, narrator);
  await consultAtOnce(cast, narrator, offer);
  await consultSeveral(cast, narrator);

  narrator.chapter('九、乡镇心电图，县里几分钟出报告');
  await readEcgOfTownship(cast, narrator);

  narrator.chapter('十、做过的CT不再重做');
  await recogniseCt(cast, narrator);

  narrator.chapter('十一、一管血从采集到报告');
  await examineBlood(cast, narrator);
}
