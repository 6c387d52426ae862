import { TestApp, World, completeForm, fictionalIdNumber, type HttpClient } from '#testing';
import { CarefulClient, type Acknowledged, type Experience } from './careful-client.js';

/** Of what was acknowledged, how often it is sent again at once. */
const REPEATED = 0.1;
/** Id numbers of one day of birth. */
const NUMBERS_A_DAY = 400;

/** Who works while the database comes and goes, by their session tokens. */
export interface Cast {
  readonly township: string;
  readonly cardiologist: string;
  readonly coordinator: string;
  readonly departmentId: string;
}

/** Hires them in an empty database. */
export async function castOf(database: { ownerUrl: string; appUrl: string }): Promise<Cast> {
  const app = await TestApp.startOn({ ...database, drop: () => Promise.resolve() });
  try {
    const world = await World.create(app);
    return {
      township: world.person('township-doctor').token,
      cardiologist: world.person('cardiologist').token,
      coordinator: world.person('coordinator').token,
      departmentId: world.departmentId('cardiology'),
    };
  } finally {
    await app.stop();
  }
}

let registered = 0;

/** A patient whose number nobody else has. */
function somebody(): object {
  const year = 1940 + Math.floor(registered++ / NUMBERS_A_DAY);
  return { name: '测试患者', idType: 'RESIDENT_ID', idNumber: fictionalIdNumber(`${year}0101`) };
}

/** Two doctors who refer and claim one patient after the other. */
export class Doctors {
  private readonly township: CarefulClient;
  private readonly cardiologist: CarefulClient;

  constructor(
    clients: { readonly township: HttpClient; readonly cardiologist: HttpClient },
    private readonly departmentId: string,
    private readonly experience: Experience,
  ) {
    this.township = new CarefulClient(clients.township, experience);
    this.cardiologist = new CarefulClient(clients.cardiologist, experience);
  }

  get acknowledged(): readonly Acknowledged[] {
    return [...this.township.acknowledged, ...this.cardiologist.acknowledged];
  }

  async work(milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds;
    while (performance.now() < end) await this.refer();
  }

  /** Sends all of it again: the same answers, and nothing new. */
  async repeatAll(): Promise<void> {
    for (const client of [this.township, this.cardiologist]) {
      for (const one of client.acknowledged) await this.again(client, one);
    }
  }

  private async refer(): Promise<void> {
    const { id: patientId } = await this.change(this.township, 'registerPatient', somebody());
    await this.change(this.township, 'recordConsent', { patientId, kind: 'REFERRAL', method: 'WRITTEN' });
    const { id } = await this.change(this.township, 'draftReferral', {
      patientId,
      toDepartmentId: this.departmentId,
      source: 'OUTPATIENT',
      priority: 'III',
      purposeCode: 'specialist_needed',
      form: completeForm,
    });
    await this.change(this.township, 'submitReferral', { id, expectedVersion: 1 });
    const { version } = await this.change(this.cardiologist, 'claimReferral', { id, expectedVersion: 2 });
    const text = 'query($id: ID!) { referral(id: $id) { version } }';
    const { referral } = await this.township.insist<{ referral: { version: number } }>(text, { id });
    if (referral.version !== version)
      this.experience.wrong.push(`version ${referral.version} after ${version} was answered`);
  }

  private async change(client: CarefulClient, mutation: string, fields: object) {
    const answer = await client.change(mutation, { ...fields });
    if (Math.random() < REPEATED) await this.again(client, client.acknowledged.at(-1)!);
    return answer;
  }

  /** The answer tells the aggregate as it is now, so its version may have grown. */
  private async again(client: CarefulClient, { mutation, input, answer }: Acknowledged): Promise<void> {
    const { id, version = 0 } = await client.repeat(mutation, input);
    const isSame = id === answer.id && version >= (answer.version ?? 0);
    if (!isSame) this.experience.wrong.push(`${mutation} answered ${id} when it was repeated, first ${answer.id}`);
  }
}
