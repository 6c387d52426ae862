import { randomUUID } from 'node:crypto';
import { fictionalIdNumber, type Person, type World } from '#testing';

/** Something under its version. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** What the operations about patients act upon, made by people of the north township and of the county hospital. */
export class PatientScenery {
  private readonly doctor: Person;

  constructor(private readonly world: World) {
    this.doctor = world.person('township-doctor');
  }

  /** A patient of the north township on no way to anybody. */
  async stranger(more: object = {}): Promise<Versioned & { idNumber: string }> {
    const idNumber = fictionalIdNumber();
    const { registerPatient } = await this.doctor.asks<{ registerPatient: Versioned }>(
      'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id version } }',
      { input: { idempotencyKey: randomUUID(), name: '测试患者', idType: 'RESIDENT_ID', idNumber, ...more } },
    );
    return { ...registerPatient, idNumber };
  }

  /** A cardiologist has looked at them in an emergency. */
  async brokenGlass(): Promise<Versioned> {
    const { idNumber } = await this.stranger();
    const input = { idempotencyKey: randomUUID(), idNumber, reasonCode: 'unconscious', comment: '急诊抢救' };
    const { openPatientInEmergency } = await this.world
      .person('cardiologist')
      .asks<{ openPatientInEmergency: Versioned }>(
        'mutation($input: OpenPatientInEmergencyInput!) { openPatientInEmergency(input: $input) { id version } }',
        { input },
      );
    return openPatientInEmergency;
  }
}
