import type { Role } from '#identity';
import { DownStory, ReferralStory, type Person, type SeenDown, type World } from '#testing';
import { change, key, mutation, outcomes, query, type Row, type Table } from './row.js';
import type { Scenery } from './scenery.js';

/** Makes the down-referrals that the rows act upon, from the county's cardiologists to the north township. */
export class DownScenery {
  readonly story: DownStory;
  private readonly up: ReferralStory;

  constructor(private readonly world: World) {
    this.story = new DownStory(world);
    this.up = new ReferralStory(world);
  }

  draft(by: Person): Promise<SeenDown> {
    return this.story.draft(this.senderAmong(by));
  }

  /** A draft of the sender's with the file. */
  async attached(sender: Person, fileId: string): Promise<{ id: string; version: number; attachmentId: string }> {
    const { id, version } = await this.story.draft(sender);
    const { attachToDownReferral: referral } = await sender.asks<{
      attachToDownReferral: { version: number; attachments: { id: string }[] };
    }>(
      'mutation($input: AttachToReferralInput!) { attachToDownReferral(input: $input) { version attachments { id } } }',
      { input: { id, expectedVersion: version, fileId, name: '出院小结.png' } },
    );
    return { id, version: referral.version, attachmentId: referral.attachments[0]!.id };
  }

  submitted(by: Person, receiver?: Person): Promise<SeenDown> {
    return this.story.submitted(this.senderAmong(by), { receiverStaffId: receiver?.staffId ?? null });
  }

  /** For the person who asks, or for the township's doctor. */
  named(by: Person): Promise<SeenDown> {
    return this.submitted(by, this.receiverAmong(by));
  }

  async inTransit(by: Person): Promise<SeenDown> {
    return this.story.receive(this.receiverAmong(by), await this.named(by));
  }

  async inFollowUp(by: Person): Promise<SeenDown> {
    return this.story.confirmArrival(this.receiverAmong(by), await this.inTransit(by));
  }

  /** An open task of whoever asks. */
  async followUp(by: Person): Promise<{ id: string; version: number }> {
    const receiver = this.receiverAmong(by);
    const { id } = await this.inFollowUp(by);
    const { referral } = await receiver.asks<{ referral: { followUps: { id: string; version: number }[] } }>(
      'query($id: ID!) { referral(id: $id) { followUps { id version } } }',
      { id },
    );
    return referral.followUps[0]!;
  }

  /** A patient of the county hospital. */
  patient(): Promise<string> {
    return this.up.patient(this.world.person('cardiologist'));
  }

  receiverAmong(by: Person): Person {
    const receives = ['TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD'].includes(by.role) && by.institutionId === this.north;
    return receives ? by : this.world.person('township-doctor');
  }

  private get north(): string {
    return this.world.institutionId('north');
  }

  senderAmong(by: Person): Person {
    const county = this.world.institutionId('county');
    const sends = ['COUNTY_DOCTOR', 'DEPT_HEAD'].includes(by.role) && by.institutionId === county;
    return sends ? by : this.world.person('cardiologist');
  }
}

const REASON = { reasonCode: 'other', comment: '测试' };
const senders: Role[] = ['COUNTY_DOCTOR', 'DEPT_HEAD'];
const receivers: Role[] = ['TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD'];

/** Writing and sending down, on the county's side. */
export function downSendingRows(scenery: Scenery, down: DownScenery): Table {
  // Review is switched off: there is nothing to be reviewed.
  const unreviewed = outcomes('TRANSITION_REFUSED STATE', 'DEPT_HEAD', 'REFERRAL_COORDINATOR');
  const review = (name: string, type: string, more: object = {}): Table =>
    mutation(name, type, {
      subject: async (by) => scenery.change(await down.draft(by), { ...more }),
      own: unreviewed,
      other: outcomes('NOT_FOUND', 'DEPT_HEAD', 'REFERRAL_COORDINATOR'),
    });
  return {
    ...change('draftDownReferral', 'DraftDownReferralInput', senders, async () => {
      const patientId = await down.patient();
      return scenery.input(patientId, { ...key(), ...down.story.content(), patientId });
    }),
    ...change('answerReferral', 'AnswerReferralInput', senders, async (by) => {
      const { id: referralId } = await scenery.arrived(by);
      return scenery.input(referralId, { ...key(), referralId, purposeCode: 'post_surgery' });
    }),
    ...change('editDownReferral', 'EditDownReferralInput', senders, async (by) =>
      scenery.change(await down.draft(by), down.story.content()),
    ),
    ...change('submitDownReferral', 'ReferralActionInput', senders, async (by) => scenery.change(await down.draft(by))),
    ...change('cancelDownReferral', 'ReferralReasonInput', senders, async (by) =>
      scenery.change(await down.submitted(by), REASON),
    ),
    ...review('approveDownReferral', 'ReferralActionInput'),
    ...review('returnDownReferralForEdit', 'ReferralReasonInput', REASON),
    ...change('redirectDownReferral', 'RedirectDownReferralInput', ['REFERRAL_COORDINATOR'], async (by) =>
      scenery.change(await down.submitted(by), { toDepartmentId: scenery.world.departmentId('general-south') }),
    ),
    ...change('closeDownReferralByAgreement', 'ReferralReasonInput', ['REFERRAL_COORDINATOR'], async (by) =>
      scenery.change(await down.submitted(by), REASON),
    ),
  };
}

/** Files of a down-referral. */
export function downAttachmentRows(scenery: Scenery, down: DownScenery): Table {
  return {
    ...change('attachToDownReferral', 'AttachToReferralInput', senders, async (by) =>
      scenery.change(await down.draft(by), {
        fileId: await scenery.uploadBy(down.senderAmong(by)),
        name: '出院小结.png',
      }),
    ),
    ...change('removeDownReferralAttachment', 'RemoveAttachmentInput', senders, async (by) => {
      const sender = down.senderAmong(by);
      const { attachmentId, ...referral } = await down.attached(sender, await scenery.uploadBy(sender));
      return scenery.change(referral, { attachmentId });
    }),
  };
}

/** Taking patients back, on the township's side. */
export function downReceivingRows(scenery: Scenery, down: DownScenery): Table {
  const heads: Role[] = ['TOWNSHIP_HEAD'];
  const received = (subject: (by: Person) => Promise<SeenDown>, more: object = {}): Row['subject'] => {
    return async (by) => scenery.change(await subject(by), { ...more });
  };
  const named = (by: Person) => down.named(by);
  const inTransit = (by: Person) => down.inTransit(by);
  const inFollowUp = (by: Person) => down.inFollowUp(by);
  const calls = [{ madeAt: '2026-03-04T09:00:00+08:00', note: '无人接听' }];
  const back = { priority: 'III', purposeCode: 'followup_abnormal' };
  return {
    ...change('allocateDownReferral', 'AllocateDownReferralInput', heads, async (by) =>
      scenery.change(await down.submitted(by), { receiverStaffId: down.receiverAmong(by).staffId }),
    ),
    ...change('refuseDownReferral', 'ReferralReasonInput', heads, async (by) =>
      scenery.change(await down.submitted(by), REASON),
    ),
    ...change('receiveDownReferral', 'ReferralActionInput', receivers, received(named)),
    ...change('declineDownReferral', 'ReferralReasonInput', receivers, received(named, REASON)),
    ...change('confirmDownReferralArrival', 'ReferralActionInput', receivers, received(inTransit)),
    ...change('reportDownReferralNotArrived', 'ReportNotArrivedInput', receivers, received(inTransit, { calls })),
    ...change('reassignDownReferral', 'ReassignDownReferralInput', heads, async (by) => {
      const receiverStaffId = scenery.world.person('township-colleague').staffId;
      return scenery.change(await down.inFollowUp(by), { receiverStaffId, reasonCode: 'doctor_unavailable' });
    }),
    ...change('endDownReferralFollowUp', 'ReferralReasonInput', receivers, received(inFollowUp, REASON)),
    ...change('referBackToCounty', 'ReferBackToCountyInput', ['TOWNSHIP_DOCTOR'], received(inFollowUp, back)),
  };
}

/** Looking after patients: everybody has their own tasks. */
export function followUpRows(scenery: Scenery, down: DownScenery): Table {
  const found = { method: 'PHONE', condition: 'STABLE', values: [], summary: '稳定' };
  const teams: Role[] = [...receivers, 'VILLAGE_DOCTOR'];
  const task = (name: string, type: string, more: object): Table =>
    mutation(name, type, {
      subject: async (by) => scenery.change(await down.followUp(by), { ...more }),
      own: { ...outcomes('allowed', ...receivers), VILLAGE_DOCTOR: 'NOT_FOUND' },
      other: outcomes('NOT_FOUND', ...teams),
    });
  return {
    ...query('myFollowUps', '{ myFollowUps(first: 100) { nodes { id } } }', {
      subject: async (by) => scenery.about((await down.followUp(by)).id, {}),
      own: { ...outcomes('allowed', ...receivers), VILLAGE_DOCTOR: 'empty' },
      other: outcomes('empty', ...teams),
    }),
    ...task('recordFollowUp', 'RecordFollowUpInput', found),
    ...task('logFollowUpNotReached', 'LogFollowUpNotReachedInput', {
      madeAt: '2026-03-04T09:00:00+08:00',
      note: '无人接听',
    }),
  };
}
