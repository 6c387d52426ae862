import { randomUUID } from 'node:crypto';
import { after, days, milliseconds } from '#kernel';
import {
  PNG,
  ReferralStory,
  completeForm,
  fictionalIdNumber,
  withClient,
  type Person,
  type SeenReferral,
  type TestApp,
  type World,
} from '#testing';

export type Variables = Readonly<Record<string, unknown>>;

/** What one request is about: its variables, and the identifier in them that names the object. */
export interface Subject {
  readonly variables: Variables;
  readonly object: string | null;
}

/** Makes what the operations of the table act upon: things of the county hospital and of the north township. */
export class Scenery {
  private readonly story: ReferralStory;
  private readonly doctor: Person;

  constructor(
    private readonly app: TestApp,
    readonly world: World,
  ) {
    this.story = new ReferralStory(world);
    this.doctor = world.person('township-doctor');
  }

  get county(): string {
    return this.world.institutionId('county');
  }

  get department(): string {
    return this.world.departmentId('cardiology');
  }

  about(object: string | null, variables: Variables): Subject {
    return { object, variables };
  }

  input(object: string | null, input: Variables): Subject {
    return { object, variables: { input } };
  }

  /** An input that names an object under its version. */
  change({ id, version }: { id: string; version: number }, more: Variables = {}): Subject {
    return this.input(id, { id, expectedVersion: version, ...more });
  }

  /** What is made from now on is newer than everything before it, and so first in lists. */
  letTimePass(): void {
    this.app.clock.advance(milliseconds(1));
  }

  /** A delivery that was given up. */
  async deadLetter(): Promise<string> {
    const id = randomUUID();
    await withClient(this.app.database.ownerUrl, async (owner) => {
      await owner.query(`SELECT pgboss.create_queue('permissions.nobody', '{"policy": "standard"}')`);
      await owner.query(
        `INSERT INTO pgboss.job (id, name, state, data, completed_on, policy)
         VALUES ($1, 'permissions.nobody', 'failed', '{"eventId": null}', now(), 'standard')`,
        [id],
      );
    });
    return id;
  }

  /** A patient of the north township who is on the way to the county's cardiologists. */
  async patient(): Promise<{ id: string; version: number }> {
    const id = await this.story.patient(this.doctor);
    await this.story.submit(this.doctor, await this.story.draft(this.doctor, { patientId: id }));
    return { id, version: 1 };
  }

  async consent(): Promise<{ id: string; version: number }> {
    const { id } = await this.patient();
    const query = 'query($id: ID!) { patient(id: $id) { consents { id version } } }';
    const { patient } = await this.doctor.asks<{ patient: { consents: { id: string; version: number }[] } }>(query, {
      id,
    });
    return patient.consents[0]!;
  }

  /** Somebody whom nobody knows, on the way to the county's cardiologists. */
  async unidentified(): Promise<{ id: string; version: number }> {
    const { id } = await this.story.emergency(this.doctor);
    const query = 'query($id: ID!) { referral(id: $id) { patient { id version } } }';
    const { referral } = await this.doctor.asks<{ referral: { patient: { id: string; version: number } } }>(query, {
      id,
    });
    return referral.patient;
  }

  /** The same person, who turns out to be in the index already. */
  async merge(): Promise<{ id: string; version: number }> {
    const known = this.newPatient();
    await this.doctor.asks('mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }', {
      input: { idempotencyKey: randomUUID(), ...known },
    });
    const { id, version: expectedVersion } = await this.unidentified();
    const { identifyPatient } = await this.doctor.asks<{
      identifyPatient: { merges: { id: string; version: number }[] };
    }>('mutation($input: IdentifyPatientInput!) { identifyPatient(input: $input) { merges { id version } } }', {
      input: { id, expectedVersion, ...known },
    });
    return identifyPatient.merges[0]!;
  }

  /** A draft of the doctor who asks, or of the township's doctor where somebody else asks. */
  draft(by: Person): Promise<SeenReferral> {
    return this.story.draft(this.authorAmong(by));
  }

  /** A file of the person who asks, or of the township's doctor where somebody else asks. */
  upload(by: Person): Promise<string> {
    return this.uploadBy(this.authorAmong(by));
  }

  async uploadBy({ token }: Person, url = '/referral-attachments'): Promise<string> {
    const response = await this.app.nest.inject({
      method: 'POST',
      url,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'image/png',
        'idempotency-key': randomUUID(),
      },
      payload: PNG,
    });
    return response.json<{ id: string }>().id;
  }

  async attached(by: Person): Promise<{ id: string; version: number; attachmentId: string }> {
    const { id, version } = await this.draft(by);
    const { attachToReferral: referral } = await this.authorAmong(by).asks<{
      attachToReferral: { version: number; attachments: { id: string }[] };
    }>('mutation($input: AttachToReferralInput!) { attachToReferral(input: $input) { version attachments { id } } }', {
      input: { id, expectedVersion: version, fileId: await this.upload(by), name: '检验报告.png' },
    });
    return { id, version: referral.version, attachmentId: referral.attachments[0]!.id };
  }

  submitted(by: Person): Promise<SeenReferral> {
    return this.story.submitted(this.authorAmong(by));
  }

  async claimed(by: Person): Promise<SeenReferral> {
    return this.story.claim(this.cardiologistAmong(by), await this.submitted(by));
  }

  async accepted(by: Person): Promise<SeenReferral> {
    return this.story.accept(this.cardiologistAmong(by), await this.claimed(by));
  }

  async arranged(by: Person): Promise<SeenReferral> {
    const tomorrow = after(this.app.clock.now(), days(1));
    return this.story.arrange(this.world.person('coordinator'), await this.accepted(by), tomorrow);
  }

  async arrived(by: Person): Promise<SeenReferral> {
    const { id, arrangement } = await this.arranged(by);
    await this.story.arrive(this.world.person('registrar'), arrangement!.code);
    return this.story.look(this.world.person('cardiologist'), id);
  }

  async judged(by: Person): Promise<SeenReferral> {
    return this.story.recordOutcome(this.world.person('cardiologist'), await this.arrived(by));
  }

  get now(): Date {
    return this.app.clock.now();
  }

  /** By which somebody may act in the name of somebody else for a week. */
  async delegation(delegator: Person, delegate: Person): Promise<{ id: string; version: number }> {
    const id = randomUUID();
    const { staffId, institutionId } = delegator;
    await this.run(
      `INSERT INTO delegations (id, delegator_staff_id, delegate_staff_id, institution_id, department_id, reason_code,
         valid_from, valid_to, created_at, version)
       VALUES ($1, $2, $3, $4, NULL, 'leave', $5, $6, $5, 1) ON CONFLICT DO NOTHING`,
      [id, staffId, delegate.staffId, institutionId, this.now, after(this.now, days(7))],
    );
    const [row] = await this.run(
      `SELECT id, version FROM delegations
       WHERE delegator_staff_id = $1 AND delegate_staff_id = $2 AND ended_at IS NULL`,
      [staffId, delegate.staffId],
    );
    return row as { id: string; version: number };
  }

  /** Somebody with an account at the county hospital. */
  account(): Promise<Person> {
    return this.world.hire('TECHNICIAN', 'county');
  }

  /** The account has a device enrolled; nobody has its secret. */
  async secondFactor(accountId: string): Promise<void> {
    await withClient(this.app.database.ownerUrl, (owner) =>
      owner.query(
        `INSERT INTO second_factors (account_id, secret_ciphertext, created_at, confirmed_at) VALUES ($1, 'none', $2, $2)`,
        [accountId, this.now],
      ),
    );
  }

  /** Somebody of the county hospital who has no account yet. */
  async staff(): Promise<string> {
    const id = randomUUID();
    await this.run(
      `INSERT INTO staff (id, staff_no, name, institution_id, title, specialty_codes, active, version)
       VALUES ($1::uuid, $1::text, '新人', $2, 'NONE', '{}', true, 1)`,
      [id, this.county],
    );
    return id;
  }

  async roleAssignment(): Promise<string> {
    const { staffId } = await this.account();
    const [row] = await this.run('SELECT id FROM role_assignments WHERE staff_id = $1', [staffId]);
    return row!['id'] as string;
  }

  async newDepartment(): Promise<{ id: string; version: number }> {
    const id = randomUUID();
    await this.run(
      `INSERT INTO departments (id, institution_id, code, name, accepts_referrals, active, version)
       VALUES ($1::uuid, $2, $1::text, '新科室', true, true, 1)`,
      [id, this.county],
    );
    return { id, version: 1 };
  }

  /** The county hospital as it is now. */
  async ownInstitution(): Promise<{ id: string; version: number }> {
    const [row] = await this.run('SELECT version FROM institutions WHERE id = $1', [this.county]);
    return { id: this.county, version: row!['version'] as number };
  }

  async serviceOffer(): Promise<{ id: string; version: number }> {
    const id = randomUUID();
    await this.run(
      `INSERT INTO service_offers (id, department_id, direction, handling, purpose_codes, diagnosis_prefixes, active, version)
       VALUES ($1, $2, 'UP', 'OUTPATIENT', '{}', '{}', true, 1)`,
      [id, this.department],
    );
    return { id, version: 1 };
  }

  /** Another session of the person who asks, or of a colleague where they ask for somebody else's. */
  async session(of: Person): Promise<string> {
    const again = await this.world.signInAgain(of);
    const { mySessions } = await again.asks<{ mySessions: { id: string; current: boolean }[] }>(
      '{ mySessions { id current } }',
    );
    return mySessions.find(({ current }) => current)!.id;
  }

  referralContent(): Variables {
    return {
      toDepartmentId: this.department,
      source: 'OUTPATIENT',
      priority: 'III',
      purposeCode: 'specialist_needed',
      form: completeForm,
    };
  }

  newPatient(): Variables {
    return { name: '测试患者', idType: 'RESIDENT_ID', idNumber: fictionalIdNumber() };
  }

  private authorAmong(by: Person): Person {
    return by.role === 'TOWNSHIP_DOCTOR' && by.institutionId === this.doctor.institutionId ? by : this.doctor;
  }

  private cardiologistAmong(by: Person): Person {
    const receives = ['COUNTY_DOCTOR', 'DEPT_HEAD'].includes(by.role) && by.institutionId === this.county;
    return receives ? by : this.world.person('cardiologist');
  }

  /** A statement of the owner, for what no operation leads to here. */
  run(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return withClient(this.app.database.ownerUrl, async (client) => {
      const { rows } = await client.query<Record<string, unknown>>(sql, [...values]);
      return rows;
    });
  }
}
