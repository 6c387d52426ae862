import { randomUUID } from 'node:crypto';
import { ReferralStory } from './referral-story.js';
import type { Person, World } from './world.js';

/** A down-referral as tests look at it. */
export interface SeenDown {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly owner: { readonly id: string } | null;
}

const SEEN_DOWN = 'id version state owner { id }';

type Input = Readonly<Record<string, unknown>>;

/** What can be handed over; the clock of tests stands at 4 March 2026. */
export const completePackage = {
  dischargeDiagnoses: [{ system: 'ICD-10-CN-CLINICAL', version: '2.0', code: 'I20.0', display: '不稳定型心绞痛' }],
  summary: '冠脉支架植入术后恢复良好',
  medicines: [
    { name: '阿司匹林肠溶片', strength: '100 mg', dose: '1 片', route: '口服', frequency: '每日一次', course: '长期' },
  ],
  recheckAdvice: '一个月后复查血脂',
  warningSymptoms: '胸痛持续超过 15 分钟',
  firstFollowUpOn: '2026-03-09',
};

/** What people do to send patients down and look after them, in the words of the domain. */
export class DownStory {
  private readonly up: ReferralStory;

  constructor(private readonly world: World) {
    this.up = new ReferralStory(world);
  }

  async draft(doctor: Person, changes: Input = {}): Promise<SeenDown> {
    const patientId = changes['patientId'] ?? (await this.up.patient(doctor));
    return this.does(doctor, 'draftDownReferral', 'DraftDownReferralInput', {
      idempotencyKey: randomUUID(),
      ...this.content(),
      patientId,
      ...changes,
    });
  }

  content(): Input {
    return {
      toDepartmentId: this.world.departmentId('general-north'),
      source: 'INPATIENT',
      priority: 'III',
      purposeCode: 'post_surgery',
      package: completePackage,
    };
  }

  submit(doctor: Person, referral: SeenDown): Promise<SeenDown> {
    return this.does(doctor, 'submitDownReferral', 'ReferralActionInput', at(referral));
  }

  async submitted(doctor: Person, changes: Input = {}): Promise<SeenDown> {
    return this.submit(doctor, await this.draft(doctor, changes));
  }

  allocate(head: Person, referral: SeenDown, receiver: Person): Promise<SeenDown> {
    const input = { ...at(referral), receiverStaffId: receiver.staffId };
    return this.does(head, 'allocateDownReferral', 'AllocateDownReferralInput', input);
  }

  receive(doctor: Person, referral: SeenDown): Promise<SeenDown> {
    return this.does(doctor, 'receiveDownReferral', 'ReferralActionInput', at(referral));
  }

  confirmArrival(doctor: Person, referral: SeenDown): Promise<SeenDown> {
    return this.does(doctor, 'confirmDownReferralArrival', 'ReferralActionInput', at(referral));
  }

  reassign(head: Person, referral: SeenDown, receiver: Person): Promise<SeenDown> {
    const reason = { reasonCode: 'doctor_unavailable' };
    const input = { ...at(referral), ...reason, receiverStaffId: receiver.staffId };
    return this.does(head, 'reassignDownReferral', 'ReassignDownReferralInput', input);
  }

  /** An action that needs a reason. */
  withReason(person: Person, mutation: string, referral: SeenDown, reasonCode: string): Promise<SeenDown> {
    return this.does(person, mutation, 'ReferralReasonInput', { ...at(referral), reasonCode });
  }

  async does(person: Person, mutation: string, type: string, input: Input): Promise<SeenDown> {
    const data = await person.asks<Record<string, SeenDown>>(
      `mutation($input: ${type}!) { ${mutation}(input: $input) { ${SEEN_DOWN} } }`,
      { input },
    );
    return data[mutation]!;
  }
}

function at({ id, version }: SeenDown): { id: string; expectedVersion: number } {
  return { id, expectedVersion: version };
}
