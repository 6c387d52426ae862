import { randomUUID } from 'node:crypto';
import {
  HttpClient,
  Launchpad,
  UnreliableLine,
  completeForm,
  fictionalIdNumber,
  productionSettings,
  withClient,
  type HttpAnswer,
  type ProductProcess,
} from '#testing';

const PASSWORD = 'Known-to-the-test-1';
const POOL_SIZE = 4;

const launchpad = new Launchpad();
let line: UnreliableLine;
let product: ProductProcess;
let doctor: HttpClient;
let superuserUrl: string;

beforeAll(async () => {
  const database = await launchpad.externalDatabase();
  superuserUrl = database.superuserUrl;
  line = await UnreliableLine.to(database.appUrl);
  product = launchpad.start({
    DATABASE_URL: line.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_POOL_SIZE: String(POOL_SIZE),
    DEMO_DATA: 'true',
    DEMO_PASSWORD: PASSWORD,
    // So that the next transaction over the line is the one of the test.
    BACKGROUND_WORK: 'false',
    ENCRYPTION_KEYS: productionSettings['ENCRYPTION_KEYS']!,
    BLIND_INDEX_KEY: productionSettings['BLIND_INDEX_KEY']!,
  });
  doctor = await HttpClient.signedIn(await product.url(), 'township-doctor', PASSWORD);
});
afterAll(async () => {
  await launchpad.endProcesses();
  line.close();
  await launchpad.clear();
});

/** A change as a client sends it, once or again. */
interface Change {
  readonly mutation: 'registerPatient' | 'recordConsent' | 'draftReferral' | 'submitReferral';
  readonly type: string;
  readonly input: { readonly idempotencyKey: string } & Readonly<Record<string, unknown>>;
}

interface Changed {
  readonly id: string;
  readonly version?: number;
}

const withKey = (input: object): Change['input'] => ({ idempotencyKey: randomUUID(), ...input });

const registration = (): Change => ({
  mutation: 'registerPatient',
  type: 'RegisterPatientInput',
  input: withKey({ idType: 'RESIDENT_ID', idNumber: fictionalIdNumber(), name: '测试患者' }),
});

function send({ mutation, type, input }: Change): Promise<HttpAnswer<Record<string, Changed>>> {
  const selection = mutation.endsWith('Referral') ? 'id version' : 'id';
  return doctor.sends(`mutation($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`, { input });
}

async function make(change: Change): Promise<Changed> {
  const { data, errors } = await send(change);
  expect(errors).toEqual([]);
  return data![change.mutation]!;
}

async function draftedReferral(): Promise<Changed> {
  const { id: patientId } = await make(registration());
  await make({
    mutation: 'recordConsent',
    type: 'RecordConsentInput',
    input: withKey({ patientId, kind: 'REFERRAL', method: 'WRITTEN' }),
  });
  const { serviceDirectory } = await doctor.asks<{ serviceDirectory: { department: { id: string } }[] }>(
    '{ serviceDirectory(direction: UP, diagnosisCode: "I20.0") { department { id } } }',
  );
  const referral = { source: 'OUTPATIENT', priority: 'III', purposeCode: 'specialist_needed', form: completeForm };
  const toDepartmentId = serviceDirectory[0]!.department.id;
  return make({
    mutation: 'draftReferral',
    type: 'DraftReferralInput',
    input: withKey({ patientId, toDepartmentId, ...referral }),
  });
}

/** What a change has left behind: rows of the key, events and audit entries of what it was about. */
async function traces({ input }: Change, topic: string): Promise<number[]> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ counts: number[] }>(
      `WITH made AS (SELECT aggregate_id FROM idempotency_keys WHERE key = $1)
       SELECT ARRAY[(SELECT count(*) FROM made),
         (SELECT count(*) FROM domain_events JOIN made USING (aggregate_id) WHERE topic = $2),
         (SELECT count(*) FROM audit_entries JOIN made ON object_id = aggregate_id WHERE action = $2)]::int[] AS counts`,
      [input.idempotencyKey, topic],
    );
    return rows[0]!.counts;
  });
}

function expectToComeBack({ errors, headers }: HttpAnswer<unknown>): void {
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
  expect(headers.get('retry-after')).toBe('2');
}

describe('a change whose connection to the database breaks', () => {
  it.each([
    ['before the commit arrives has not happened', 'request', [0, 0, 0]],
    ['between the commit and its answer has happened', 'answer', [1, 1, 1]],
  ] as const)('%s, and repeated with its key it happens once', async (_title, direction, left) => {
    const change = registration();
    const broken = line.breakNextCommit(direction);
    expectToComeBack(await send(change));
    await broken;
    expect(await traces(change, 'patient.registered')).toEqual(left);

    const made = await make(change);
    expect(await make(change)).toEqual(made);
    expect(await traces(change, 'patient.registered')).toEqual([1, 1, 1]);
  });

  it('after the commit of a version answers the repetition as it would have answered the first', async () => {
    const { id, version } = await draftedReferral();
    const submission: Change = {
      mutation: 'submitReferral',
      type: 'SubmitReferralInput',
      input: withKey({ id, expectedVersion: version }),
    };
    const broken = line.breakNextCommit('answer');
    expectToComeBack(await send(submission));
    await broken;
    expect(await make(submission)).toEqual({ id, version: version! + 1 });
    expect(await traces(submission, 'referral.submitted')).toEqual([1, 1, 1]);
  });

  it('in the middle of any answer is told so, again and again, and costs the pool nothing', async () => {
    for (let time = 0; time < 3 * POOL_SIZE; time++) {
      const broken = line.breakNextAnswer();
      expectToComeBack(await (time % 2 === 0 ? send(registration()) : doctor.sends('{ me { loginName } }')));
      await broken;
    }
    await Promise.all(Array.from({ length: 3 * POOL_SIZE }, () => make(registration())));
    const metrics = await (await fetch(`${await product.url()}/metrics`)).text();
    expect(metrics).toContain('database_pool_waiting 0\n');
    expect(metrics).toContain(`database_pool_idle ${POOL_SIZE}\n`);
  });

  it('is nothing unforeseen: no error in the log, and the process goes on', () => {
    expect(product.hasEnded).toBe(false);
    expect(product.errors).toEqual([]);
    expect(product.output.filter((text) => text.includes('"level":"error"') || text.includes('stack'))).toEqual([]);
  });
});
