import { randomUUID } from 'node:crypto';
import { HttpClient, Launchpad, embeddedServerOf, eventually, fictionalIdNumber, type ProductProcess } from '#testing';

const PASSWORD = 'Known-to-the-test-1';
const WRITERS = 4;
const ENOUGH = 60;

const launchpad = new Launchpad();
afterEach(() => launchpad.endProcesses());
afterAll(() => launchpad.clear());

function start(folder: string): ProductProcess {
  return launchpad.start({ DATA_DIR: folder, DEMO_DATA: 'true', DEMO_PASSWORD: PASSWORD });
}

/** One creation that a client has sent, and the id it was told: null where no answer came. */
interface Sent {
  readonly mutation: 'registerPatient' | 'draftReferral';
  readonly input: Readonly<Record<string, unknown>>;
  id: string | null;
}

const INPUT_TYPES = { registerPatient: 'RegisterPatientInput', draftReferral: 'DraftReferralInput' };

async function create(client: HttpClient, { mutation, input }: Sent): Promise<string> {
  const data = await client.asks<Record<string, { id: string }>>(
    `mutation($input: ${INPUT_TYPES[mutation]}!) { ${mutation}(input: $input) { id } }`,
    { input },
  );
  return data[mutation]!.id;
}

/** Registers patients and drafts referrals for them, one after the other, until the product is gone. */
async function write(client: HttpClient, departmentId: string, log: Sent[]): Promise<void> {
  try {
    for (;;) {
      const patient = { idType: 'RESIDENT_ID', idNumber: fictionalIdNumber(), name: '测试患者' };
      const patientId = await keepLog(client, log, { mutation: 'registerPatient', input: withKey(patient) });
      const draft = { patientId, toDepartmentId: departmentId, ...referral };
      await keepLog(client, log, { mutation: 'draftReferral', input: withKey(draft) });
    }
  } catch (error) {
    // What a client sees of a killed server; anything else fails the test.
    if ((error as Error).name !== 'TypeError') throw error;
  }
}

const referral = {
  source: 'OUTPATIENT',
  priority: 'III',
  purposeCode: 'specialist_needed',
  form: { diagnoses: [], chiefComplaint: '反复胸痛3天' },
};

function withKey(input: object): Sent['input'] {
  return { idempotencyKey: randomUUID(), ...input };
}

async function keepLog(client: HttpClient, log: Sent[], request: Omit<Sent, 'id'>): Promise<string> {
  const sent: Sent = { ...request, id: null };
  log.push(sent);
  sent.id = await create(client, sent);
  return sent.id;
}

async function departmentOf(client: HttpClient): Promise<string> {
  const { serviceDirectory } = await client.asks<{ serviceDirectory: { department: { id: string } }[] }>(
    '{ serviceDirectory(direction: UP, diagnosisCode: "I20.0") { department { id } } }',
  );
  return serviceDirectory[0]!.department.id;
}

/** Everything that was answered is there under the id of the answer; what was not can be sent again, and happens once. */
async function expectKept(client: HttpClient, log: readonly Sent[]): Promise<void> {
  for (const sent of log) {
    const id = await create(client, sent);
    expect(id).toBe(sent.id ?? id);
    expect(await create(client, sent)).toBe(id);
  }
  const referrals = log.filter(({ mutation, id }) => mutation === 'draftReferral' && id);
  for (const { id } of referrals) {
    expect(await client.asks('query($id: ID!) { referral(id: $id) { id state } }', { id })).toEqual({
      referral: { id, state: 'DRAFT' },
    });
  }
}

describe('a product that is killed while clients write', () => {
  it.each([
    ['alone: the next start takes its PostgreSQL over', false],
    ['together with its PostgreSQL: the next start recovers', true],
  ])('%s, with every write that was answered, and keys sent again give the same ids', async (_title, both) => {
    const folder = launchpad.folder();
    const product = start(folder);
    const client = await HttpClient.signedIn(await product.url(), 'township-doctor', PASSWORD);
    const departmentId = await departmentOf(client);
    const log: Sent[] = [];
    const writers = Array.from({ length: WRITERS }, () => write(client, departmentId, log));
    await eventually(() => log.filter(({ id }) => id).length >= ENOUGH);
    const { pid } = embeddedServerOf(folder);
    product.signal('SIGKILL');
    if (both) process.kill(pid, 'SIGKILL');
    await Promise.all([...writers, product.exitCode()]);

    const successor = start(folder);
    const url = await successor.url();
    expect(successor.output.join('\n').includes('taken over')).toBe(!both);
    expect(embeddedServerOf(folder).pid === pid).toBe(!both);
    await expectKept(client.at(url), log);
  });
});

it('a product whose PostgreSQL dies says so and ends, so that whoever watches it starts it again', async () => {
  const folder = launchpad.folder();
  const product = launchpad.start({ DATA_DIR: folder });
  await product.url();
  process.kill(embeddedServerOf(folder).pid, 'SIGKILL');
  expect(await product.exitCode()).toBe(1);
  expect(product.output).toContainEqual(expect.stringMatching(/^PostgreSQL \(process \d+\) has ended unexpectedly/));
});
