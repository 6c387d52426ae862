import { randomUUID } from 'node:crypto';
import { HttpClient } from './http-client.js';
import { fictionalIdNumber } from './referral-story.js';

const REGISTER = 'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }';
const DRAFT = 'mutation($input: DraftReferralInput!) { draftReferral(input: $input) { id } }';

/** A doctor who registers patients and drafts referrals without a pause, until told to stop; what was answered is noted. */
export class TirelessDoctor {
  /** Whom the product has acknowledged, with a draft each. */
  readonly patients: string[] = [];
  private stopped = false;
  private work: Promise<void> | undefined;

  private constructor(
    readonly client: HttpClient,
    private readonly departmentId: string,
  ) {}

  /** Several of one account. */
  static async several(url: string, loginName: string, password: string): Promise<TirelessDoctor[]> {
    const client = await HttpClient.signedIn(url, loginName, password);
    const { serviceDirectory } = await client.asks<{ serviceDirectory: { department: { id: string } }[] }>(
      '{ serviceDirectory(direction: UP, diagnosisCode: "I20.0") { department { id } } }',
    );
    return Array.from({ length: 3 }, () => new TirelessDoctor(client, serviceDirectory[0]!.department.id));
  }

  begin(): this {
    this.work = this.write();
    return this;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.work;
  }

  async draft(patientId: string): Promise<string> {
    const form = { diagnoses: [], chiefComplaint: '反复胸痛3天' };
    const referral = { source: 'OUTPATIENT', priority: 'III', purposeCode: 'specialist_needed', form };
    const input = { idempotencyKey: randomUUID(), patientId, toDepartmentId: this.departmentId, ...referral };
    return (await this.client.asks<{ draftReferral: { id: string } }>(DRAFT, { input })).draftReferral.id;
  }

  /** Whether the patient is there for this doctor. */
  async knows(id: string): Promise<boolean> {
    const { patient } = await this.client.asks<{ patient: { id: string } }>(
      'query($id: ID!) { patient(id: $id) { id } }',
      { id },
    );
    return patient.id === id;
  }

  private async write(): Promise<void> {
    while (!this.stopped) {
      const patient = { name: '测试患者', idType: 'RESIDENT_ID', idNumber: fictionalIdNumber() };
      const input = { idempotencyKey: randomUUID(), ...patient };
      const { registerPatient } = await this.client.asks<{ registerPatient: { id: string } }>(REGISTER, { input });
      await this.draft(registerPatient.id);
      this.patients.push(registerPatient.id);
    }
  }
}

/** Drafts, and waits until a work list that is open hears of it. */
export async function draftsAndHearsOfIt(doctor: TirelessDoctor, patientId: string): Promise<void> {
  const listener = await doctor.client.listens();
  const updates = listener.workList();
  await updates.next();
  const drafted = await doctor.draft(patientId);
  for (;;) {
    const { changes } = await updates.nextChange();
    if (changes.some(({ id }) => id === drafted)) break;
  }
  await listener.close();
}
