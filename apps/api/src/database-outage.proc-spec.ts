import {
  HttpClient,
  Launchpad,
  UnreliableLine,
  eventually,
  productionSettings,
  type ProductProcess,
  type Settings,
} from '#testing';

const PASSWORD = 'Known-to-the-test-1';
const QUERY = '{ me { loginName } }';

const launchpad = new Launchpad();
let line: UnreliableLine;
afterEach(async () => {
  await launchpad.endProcesses();
  line.close();
});
afterAll(() => launchpad.clear());

async function readiness(url: string): Promise<number> {
  return (await fetch(`${url}/health/ready`)).status;
}

/** The product with demo data, on a database that it reaches over the line. */
async function startOverLine(settings: Settings = {}): Promise<{ product: ProductProcess; url: string }> {
  const { appUrl, ownerUrl } = await launchpad.externalDatabase();
  line = await UnreliableLine.to(appUrl);
  const product = launchpad.start({
    DATABASE_URL: line.url,
    DATABASE_OWNER_URL: ownerUrl,
    DEMO_DATA: 'true',
    DEMO_PASSWORD: PASSWORD,
    ENCRYPTION_KEYS: productionSettings['ENCRYPTION_KEYS']!,
    BLIND_INDEX_KEY: productionSettings['BLIND_INDEX_KEY']!,
    ...settings,
  });
  return { product, url: await product.url() };
}

it('while the database hangs callers are told so in time, and everything goes on by itself afterwards', async () => {
  const { product, url } = await startOverLine({ DATABASE_TIMEOUT: '1' });
  const doctor = await HttpClient.signedIn(url, 'township-doctor', PASSWORD);

  line.freeze();
  const answers = await Promise.all(Array.from({ length: 10 }, () => doctor.sends(QUERY)));
  expect(answers.map(({ errors }) => errors.map(({ extensions }) => extensions.code))).toEqual(
    answers.map(() => ['UNAVAILABLE']),
  );
  expect(await readiness(url)).toBe(503);

  line.mend();
  await eventually(async () => (await readiness(url)) === 200);
  await doctor.asks(QUERY);
  expect(product.errors).toEqual([]);
});

it('while the database is away callers are told to come back, and everything goes on by itself afterwards', async () => {
  const { product, url } = await startOverLine();
  const doctor = await HttpClient.signedIn(url, 'township-doctor', PASSWORD);
  const signIn = () =>
    HttpClient.anonymous(url).sends(
      'mutation { signIn(input: { loginName: "auditor", password: "wrong" }) { token } }',
    );
  await doctor.asks(QUERY);

  line.cut();
  expect(await readiness(url)).toBe(503);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  for (const request of [() => doctor.sends(QUERY), signIn]) {
    const { errors, headers } = await request();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
    expect(errors[0]!.extensions.requestId).toBe(headers.get('x-request-id'));
    expect(headers.get('retry-after')).toBe('2');
  }

  line.mend();
  await eventually(async () => (await readiness(url)) === 200);
  await doctor.asks(QUERY);
  expect((await signIn()).errors.map(({ extensions }) => extensions.code)).not.toContain('UNAVAILABLE');
  expect(product.hasEnded).toBe(false);
  expect(product.errors).toEqual([]);
});
