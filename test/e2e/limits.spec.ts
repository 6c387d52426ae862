import type { InjectOptions } from 'fastify';
import { TestApp, World, type Person } from '#testing';

const ORIGIN = 'https://alliance.example.cn';

let app: TestApp;
let closed: TestApp;
let doctor: Person;

beforeAll(async () => {
  app = await TestApp.start({ ALLOWED_ORIGINS: ORIGIN });
  closed = await TestApp.start({ GRAPHQL_INTROSPECTION: 'false' });
  doctor = (await World.create(app)).person('township-doctor');
});

afterAll(async () => {
  await app.stop();
  await closed.stop();
});

interface Body {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; extensions: { code: string; requestId: string; facts: object } }[];
}

/** A plain HTTP request, as a client of any kind could send it. */
async function send(options: InjectOptions, to: TestApp = app) {
  const response = await to.nest.inject({ method: 'POST', url: '/graphql', ...options });
  const body = (): Body => response.json<Body>();
  return { status: response.statusCode, headers: response.headers, text: response.payload, body };
}

/** A query of the doctor. */
const ask = (query: string, variables: object = {}) =>
  send({ headers: { authorization: `Bearer ${doctor.token}` }, payload: { query, variables } });

const codeOf = ({ body }: { body: () => Body }): string | undefined => body().errors?.[0]?.extensions.code;
const repeat = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
describe('a query that is too large', () => {
  it('is refused thirty levels deep', async () => {
    const nested = (depth: number): string => (depth === 0 ? 'id' : `toInstitution { ${nested(depth - 1)} }`);
    const deep = await ask(`{ referrals(box: SENT) { nodes { ${nested(28)} } } }`);
    expect(['QUERY_LIMIT_EXCEEDED', 'GRAPHQL_VALIDATION_FAILED']).toContain(codeOf(deep));
    const types = (depth: number): string => (depth === 0 ? 'name' : `ofType { ${types(depth - 1)} }`);
    expect(codeOf(await ask(`{ __schema { types { ${types(28)} } } }`))).toBe('QUERY_LIMIT_EXCEEDED');
  });

  it.each([31, 100, 1_000])('is refused with %d aliases', async (count) => {
    const answer = await ask(`{ ${repeat(count, (index) => `a${index}: me { accountId }`)} }`);
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('QUERY_LIMIT_EXCEEDED');
  });

  it('is refused with a hundred directives', async () => {
    const directives = repeat(100, () => '@include(if: true)');
    expect(['QUERY_LIMIT_EXCEEDED', 'GRAPHQL_VALIDATION_FAILED']).toContain(
      codeOf(await ask(`{ me { accountId ${directives} } }`)),
    );
    const spread = repeat(100, (index) => `... @include(if: true) { a${index}: accountId }`);
    expect(codeOf(await ask(`{ me { ${spread} } }`))).toBe('QUERY_LIMIT_EXCEEDED');
  });

  it('is refused with fragments that go round in a circle', async () => {
    const circle = 'query { me { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }';
    const answer = await ask(circle);
    expect(answer.status).toBe(400);
    expect(['QUERY_LIMIT_EXCEEDED', 'GRAPHQL_VALIDATION_FAILED']).toContain(codeOf(answer));
  });

  it('is refused with fragments that double at every step', async () => {
    const steps = repeat(18, (index) => `fragment F${index} on Viewer { ...F${index + 1} ...F${index + 1} }`);
    expect(codeOf(await ask(`{ me { ...F0 } } ${steps} fragment F18 on Viewer { accountId }`))).toBe(
      'QUERY_LIMIT_EXCEEDED',
    );
  });

  it('is refused by its words before it is read to the end', async () => {
    const answer = await ask(`{ me { ${'accountId '.repeat(3_100)} } }`);
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('QUERY_LIMIT_EXCEEDED');
  });

  it('is refused beyond one megabyte, in the shape of every other refusal', async () => {
    const answer = await ask('{ me { accountId } }', { text: 'x'.repeat(5 * 1024 * 1024) });
    expect(answer.status).toBe(413);
    expect(codeOf(answer)).toBe('BODY_TOO_LARGE');
  });

  it('is refused with a list of ten thousand values, by the field', async () => {
    const states = Array.from({ length: 10_000 }, () => 'DRAFT');
    const answer = await ask('query($s: [ReferralState!]) { referrals(box: SENT, states: $s) { nodes { id } } }', {
      s: states,
    });
    expect(answer.body().errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      facts: { fields: [{ path: 'states', constraint: 'arrayMaxSize' }] },
    });
  });
});

describe('one request', () => {
  const guess = (index: number, loginName: string): string =>
    `g${index}: signIn(input: { loginName: "${loginName}", password: "Wrong-Horse-${index}" }) { token }`;
  const codesOf = ({ body }: { body: () => Body }): string[] => body().errors!.map(({ extensions }) => extensions.code);

  it('with many sign-ins is one guess: the first failure ends it', async () => {
    const answer = await send({ payload: { query: `mutation { ${repeat(30, (index) => guess(index, 'nobody'))} }` } });
    expect(codesOf(answer)).toEqual(['SIGN_IN_FAILED']);
    for (let request = 0; request < 4; request++)
      await send({ payload: { query: `mutation { ${guess(1, 'nobody')} }` } });
    expect(codesOf(await send({ payload: { query: `mutation { ${guess(1, 'nobody')} }` } }))).toEqual([
      'SIGN_IN_LOCKED',
    ]);
  });

  it('is not a list of requests', async () => {
    const answer = await send({ payload: [{ query: '{ me { accountId } }' }, { query: '{ me { accountId } }' }] });
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('BAD_REQUEST');
  });

  it.each([
    ['without a body', {}],
    ['with half a body', { headers: { 'content-type': 'application/json' }, payload: '{"query": "{ me' }],
    ['with a number for a query', { payload: { query: 7 } }],
    ['with an empty query', { payload: { query: '' } }],
    ['to an address that is none', { url: '/%zz', payload: {} }],
    ['to a host that is none', { headers: { host: 'a b' }, payload: { query: '{ me { loginName } }' } }],
    ['with a subscription', { payload: { query: 'subscription { myNoticesChanged { cursor } }' } }],
    ['with a text for variables', { payload: { query: '{ me { accountId } }', variables: 'x' } }],
    [
      'as form data',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'query={me{accountId}}' },
    ],
    ['as text', { headers: { 'content-type': 'text/plain' }, payload: '{"query":"{ me { accountId } }"}' }],
  ])('%s is refused in the shape of the API', async (_what, options) => {
    const answer = await send(options);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    const [error] = answer.body().errors!;
    expect(error!.extensions.code).toMatch(
      /^(BAD_REQUEST|UNSUPPORTED_MEDIA_TYPE|GRAPHQL_PARSE_FAILED|BAD_USER_INPUT)$/,
    );
    expect(error!.message).toMatch(/\p{Script=Han}/u);
    expect(error!.extensions.requestId).toBe(answer.headers['x-request-id']);
    expect(answer.text).not.toMatch(/node_modules|FST_|\.js:\d/);
  });

  it('does not come as a link, whether it changes something or names somebody', async () => {
    const url = `/graphql?query=${encodeURIComponent('mutation { signOut }')}`;
    const preflighted = { authorization: `Bearer ${doctor.token}`, 'apollo-require-preflight': 'true' };
    const answer = await send({ method: 'GET', url, headers: preflighted });
    expect(answer.status).toBe(405);
    expect(codeOf(answer)).toBe('BAD_REQUEST');
    const query = `/graphql?query=${encodeURIComponent('{ me { accountId } }')}`;
    const asLink = await send({ method: 'GET', url: query, headers: { authorization: `Bearer ${doctor.token}` } });
    expect(asLink.status).toBe(400);
    const preflightedLink = await send({ method: 'GET', url: query, headers: preflighted });
    expect(preflightedLink.status).toBe(405);
    expect(codeOf(preflightedLink)).toBe('BAD_REQUEST');
    expect((await ask('{ me { accountId } }')).body().data).toEqual({ me: { accountId: doctor.accountId } });
  });
});

describe('a browser', () => {
  const cookie = (): string => `__Host-session=${doctor.token}`;
  const payload = { query: '{ me { accountId } }' };

  it('is signed in by its cookie from the own page and from allowed ones', async () => {
    for (const headers of [{}, { origin: ORIGIN }, { origin: 'http://localhost:3000', host: 'localhost:3000' }]) {
      const answer = await send({ headers: { cookie: cookie(), ...headers }, payload });
      expect(answer.body().data).toEqual({ me: { accountId: doctor.accountId } });
    }
  });

  it.each(['https://evil.example', 'null', 'http://localhost:3001', `${ORIGIN}.evil.example`])(
    'is refused with its cookie from %s',
    async (origin) => {
      const answer = await send({ headers: { cookie: cookie(), origin, host: 'localhost:3000' }, payload });
      expect(answer.status).toBe(403);
      expect(codeOf(answer)).toBe('FORBIDDEN');
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  it('is told which pages may call, and no others', async () => {
    const preflight = (origin: string) =>
      send({
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
    const allowed = await preflight(ORIGIN);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-credentials': 'true',
    });
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).not.toBe(
      'https://evil.example',
    );
  });

  it('gets headers that keep pages of others out', async () => {
    const { headers } = await send({ payload });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['strict-transport-security']).toContain('max-age=');
    expect(headers['x-powered-by']).toBeUndefined();
    const strict = await send({ payload }, closed);
    expect(strict.headers['content-security-policy']).toContain("default-src 'none'");
  });
});

describe('the shape of the API', () => {
  it.each(['{ __schema { queryType { name } } }', '{ __type(name: "Patient") { name } }'])(
    'is not told where introspection is off: %s',
    async (query) => {
      const answer = await send({ payload: { query } }, closed);
      expect(answer.status).toBe(400);
      expect(codeOf(answer)).toBe('GRAPHQL_VALIDATION_FAILED');
    },
  );

  it('is not told by suggestions either', async () => {
    for (const to of [app, closed]) {
      const answer = await send({ payload: { query: '{ patiens { id } }' } }, to);
      expect(codeOf(answer)).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(answer.text).not.toMatch(/patients|Did you mean/);
    }
  });

  it('can be explored in a page that loads nothing from anywhere else', async () => {
    const { status, text, headers } = await send({ method: 'GET', headers: { accept: 'text/html' } });
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/html');
    const loads =
      /(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?\/\/|url\(\s*["']?(?:https?:)?\/\/|import\(\s*["'`]https?:|@import\s+["']https?:|\bfetch\(\s*["'`]https?:/gi;
    expect([...text.matchAll(loads)].map(({ index }) => text.slice(index - 40, index + 80))).toEqual([]);
    expect(text).toContain('/graphql');
    const offered = await send({ method: 'GET', headers: { accept: 'text/html' } }, closed);
    expect(offered.text).not.toMatch(/graphiql/i);
  });

  it('is the same for a route that does not exist', async () => {
    const answer = await send({ method: 'GET', url: '/admin/../etc/passwd?x=1' });
    expect(answer.status).toBe(404);
    expect(codeOf(answer)).toBe('NOT_FOUND');
    expect(answer.text).not.toContain('passwd');
  });
});

describe('the id of a request', () => {
  const requestId = async (id: string) => {
    const answer = await send({ headers: { 'x-request-id': id }, payload: { query: '{ me { accountId } }' } });
    expect(answer.body().errors![0]!.extensions.requestId).toBe(answer.headers['x-request-id']);
    return answer.headers['x-request-id'];
  };

  it('is the one that the caller gave', async () => {
    expect(await requestId('gateway-0001.a_b')).toBe('gateway-0001.a_b');
  });

  it.each(['', 'short', 'a b c d e f g', 'x'.repeat(65), '<script>alert(1)</script>', '"},"a":"b'])(
    'is a new one instead of %j',
    async (id) => {
      expect(await requestId(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    },
  );
});
