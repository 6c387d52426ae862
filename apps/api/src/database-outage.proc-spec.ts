import { HttpClient, Launchpad, UnreliableLine, eventually, productionSettings } from '#testing';

const PASSWORD = 'Known-to-the-test-1';

const launchpad = new Launchpad();
let line: UnreliableLine;
afterEach(() => launchpad.endProcesses());
afterAll(async () => {
  line.close();
  await launchpad.clear();
});

async function readiness(url: string): Promise<number> {
  return (await fetch(`${url}/health/ready`)).status;
}

it('while the database is away callers are told to come back, and everything goes on by itself afterwards', async () => {
  const { appUrl, ownerUrl } = await launchpad.externalDatabase();
  line = await UnreliableLine.to(appUrl);
  const product = launchpad.start({
    DATABASE_URL: line.url,
    DATABASE_OWNER_URL: ownerUrl,
    DEMO_DATA: 'true',
    DEMO_PASSWORD: PASSWORD,
    ENCRYPTION_KEYS: productionSettings['ENCRYPTION_KEYS']!,
    BLIND_INDEX_KEY: productionSettings['BLIND_INDEX_KEY']!,
  });
  const url = await product.url();
  const doctor = await HttpClient.signedIn(url, 'township-doctor', PASSWORD);
  const query = '{ me { loginName } }';
  const signIn = () =>
    HttpClient.anonymous(url).sends(
      'mutation { signIn(input: { loginName: "auditor", password: "wrong" }) { token } }',
    );
  await doctor.asks(query);

  line.cut();
  expect(await readiness(url)).toBe(503);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  for (const request of [() => doctor.sends(query), signIn]) {
    const { errors, headers } = await request();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
    expect(headers.get('retry-after')).toBe('2');
  }

  line.mend();
  await eventually(async () => (await readiness(url)) === 200);
  await doctor.asks(query);
  expect((await signIn()).errors.map(({ extensions }) => extensions.code)).not.toContain('UNAVAILABLE');
  expect(product.hasEnded).toBe(false);
  expect(product.errors).toEqual([]);
});
