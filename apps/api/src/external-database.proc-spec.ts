import { HttpClient, Launchpad, productionSettings, withClient, type ExternalDatabase, type Settings } from '#testing';

const launchpad = new Launchpad();
let database: ExternalDatabase;

beforeEach(async () => {
  database = await launchpad.externalDatabase();
});
afterEach(() => launchpad.endProcesses());
afterAll(() => launchpad.clear());

function production(changes: Settings = {}): Settings {
  return { ...productionSettings, DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, ...changes };
}

function withoutOwner(): Settings {
  return production({ DATABASE_OWNER_URL: '' });
}

function changed(url: string, changes: Partial<Pick<URL, 'username' | 'password' | 'pathname'>>): string {
  return Object.assign(new URL(url), changes).href;
}

async function asSuperuser(text: string): Promise<Record<string, unknown>[]> {
  return withClient(database.superuserUrl, async (client) => (await client.query<Record<string, unknown>>(text)).rows);
}

async function refusal(settings: Settings): Promise<string> {
  const product = launchpad.start(settings);
  expect(await product.exitCode()).toBe(1);
  expect(product.errors).toHaveLength(1);
  for (const url of [database.appUrl, database.ownerUrl]) {
    expect(product.errors[0]).not.toContain(new URL(url).password);
  }
  return product.errors[0]!;
}

describe('production on a database with two roles', () => {
  it('serves, with nothing that helps a stranger to look around', async () => {
    const product = launchpad.start(production());
    const url = await product.url();
    const { errors } = await HttpClient.anonymous(url).sends('{ __schema { types { name } } }');
    expect(errors).not.toEqual([]);
    const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toMatch(/graphiql/i);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await asSuperuser('SELECT count(*)::int AS n FROM alliances')).toEqual([{ n: 0 }]);
    expect(product.output).toEqual([expect.stringContaining('is ready')]);
  });

  it('listens on every address unless HOST says otherwise', async () => {
    expect(await launchpad.start(production({ HOST: '' })).url()).toMatch(/^http:\/\/0\.0\.0\.0:/);
  });

  it('opens up exactly what a setting names', async () => {
    const product = launchpad.start(
      production({ GRAPHQL_INTROSPECTION: 'true', DEMO_DATA: 'true', ALLOW_DEMO_DATA: 'true' }),
    );
    const url = await product.url();
    const { data } = await HttpClient.anonymous(url).sends('{ __schema { queryType { name } } }');
    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    expect(await asSuperuser('SELECT count(*)::int AS n FROM alliances')).toEqual([{ n: 1 }]);
  });

  it('runs on the embedded database where that is allowed by name', async () => {
    const folder = launchpad.folder();
    const product = launchpad.start({ ...productionSettings, DATA_DIR: folder, ALLOW_EMBEDDED_DATABASE: 'true' });
    expect((await fetch(`${await product.url()}/health/ready`)).status).toBe(200);
  });
});

describe('without the connection of the owner', () => {
  it('production says what to run while the schema is behind, and starts once that was run', async () => {
    expect(await refusal(withoutOwner())).toMatch(
      /^DATABASE_URL: the schema lacks \d+ of \d+ migrations: execute `npm run migrate` with DATABASE_OWNER_URL set/,
    );
    const urls = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl };
    const first = launchpad.migrate(urls);
    expect(await first.exitCode()).toBe(0);
    expect(first.output).toEqual([expect.stringMatching(/^Migrated: Platform/)]);
    const second = launchpad.migrate(urls);
    expect(await second.exitCode()).toBe(0);
    expect(second.output).toEqual(['The schema is current.']);
    const product = launchpad.start(withoutOwner());
    expect((await fetch(`${await product.url()}/health/ready`)).status).toBe(200);
    expect(await asSuperuser('SELECT count(*) > 0 AS some FROM reason_codes')).toEqual([{ some: true }]);
  });

  it('nothing loads demo data', async () => {
    await launchpad.migrate({ DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl }).exitCode();
    const message = await refusal({ ...withoutOwner(), DEMO_DATA: 'true', ALLOW_DEMO_DATA: 'true' });
    expect(message).toMatch(/^DATABASE_OWNER_URL is missing: DEMO_DATA/);
  });

  it('migrating alone asks for a database', async () => {
    const program = launchpad.migrate({});
    expect(await program.exitCode()).toBe(1);
    expect(program.errors).toEqual([expect.stringMatching(/^DATABASE_URL is missing; the embedded database/)]);
  });
});

describe('a connection that does not fit is named in one line:', () => {
  it('a wrong password', async () => {
    const wrong = changed(database.appUrl, { password: 'wrong' });
    expect(await refusal(production({ DATABASE_URL: wrong }))).toBe(
      'DATABASE_URL: the database refused the user or the password.',
    );
    const ownerWrong = changed(database.ownerUrl, { password: 'wrong' });
    expect(await refusal(production({ DATABASE_OWNER_URL: ownerWrong }))).toBe(
      'DATABASE_OWNER_URL: the database refused the user or the password.',
    );
  });

  it('no password', async () => {
    const none = changed(database.appUrl, { password: '' });
    expect(await refusal(production({ DATABASE_URL: none }))).toMatch(/^DATABASE_URL: the database refused the user/);
  });

  it('a database that does not exist', async () => {
    const missing = changed(database.appUrl, { pathname: '/nowhere' });
    expect(await refusal(production({ DATABASE_URL: missing }))).toBe(
      'DATABASE_URL: the database does not exist on that server.',
    );
  });

  it('a serving role that may do too much', async () => {
    const [app, owner] = [database.appUrl, database.ownerUrl].map((url) => new URL(url).username);
    await asSuperuser(`GRANT ${owner} TO ${app}`);
    const message = await refusal(production());
    await asSuperuser(`REVOKE ${owner} FROM ${app}`);
    expect(message).toBe('DATABASE_URL: the role may change the schema or the audit trail; use a restricted one.');
    await asSuperuser(`GRANT UPDATE ON audit_entries TO ${app}`);
    expect(await refusal(withoutOwner())).toMatch(/^DATABASE_URL: the role may change the schema or the audit trail/);
  });

  it('an owner that may create no extension', async () => {
    const owner = new URL(database.ownerUrl).username;
    const { pathname } = new URL(database.superuserUrl);
    await asSuperuser(
      `ALTER DATABASE ${pathname.slice(1)} OWNER TO postgres; GRANT CREATE ON SCHEMA public TO ${owner}`,
    );
    expect(await refusal(production())).toBe(
      'DATABASE_OWNER_URL: the role may not migrate (permission denied to create extension "btree_gist"): it lacks the right CREATE on the database.',
    );
  });

  it('an owner that may create no table', async () => {
    const { pathname } = new URL(database.superuserUrl);
    await asSuperuser(`ALTER DATABASE ${pathname.slice(1)} OWNER TO postgres`);
    expect(await refusal(production())).toBe(
      'DATABASE_OWNER_URL: the role may not migrate (permission denied for schema public): it lacks the right CREATE on schema public.',
    );
  });
});
