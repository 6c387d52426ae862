import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { parse } from 'yaml';
import { Config, Environment, installationFolder, loadConfig } from '#platform';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly secrets?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
}

interface Composition {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, unknown>>;
}

const read = (path: string): string => readFileSync(join(installationFolder, path), 'utf8');
const composition = parse(read('docker-compose.yml'), { merge: true }) as Composition;
const dockerfile = read('Dockerfile');
const services = Object.entries(composition.services);
const ours = services.filter(([, { build }]) => build === '.');

/** Every setting that the product asks its environment for. */
function knownSettings(): Set<string> {
  const asked = new Set<string>();
  for (const store of ['local', 's3']) {
    const values: Record<string, string> = { FILE_STORE: store, S3_ENDPOINT: 'https://store', S3_BUCKET: 'b' };
    const secrets = { S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 's' };
    const variables = new Proxy<Record<string, string>>(
      { ...values, ...secrets },
      {
        get: (target, name: string) => {
          asked.add(name.replace(/_FILE$/, ''));
          return target[name];
        },
      },
    );
    expect(new Config(new Environment(variables))).toBeInstanceOf(Config);
  }
  return asked;
}

describe('the composition of containers', () => {
  it('sets nothing that the product does not know', () => {
    const known = knownSettings();
    expect(known.size).toBeGreaterThan(25);
    // Of the image itself: which port its health check asks.
    known.add('HEALTH_PORT');
    for (const [name, { environment = {} }] of ours) {
      const unknown = Object.keys(environment).filter((setting) => !known.has(setting.replace(/_FILE$/, '')));
      expect([name, unknown]).toEqual([name, []]);
    }
  });

  it('gives each service the secrets that its settings name, and no others', () => {
    for (const [name, { environment = {}, secrets = [] }] of ours) {
      const named = Object.values(environment).flatMap(
        (value) => /^\/run\/secrets\/(.+)$/.exec(String(value))?.[1] ?? [],
      );
      expect([name, named.toSorted()]).toEqual([name, secrets.toSorted()]);
    }
    expect(Object.keys(composition.secrets).toSorted()).toEqual(
      [...new Set(services.flatMap(([, { secrets = [] }]) => secrets))].toSorted(),
    );
  });

  it('names only services, volumes, networks and files that are there', () => {
    for (const [, { depends_on = [], volumes = [], networks = [], build }] of services) {
      const needed = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
      expect(needed.filter((name) => !Object.keys(composition.services).includes(name))).toEqual([]);
      expect(networks.filter((name) => !Object.keys(composition.networks).includes(name))).toEqual([]);
      const sources = volumes.map((volume) => volume.split(':')[0]!);
      const named = sources.filter((source) => /^\w/.test(source));
      const files = sources.filter((source) => source.startsWith('./deploy'));
      expect(named.filter((source) => !Object.keys(composition.volumes).includes(source))).toEqual([]);
      expect(files.filter((source) => !existsSync(join(installationFolder, source)))).toEqual([]);
      expect(build === undefined || existsSync(join(installationFolder, build, 'Dockerfile'))).toBe(true);
    }
  });

  it('runs programs that there are, with settings that production accepts', () => {
    const folder = mkdtempSync(join(tmpdir(), 'alliance-secrets-'));
    const key = Buffer.alloc(32, 7).toString('base64');
    const contents: Record<string, string> = {
      database_url: 'postgresql://alliance_app:x@pooler:6432/alliance\n',
      database_owner_url: 'postgresql://alliance_owner:x@postgres:5432/alliance\n',
      encryption_keys: `k1:${key}\n`,
      blind_index_key: `${key}\n`,
      backup_key: `${key}\n`,
    };
    for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
    const inFolder = (value: string | number): string =>
      String(value)
        .replace('/run/secrets', folder)
        .replace(/^\$\{.*\}$/, '');
    for (const [, { command, environment = {} }] of ours) {
      const program = command?.[1] ?? /^CMD \["node", "(.*)"\]/m.exec(dockerfile)![1]!;
      expect(existsSync(join(installationFolder, program.replace('dist/', '').replace('.js', '.ts')))).toBe(true);
      if (!environment['ENCRYPTION_KEYS_FILE']) continue;
      const variables = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, inFolder(value)]));
      expect(loadConfig(variables)).toMatchObject({
        mode: 'production',
        databaseUrl: contents['database_url']!.trim(),
      });
    }
    rmSync(folder, { recursive: true });
  });

  it('keeps the owner’s password from everything that serves', () => {
    const withOwner = ours.filter(([, { secrets = [] }]) => secrets.includes('database_owner_url'));
    expect(withOwner.map(([name]) => name)).toEqual(['migrate', 'operator']);
  });

  it('has a pooler that keeps named statements and takes all connections of the product', () => {
    const setting = (name: string): string =>
      new RegExp(`^${name} = (.*)$`, 'm').exec(read('deploy/pgbouncer/pgbouncer.ini'))![1]!;
    expect(setting('pool_mode')).toBe('transaction');
    expect(Number(setting('max_prepared_statements'))).toBeGreaterThanOrEqual(1000);
    const connections = ours.reduce(
      (sum, [, { environment }]) => sum + Number(environment?.['DATABASE_POOL_SIZE'] ?? 0),
      0,
    );
    expect(Number(setting('max_client_conn'))).toBeGreaterThan(connections);
  });

  it('proxies to the services that serve', () => {
    const upstreams = [...read('deploy/proxy/nginx.conf').matchAll(/server (api-\d):3000/g)].map(([, name]) => name);
    expect(upstreams).toEqual(ours.map(([name]) => name).filter((name) => name.startsWith('api-')));
  });

  it('proxies workbooks of sixteen MiB, the largest that the product takes', () => {
    const [, most] = /client_max_body_size (\d+)m;/.exec(read('deploy/proxy/nginx.conf'))!;
    expect(Number(most)).toBeGreaterThan(16);
  });
});

describe('the image', () => {
  const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list]) => list!.split(' '));

  it('copies files that there are', () => {
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((source) => !existsSync(join(installationFolder, source)))).toEqual([]);
  });

  it('is built from files that are sent to the builder, the build itself among them', () => {
    const lines = read('.dockerignore').trim().split('\n');
    const isSent = (path: string): boolean => {
      const [last] = lines.filter((line) => matchesGlob(path, line.replace(/^!/, ''))).slice(-1);
      return last?.startsWith('!') ?? true;
    };
    expect(sources.filter((source) => !isSent(source))).toEqual([]);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const build = /^node (\S+)$/.exec(scripts['build']!)![1]!;
    expect(sources.filter((source) => build.startsWith(`${source}/`))).toEqual(['tools/build']);
  });

  it('runs as an account of nobody', () => {
    expect(/^USER (.*)$/m.exec(dockerfile)![1]).toBe('10001:10001');
  });
});

it('the operating guide lists every setting', () => {
  const guide = read('docs/operating.md');
  const elsewhere = new Set(['INIT_CWD', 'DEMO_PASSWORD']);
  expect([...knownSettings()].filter((name) => !elsewhere.has(name) && !guide.includes(`\`${name}`))).toEqual([]);
});
