import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Served } from './served-product.js';
import type { Answer, RequestOptions } from './test-app.js';
import { withClient } from './test-server.js';

/** Institutions of the small county that tests play in, with the departments that take referrals. */
const INSTITUTIONS = {
  county: { name: '县人民医院', kind: 'LEAD_HOSPITAL', departments: ['cardiology', 'surgery'] },
  tcm: { name: '县中医医院', kind: 'TCM_HOSPITAL', departments: ['tcm-internal'] },
  north: { name: '北乡卫生院', kind: 'TOWNSHIP_CENTER', departments: ['general-north'] },
  south: { name: '南乡卫生院', kind: 'TOWNSHIP_CENTER', departments: ['general-south'] },
} as const;

/** People by the name under which tests know them: role, institution and, where it matters, department. */
const PEOPLE = {
  'township-doctor': ['TOWNSHIP_DOCTOR', 'north', null],
  'township-colleague': ['TOWNSHIP_DOCTOR', 'north', null],
  'township-head': ['TOWNSHIP_HEAD', 'north', null],
  'village-doctor': ['VILLAGE_DOCTOR', 'north', null],
  'other-township-doctor': ['TOWNSHIP_DOCTOR', 'south', null],
  'other-township-head': ['TOWNSHIP_HEAD', 'south', null],
  cardiologist: ['COUNTY_DOCTOR', 'county', 'cardiology'],
  'second-cardiologist': ['COUNTY_DOCTOR', 'county', 'cardiology'],
  'cardiology-head': ['DEPT_HEAD', 'county', 'cardiology'],
  surgeon: ['COUNTY_DOCTOR', 'county', 'surgery'],
  coordinator: ['REFERRAL_COORDINATOR', 'county', null],
  registrar: ['REGISTRAR', 'county', null],
  'second-registrar': ['REGISTRAR', 'county', null],
  'consult-coordinator': ['CONSULT_COORDINATOR', 'county', null],
  expert: ['EXPERT', 'county', 'cardiology'],
  'rota-manager': ['ROTA_MANAGER', 'county', null],
  technician: ['TECHNICIAN', 'county', null],
  reporter: ['REPORTER', 'county', null],
  reviewer: ['REVIEWER', 'county', null],
  'center-head': ['CENTER_HEAD', 'county', null],
  'medical-affairs': ['MEDICAL_AFFAIRS', 'county', null],
  quality: ['QUALITY', 'county', null],
  director: ['DIRECTOR', 'county', null],
  'general-duty': ['GENERAL_DUTY', 'county', null],
  'system-admin': ['SYSTEM_ADMIN', 'county', null],
  'security-admin': ['SECURITY_ADMIN', 'county', null],
  auditor: ['AUDITOR', 'county', null],
  'tcm-doctor': ['COUNTY_DOCTOR', 'tcm', 'tcm-internal'],
  'tcm-coordinator': ['REFERRAL_COORDINATOR', 'tcm', null],
} as const;

export type InstitutionName = keyof typeof INSTITUTIONS;
export type PersonName = keyof typeof PEOPLE;
export const personNames = Object.keys(PEOPLE) as PersonName[];

/** A hash that no password has: people of the world hold sessions and never sign in with a password. */
const NO_PASSWORD = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Who somebody is, where they act, and by which session. */
interface Identity {
  readonly name: string;
  readonly role: string;
  readonly staffId: string;
  readonly accountId: string;
  readonly institutionId: string;
  readonly token: string;
}

/** Somebody who is signed in and speaks to the product over GraphQL. */
export class Person {
  constructor(
    private readonly app: Served,
    private readonly identity: Identity,
  ) {}

  get name(): string {
    return this.identity.name;
  }

  get role(): string {
    return this.identity.role;
  }

  get staffId(): string {
    return this.identity.staffId;
  }

  get accountId(): string {
    return this.identity.accountId;
  }

  get institutionId(): string {
    return this.identity.institutionId;
  }

  get token(): string {
    return this.identity.token;
  }

  /** Sends an operation and expects it to succeed. @throws Error with the answer's errors otherwise */
  async asks<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const { data, errors } = await this.tries<Data>(query, variables);
    if (errors.length > 0 || !data) throw new Error(`${this.name}: ${JSON.stringify(errors)}`);
    return data;
  }

  /** Sends an operation and answers whatever came back. */
  tries<Data = Record<string, unknown>>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    options: RequestOptions = {},
  ): Promise<Answer<Data>> {
    return this.app.graphql<Data>(query, variables, { token: this.token, ...options });
  }
}

/** Somebody to be put into the county. */
interface Newcomer {
  readonly name: string;
  readonly role: string;
  readonly institution: InstitutionName;
  readonly department?: string | null;
}

/** A small county with somebody for every role, all of them signed in. */
export class World {
  private readonly people = new Map<PersonName, Person>();
  private readonly institutionIds = new Map<string, string>();
  private readonly departmentIds = new Map<string, string>();

  private constructor(private readonly app: Served) {}

  static async create(app: Served): Promise<World> {
    const world = new World(app);
    const owner = new Client({ connectionString: app.database.ownerUrl });
    await owner.connect();
    try {
      await owner.query('BEGIN');
      for (const name of Object.keys(INSTITUTIONS) as InstitutionName[]) await world.addInstitution(owner, name);
      for (const name of personNames) {
        const [role, institution, department] = PEOPLE[name];
        world.people.set(name, await world.addPerson(owner, { name, role, institution, department }));
      }
      await owner.query('COMMIT');
    } finally {
      await owner.end();
    }
    return world;
  }

  person(name: PersonName): Person {
    return this.people.get(name)!;
  }

  institutionId(name: InstitutionName): string {
    return this.institutionIds.get(name)!;
  }

  departmentId(name: string): string {
    return this.departmentIds.get(name)!;
  }

  /** More departments of an institution. */
  open(institution: InstitutionName, departments: readonly string[]): Promise<void> {
    return withClient(this.app.database.ownerUrl, (owner) => this.addDepartments(owner, institution, departments));
  }

  /** Somebody more, signed in, with one role. */
  hire(role: string, institution: InstitutionName, department?: string): Promise<Person> {
    const newcomer = {
      name: `${role.toLowerCase()}-${randomUUID()}`,
      role,
      institution,
      department: department ?? null,
    };
    return withClient(this.app.database.ownerUrl, (owner) => this.addPerson(owner, newcomer));
  }

  /** The same person on another device. */
  async signInAgain({ name, role, staffId, accountId, institutionId }: Person): Promise<Person> {
    const token = await withClient(this.app.database.ownerUrl, (owner) =>
      openSession(owner, accountId, institutionId, this.app.clock.now()),
    );
    return new Person(this.app, { name, role, staffId, accountId, institutionId, token });
  }

  private async addInstitution(owner: Client, name: InstitutionName): Promise<void> {
    const { kind, name: label, departments } = INSTITUTIONS[name];
    const id = randomUUID();
    this.institutionIds.set(name, id);
    await owner.query(
      `INSERT INTO institutions (id, code, code_warnings, name, short_name, kind, active, version)
       VALUES ($1, $2, '{}', $3, $3, $4, true, 1)`,
      [id, `TEST-${name}`, label, kind],
    );
    await this.addDepartments(owner, name, departments);
  }

  private async addDepartments(owner: Client, of: InstitutionName, departments: readonly string[]): Promise<void> {
    for (const department of departments) {
      const departmentId = randomUUID();
      this.departmentIds.set(department, departmentId);
      await owner.query(
        `INSERT INTO departments (id, institution_id, code, name, accepts_referrals, active, version)
         VALUES ($1, $2, $3, $3, true, true, 1)`,
        [departmentId, this.institutionId(of), department],
      );
    }
  }

  private async addPerson(owner: Client, { name, role, institution, department }: Newcomer): Promise<Person> {
    const institutionId = this.institutionId(institution);
    const departmentId = department ? this.departmentId(department) : null;
    const [staffId, accountId] = [randomUUID(), randomUUID()];
    const now = this.app.clock.now();
    await owner.query(
      `INSERT INTO staff (id, staff_no, name, institution_id, department_id, title, specialty_codes, active, version)
       VALUES ($1, $2, $3, $4, $5, 'INTERMEDIATE', '{}', true, 1)`,
      [staffId, name, `${name} 医生`, institutionId, departmentId],
    );
    await owner.query(
      `INSERT INTO accounts (id, login_name, staff_id, institution_id, status, password_hash, previous_password_hashes,
         must_change_password, password_changed_at, created_at, version)
       VALUES ($1, $2, $3, $4, 'ACTIVE', $5, '{}', false, $6, $6, 1)`,
      [accountId, name.replaceAll('_', '-'), staffId, institutionId, NO_PASSWORD, now],
    );
    await owner.query(
      `INSERT INTO role_assignments (id, staff_id, role, institution_id, department_id, valid_from)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [randomUUID(), staffId, role, institutionId, departmentId, now],
    );
    const token = await openSession(owner, accountId, institutionId, now);
    return new Person(this.app, { name, role, staffId, accountId, institutionId, token });
  }
}

/** A session that lasts for the whole test, however far its clock moves. */
async function openSession(owner: Client, accountId: string, institutionId: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest();
  await owner.query(
    `INSERT INTO sessions (id, account_id, institution_id, token_hash, created_at, last_seen_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [randomUUID(), accountId, institutionId, hash, now, new Date('2099-01-01T00:00:00Z')],
  );
  return token;
}
