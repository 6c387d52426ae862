import { randomUUID } from 'node:crypto';
import { hashPassword, type Role } from '#identity';
import { withClient, type TestApp } from '#testing';

/** Somebody with an account, as a test signs them in. */
export interface Person {
  readonly accountId: string;
  readonly staffId: string;
  readonly institutionId: string;
  readonly loginName: string;
  readonly password: string;
}

interface PersonDetails {
  readonly role?: Role;
  readonly mustChangePassword?: boolean;
  readonly disabled?: boolean;
}

interface GivenRole {
  readonly role: Role;
  readonly institutionId: string;
  readonly departmentId?: string;
  readonly until?: Date;
}

const PASSWORD = 'Correct-Horse-9';

/** Puts institutions and people into the database of a test, without going through the API that is under test. */
export class People {
  private count = 0;
  private passwordHash: string | undefined;

  constructor(private readonly app: TestApp) {}

  async institution(): Promise<string> {
    const id = randomUUID();
    const code = `I${++this.count}`;
    await this.run(
      `INSERT INTO institutions (id, code, code_warnings, name, short_name, kind, active, version)
       VALUES ($1, $2, '{}', $2, $2, 'LEAD_HOSPITAL', true, 1)`,
      [id, code],
    );
    return id;
  }

  async department(institutionId: string): Promise<string> {
    const id = randomUUID();
    await this.run(
      `INSERT INTO departments (id, institution_id, code, name, accepts_referrals, active, version)
       VALUES ($1, $2, $3, $3, true, true, 1)`,
      [id, institutionId, `D${++this.count}`],
    );
    return id;
  }

  async staff(institutionId: string): Promise<string> {
    const id = randomUUID();
    await this.run(
      `INSERT INTO staff (id, staff_no, name, institution_id, title, specialty_codes, active, version)
       VALUES ($1, $2, $2, $3, 'NONE', '{}', true, 1)`,
      [id, `S${++this.count}`, institutionId],
    );
    return id;
  }

  /** A staff member with an account and, where asked for, a role at their institution. */
  async person(institutionId: string, details: PersonDetails = {}): Promise<Person> {
    const { role, mustChangePassword = false, disabled = false } = details;
    const staffId = await this.staff(institutionId);
    const accountId = randomUUID();
    const loginName = `person${++this.count}`;
    this.passwordHash ??= await hashPassword(PASSWORD);
    await this.run(
      `INSERT INTO accounts (id, login_name, staff_id, institution_id, status, password_hash, previous_password_hashes,
         must_change_password, password_changed_at, created_at, version)
       VALUES ($1, $2, $3, $4, $5, $6, '{}', $7, $8, $8, 1)`,
      [accountId, loginName, staffId, institutionId, disabled ? 'DISABLED' : 'ACTIVE']
        .concat(this.passwordHash)
        .concat([String(mustChangePassword), this.app.clock.now().toISOString()]),
    );
    if (role) await this.role(staffId, { role, institutionId });
    return { accountId, staffId, institutionId, loginName, password: PASSWORD };
  }

  async role(staffId: string, { role, institutionId, departmentId, until }: GivenRole): Promise<void> {
    await this.run(
      `INSERT INTO role_assignments (id, staff_id, role, institution_id, department_id, valid_from, valid_to)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [randomUUID(), staffId, role, institutionId, departmentId ?? null, this.app.clock.now(), until ?? null],
    );
  }

  /** Rows as they lie in the database. */
  rows(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.run(sql, values);
  }

  private run(sql: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> {
    return withClient(this.app.database.ownerUrl, async (client) => {
      const result = await client.query<Record<string, unknown>>(sql, [...values]);
      return result.rows;
    });
  }
}

const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { token expiresAt viewer { accountId loginName institutionId mustChangePassword permissions }
    secondFactor { ticket expiresAt } }
}`;

interface SignedIn {
  readonly signIn: {
    readonly token: string | null;
    readonly expiresAt: string;
    readonly viewer: Record<string, unknown>;
    readonly secondFactor: { readonly ticket: string; readonly expiresAt: string } | null;
  };
}

export interface SignInDetails {
  readonly password?: string;
  readonly address?: string;
  readonly useCookie?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the API answers to an attempt to sign in. */
export function attempt(app: TestApp, loginName: string, details: SignInDetails = {}) {
  const { password = PASSWORD, useCookie = false, address, headers } = details;
  const input = { loginName, password, useCookie };
  return app.graphql<SignedIn>(SIGN_IN, { input }, { ...(address && { address }), ...(headers && { headers }) });
}

/** Signs in and answers the token. */
export async function signIn(app: TestApp, { loginName }: Person, details: SignInDetails = {}): Promise<string> {
  const { data, errors } = await attempt(app, loginName, details);
  const token = data?.signIn.token;
  if (!token) throw new Error(`${loginName} is not signed in: ${errors.map((error) => error.extensions.code).join()}`);
  return token;
}
