import { randomUUID } from 'node:crypto';
import { fictionalIdNumber, type Person, type World } from '#testing';
import type { Scenery } from './scenery.js';

/** Something under its version. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** What the operations about patients act upon, made by people of the north township and of the county hospital. */
export class PatientScenery {
  private readonly doctor: Person;

  constructor(
    private readonly world: World,
    private readonly scenery: Scenery,
  ) {
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

  /** Two records of one person, who is on the way to nobody. */
  async twice(): Promise<readonly [Versioned, Versioned]> {
    const shared = { name: '重复患者', phone: '13900139000' };
    return [await this.stranger(shared), await this.stranger(shared)];
  }

  /** They stand side by side in the list of the desk. */
  async duplicate(): Promise<Versioned> {
    const ids = (await this.twice()).map(({ id }) => id).toSorted();
    const [row] = await this.scenery.run(
      `INSERT INTO patient_duplicates (id, first_patient_id, second_patient_id, first_institution_id,
         second_institution_id, score, parts, found_at, state, version)
       SELECT gen_random_uuid(), $1, $2, $3, $3, 1000, '[]', $4, 'OPEN', 1 RETURNING id, version`,
      [...ids, this.doctor.institutionId, this.scenery.now],
    );
    return row as unknown as Versioned;
  }

  /** The head of the township has merged them. */
  async merged(): Promise<Versioned> {
    const [one, other] = await this.twice();
    const input = {
      id: one.id,
      expectedVersion: one.version,
      intoId: other.id,
      intoExpectedVersion: other.version,
      reasonCode: 'registered_twice',
    };
    const { mergePatients } = await this.world
      .person('township-head')
      .asks<{ mergePatients: Versioned }>(
        'mutation($input: MergePatientsInput!) { mergePatients(input: $input) { id version } }',
        { input },
      );
    return mergePatients;
  }

  /** Somebody without a document whose identity the doctor has completed. */
  async identified(): Promise<Versioned> {
    const { id, version } = await this.scenery.unidentified();
    const identity = { name: '测试患者', idType: 'RESIDENT_ID', idNumber: fictionalIdNumber() };
    const { identifyPatient } = await this.doctor.asks<{ identifyPatient: Versioned }>(
      'mutation($input: IdentifyPatientInput!) { identifyPatient(input: $input) { id version } }',
      { input: { id, expectedVersion: version, ...identity } },
    );
    return identifyPatient;
  }

  /** A team of the institution of whoever asks for their own, or of the north township. */
  async team(by: Person): Promise<Versioned> {
    const [row] = await this.scenery.run(
      `INSERT INTO family_doctor_teams (id, institution_id, name, doctor_staff_id, active, version)
       VALUES (gen_random_uuid(), $1, $2, $3, true, 1) RETURNING id, version`,
      [this.placeOf(by), randomUUID(), this.doctorOf(by).staffId],
    );
    return row as unknown as Versioned;
  }

  /** A contract of a patient with an institution, as {@link team}. */
  async contract(by: Person): Promise<Versioned> {
    const { id } = await this.scenery.patient();
    const [row] = await this.scenery.run(
      `INSERT INTO family_doctor_contracts (id, patient_id, institution_id, team_name, doctor_staff_id, valid_from, valid_to,
         version) VALUES (gen_random_uuid(), $1, $2, '一队', $3, '2026-01-01', '2027-12-31', 1) RETURNING id, version`,
      [id, this.placeOf(by), this.doctor.staffId],
    );
    return row as unknown as Versioned;
  }

  private doctorOf(by: Person): Person {
    return this.placeOf(by) === this.scenery.county ? this.world.person('cardiologist') : this.doctor;
  }

  /** Whoever is of neither institution concerned asks for what is the township's. */
  private placeOf({ institutionId }: Person): string {
    return institutionId === this.scenery.county ? institutionId : this.doctor.institutionId;
  }
}
