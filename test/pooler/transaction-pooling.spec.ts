import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  HttpClient,
  Launchpad,
  TirelessDoctor,
  completeForm,
  draftsAndHearsOfIt,
  eventually,
  fictionalIdNumber,
  pooledDatabase,
  productionSettings,
  withClient,
  type PooledDatabase,
  type ProductProcess,
  type SeenReferral,
  type Settings,
} from '#testing';

const PASSWORD = 'Known-to-the-test-1';
const AT_ONCE = 30;
/** Against hanging: the demo county is loaded first. */
const START_LIMIT_MS = 180_000;
/** As many as the pooler opens to the server. */
const SERVER_CONNECTIONS = 6;

const launchpad = new Launchpad();
let database: PooledDatabase;
let product: ProductProcess;
let url: string;
let doctor: HttpClient;
let receiver: HttpClient;

const settingsOf = ({ pooledUrl, ownerUrl }: PooledDatabase): Settings => ({
  ...productionSettings,
  // Where a password for everybody of the demo county may be chosen.
  NODE_ENV: 'development',
  DATABASE_URL: pooledUrl,
  DATABASE_OWNER_URL: ownerUrl,
  DATABASE_PREPARED_STATEMENTS: 'false',
  DATABASE_TIMEOUT: '14',
  DATA_DIR: launchpad.folder(),
  DEMO_DATA: 'true',
  DEMO_PASSWORD: PASSWORD,
});

beforeAll(async () => {
  database = await pooledDatabase();
  product = launchpad.start(settingsOf(database));
  url = await product.url();
  [doctor, receiver] = await Promise.all([
    HttpClient.signedIn(url, 'township-doctor', PASSWORD),
    HttpClient.signedIn(url, 'county-doctor', PASSWORD),
  ]);
}, START_LIMIT_MS);

afterAll(() => launchpad.clear());

async function does<Result>(who: HttpClient, mutation: string, type: string, input: object): Promise<Result> {
  const selection = mutation.endsWith('Referral') ? '{ id version state }' : '{ id }';
  const data = await who.asks<Record<string, Result>>(
    `mutation($input: ${type}!) { ${mutation}(input: $input) ${selection} }`,
    { input },
  );
  return data[mutation]!;
}

const at = ({ id, version }: SeenReferral): object => ({ id, expectedVersion: version });

async function ownDepartment(who: HttpClient): Promise<string> {
  const { me } = await who.asks<{ me: { roles: { departmentId: string }[] } }>('{ me { roles { departmentId } } }');
  return me.roles.find(({ departmentId }) => departmentId)!.departmentId;
}

/** From a patient whom nobody knows to an accepted referral. */
async function accepted(toDepartmentId: string): Promise<SeenReferral> {
  const patient = { name: '测试患者', idType: 'RESIDENT_ID', idNumber: fictionalIdNumber() };
  const { id: patientId } = await does<{ id: string }>(doctor, 'registerPatient', 'RegisterPatientInput', {
    idempotencyKey: randomUUID(),
    ...patient,
  });
  const consent = { idempotencyKey: randomUUID(), patientId, kind: 'REFERRAL', method: 'WRITTEN' };
  await does(doctor, 'recordConsent', 'RecordConsentInput', consent);
  const draft = await does<SeenReferral>(doctor, 'draftReferral', 'DraftReferralInput', {
    idempotencyKey: randomUUID(),
    patientId,
    toDepartmentId,
    source: 'OUTPATIENT',
    priority: 'III',
    purposeCode: 'specialist_needed',
    form: completeForm,
  });
  const submitted = await does<SeenReferral>(doctor, 'submitReferral', 'SubmitReferralInput', at(draft));
  const claimed = await does<SeenReferral>(receiver, 'claimReferral', 'ReferralActionInput', at(submitted));
  const acceptance = { ...at(claimed), handling: 'OUTPATIENT' };
  return does(receiver, 'acceptReferral', 'AcceptReferralInput', acceptance);
}

async function subjectsOfNotices(who: HttpClient): Promise<Set<string>> {
  const { myNotices } = await who.asks<{ myNotices: { nodes: { subjectId: string }[] } }>(
    '{ myNotices(first: 100) { nodes { subjectId } } }',
  );
  return new Set(myNotices.nodes.map(({ subjectId }) => subjectId));
}

const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean => [...some].every((id) => all.has(id));

it('thirty referrals at once are written, told live and delivered through a pooler that pools transactions', async () => {
  const listener = await receiver.listens();
  const updates = listener.workList({ box: 'RECEIVED' });
  await updates.next();
  const toDepartmentId = await ownDepartment(receiver);
  const referrals = await Promise.all(Array.from({ length: AT_ONCE }, () => accepted(toDepartmentId)));
  expect(referrals.map(({ state }) => state)).toEqual(referrals.map(() => 'ACCEPTED'));

  const ids = new Set(referrals.map(({ id }) => id));
  const seen = new Set<string>();
  while (!isWithin(ids, seen)) {
    for (const { id } of (await updates.nextChange()).changes) seen.add(id);
  }
  await listener.close();
  await eventually(async () => isWithin(ids, await subjectsOfNotices(doctor)));
});

/** What holds on a connection of the server that the pooler happens to choose, each in a transaction of its own. */
async function onEveryServerConnection(left = SERVER_CONNECTIONS): Promise<string[]> {
  if (left === 0) return [];
  return withClient(database.pooledUrl, async (client) => {
    await client.query('BEGIN');
    const { rows } = await client.query<{ settings: string }>(
      `SELECT concat_ws(' ', current_setting('plan_cache_mode'), current_setting('statement_timeout'),
         current_setting('idle_in_transaction_session_timeout')) AS settings`,
    );
    return [rows[0]!.settings, ...(await onEveryServerConnection(left - 1))];
  });
}

it('what the product asks of a session holds on every connection of the pooler', async () => {
  await withClient(database.superuserUrl, (client) =>
    client.query(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'alliance_app'`),
  );
  let settings: string[] = [];
  await eventually(async () => {
    // Until the pooler has noticed, it gives out connections that are gone.
    settings = await onEveryServerConnection().catch(() => []);
    return settings.length > 0;
  });
  expect(settings).toEqual(settings.map(() => 'force_generic_plan 14s 30s'));
});

it(
  'a county whose server was lost goes on from a backup that was taken through the pooler while everybody worked',
  async () => {
    const backup = join(launchpad.folder(), 'backup');
    const command = async (word: 'take' | 'restore', settings: Settings): Promise<ProductProcess> => {
      const process = launchpad.command('backup', [word, backup], settings);
      expect([await process.exitCode(), process.errors]).toEqual([0, []]);
      return process;
    };
    const doctors = await TirelessDoctor.several(url, 'township-doctor', PASSWORD);
    doctors.forEach((each) => each.begin());
    await eventually(() => doctors.every(({ patients }) => patients.length > 2));
    const before = doctors.flatMap(({ patients }) => patients);
    await command('take', settingsOf(database));
    expect(doctors.flatMap(({ patients }) => patients).length).toBeGreaterThan(before.length);
    await Promise.all(doctors.map((each) => each.stop()));
    await product.end();

    const empty = settingsOf(await pooledDatabase());
    const { output } = await command('restore', empty);
    expect(output.at(-1)).toMatch(/^Restored: \d+ tables, each compared with the backup, and 0 files\.$/);
    const address = await launchpad.start(empty).url();
    const [survivor] = await TirelessDoctor.several(address, 'township-doctor', PASSWORD);
    for (const id of before) expect(await survivor!.knows(id)).toBe(true);
    await draftsAndHearsOfIt(survivor!, before[0]!);
  },
  START_LIMIT_MS,
);
