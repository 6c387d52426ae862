import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { days, hours, minutes } from '#kernel';
import { Cipher, UnitOfWork, inSnapshot, type BackgroundWork } from '#platform';
import { START, TestApp, withClient } from '#testing';
import type { Anchor, LateEntry, VerificationReport } from '../domain/finding.js';
import { verifyTrail } from '../queries/verification.js';
import { AnchorService } from './anchor.service.js';
import { AnchorWork } from './anchor.work.js';
import { SealWork } from './seal.work.js';
import { SealingService } from './sealing.service.js';
import { SweepWork } from './sweep.work.js';

const aesKey = (byte: number) => ({ suite: 'international' as const, bytes: Buffer.alloc(32, byte) });

let app: TestApp;
let sealing: SealingService;

beforeEach(async () => {
  app = await TestApp.start();
  sealing = app.nest.get(SealingService);
});

afterEach(() => app.stop());

const INSERT = `INSERT INTO audit_entries (id, occurred_at, request_id, action, object_id, patient_ids, result)
  VALUES ($1, $2, 'request', 'referral.read', $3, ARRAY[$3]::uuid[], 'OK')`;

/** An entry as the product writes it, by the restricted role. */
async function write(occurredAt = app.clock.now(), on?: Client): Promise<string> {
  const id = randomUUID();
  const values = [id, occurredAt, randomUUID()];
  if (on) await on.query(INSERT, values);
  else await withClient(app.database.appUrl, (client) => client.query(INSERT, values));
  return id;
}

async function sealAll(): Promise<void> {
  while (await sealing.sealRecent());
}

/** The past once through, from its beginning to its end. */
async function sweepAll(): Promise<void> {
  for (let slices = 0; slices < 4; slices++) while (await sealing.sweep());
}

/** As the owner does it who wants to leave no trace: no trigger speaks up. */
const tamper = (sql: string, values: unknown[] = []): Promise<void> =>
  withClient(app.database.ownerUrl, async (owner) => {
    const tables = ['audit_entries', 'audit_seals', 'audit_sealed_entries', 'audit_anchors'];
    for (const table of tables) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await owner.query(sql, values);
    for (const table of tables) await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  });

const verify = (anchors: readonly Anchor[] = [], reported: readonly LateEntry[] = []): Promise<VerificationReport> =>
  inSnapshot(app.database.appUrl, 'DATABASE_URL', (database) =>
    verifyTrail(database, app.nest.get(Cipher), { anchors, reported }),
  );
const finding = async (anchors: readonly Anchor[] = []): Promise<string | undefined> =>
  (await verify(anchors)).finding?.kind;

/** Three seals over six entries. */
async function threeSeals(): Promise<string[]> {
  const ids: string[] = [];
  for (let seal = 0; seal < 3; seal++) {
    ids.push(await write(), await write());
    await sealAll();
    app.clock.advance(minutes(1));
  }
  return ids;
}

describe('sealing', () => {
  it('covers every entry once, in a chain that holds', async () => {
    await threeSeals();
    expect(await verify()).toMatchObject({ finding: null, seals: 3, entries: 6, unsealed: 0, unknownKeySeals: 0 });
  });

  it('makes several seals of many entries, and none where nothing happened', async () => {
    await withClient(app.database.appUrl, (client) =>
      client.query(
        `INSERT INTO audit_entries (id, occurred_at, request_id, action, result)
         SELECT gen_random_uuid(), $1::timestamptz + i * interval '1 millisecond' + interval '7 microseconds', 'r', 'a', 'OK'
         FROM generate_series(1, 2500) i`,
        [START],
      ),
    );
    await sealAll();
    await sealAll();
    expect(await verify()).toMatchObject({ finding: null, seals: 3, entries: 2500, unsealed: 0 });
  });

  it('reaches an entry whose transaction commits after its neighbours were sealed', async () => {
    await withClient(app.database.appUrl, async (slow) => {
      await slow.query('BEGIN');
      const late = await write(app.clock.now(), slow);
      app.clock.advance(minutes(5));
      await write();
      await sealAll();
      expect(await verify()).toMatchObject({ entries: 1 });
      await slow.query('COMMIT');
      await sealAll();
      const { rows } = await slow.query('SELECT seal_number FROM audit_sealed_entries WHERE entry_id = $1', [late]);
      expect(rows).toEqual([{ seal_number: '2' }]);
    });
    expect(await verify()).toMatchObject({ finding: null, entries: 2, unsealed: 0 });
  });

  it('is done by one worker at a time, however many try while entries are written', async () => {
    const writers = Array.from({ length: 40 }, () => write());
    const workers = Array.from({ length: 8 }, () => sealAll());
    await Promise.all([...writers, ...workers]);
    await sealAll();
    expect(await verify()).toMatchObject({ finding: null, entries: 40, unsealed: 0 });
  });

  it('seals an entry that appears long after its time, and lets the verification find it', async () => {
    app.clock.advance(days(40));
    await threeSeals();
    const forged = await write(START);
    await sealAll();
    expect(await verify()).toMatchObject({ finding: { kind: 'ENTRY_INSERTED' }, unsealed: 1 });
    await sweepAll();
    const report = await verify();
    expect(report).toMatchObject({ finding: { kind: 'ENTRY_INSERTED' }, unsealed: 0, late: [{ entryId: forged }] });
  });

  it('reports an entry that came late once, sealed or not, and compares what lies behind it all the same', async () => {
    app.clock.advance(days(40));
    await threeSeals();
    await write(START);
    const { late: unsealed } = await verify();
    expect(unsealed).toMatchObject([{ sealNumber: null }]);
    await sweepAll();
    const { late } = await verify();
    expect(late).toMatchObject([{ entryId: unsealed[0]!.entryId, hash: unsealed[0]!.hash, sealNumber: '4' }]);
    expect(await verify([], unsealed)).toMatchObject({ finding: null, late: [], lateBefore: 1, entries: 7 });

    const another = await write(new Date(+START + minutes(1)));
    await sweepAll();
    const second = await verify([], late);
    expect(second).toMatchObject({ finding: { kind: 'ENTRY_INSERTED' }, late: [{ entryId: another }], lateBefore: 1 });
    const everything = [...late, ...second.late];
    const last = await write();
    await sealAll();
    await tamper('UPDATE audit_entries SET address = $2 WHERE id = $1', [last, 'x']);
    expect(await verify([], everything)).toMatchObject({ finding: { kind: 'ENTRY_EDITED' }, lateBefore: 2 });
    await tamper('UPDATE audit_entries SET address = $2 WHERE id = $1', [another, 'x']);
    expect((await verify([], everything)).finding?.kind).toBe('ENTRY_EDITED');
  });

  it('copes with entries whose times are no times', async () => {
    await threeSeals();
    await withClient(app.database.appUrl, (client) =>
      client.query(
        `INSERT INTO audit_entries (id, occurred_at, request_id, action, result)
         SELECT gen_random_uuid(), t::timestamptz, 'r', 'a', 'OK' FROM unnest(ARRAY['infinity', '-infinity', '2199-01-01']) t`,
      ),
    );
    await sealAll();
    await sweepAll();
    expect(await verify()).toMatchObject({ finding: { kind: 'ENTRY_INSERTED' }, unsealed: 0, seals: 5 });
  });
});

describe('the monitoring', () => {
  const figures = async (): Promise<string[]> => {
    const { body } = await app.nest.inject({ method: 'GET', url: '/metrics' });
    return body.split('\n').filter((line) => line.startsWith('audit_'));
  };

  it('sees how far the sealing is behind', async () => {
    expect(await figures()).toEqual(['audit_unsealed_entries 0', 'audit_oldest_unsealed_seconds 0']);
    await write();
    app.clock.advance(minutes(10));
    await write();
    expect(await figures()).toEqual(['audit_unsealed_entries 2', 'audit_oldest_unsealed_seconds 600']);
    await app.nest.get(SealWork).round();
    expect(await figures()).toEqual(['audit_unsealed_entries 0', 'audit_oldest_unsealed_seconds 0']);
  });

  it('finds the work in every process that runs background work', async () => {
    await write();
    const works = [SealWork, SweepWork, AnchorWork].map((type) => app.nest.get<BackgroundWork>(type));
    expect(works.map(({ name }) => name)).toEqual(['audit.seal', 'audit.sweep', 'audit.anchor']);
    const { signal } = new AbortController();
    for (const work of works) expect(await work.round(signal)).toBe(false);
    expect(await verify()).toMatchObject({ finding: null, seals: 1, entries: 1, anchors: 1 });
  });
});

describe('the verification', () => {
  it('tells what has no seal yet, without calling it a break', async () => {
    await threeSeals();
    await write();
    expect(await verify()).toMatchObject({ finding: null, entries: 6, unsealed: 1 });
  });

  it.each(['action = $2', 'address = $2', "occurred_at = occurred_at + interval '1 microsecond', rule = $2"])(
    'finds an edited entry: %s',
    async (change) => {
      const [id] = await threeSeals();
      await tamper(`UPDATE audit_entries SET ${change} WHERE id = $1`, [id, 'x']);
      const { finding: found } = await verify();
      expect(['ENTRY_EDITED', 'ENTRY_DELETED']).toContain(found?.kind);
      expect(found?.says).toContain(id);
    },
  );

  it('finds a deleted entry', async () => {
    const ids = await threeSeals();
    await tamper('DELETE FROM audit_entries WHERE id = $1', [ids[3]]);
    expect(await finding()).toBe('ENTRY_DELETED');
  });

  it('finds a deleted entry whose place in the seal was deleted with it', async () => {
    const ids = await threeSeals();
    await tamper(`WITH gone AS (DELETE FROM audit_sealed_entries WHERE entry_id = '${ids[3]}')
      DELETE FROM audit_entries WHERE id = '${ids[3]}'`);
    expect(await finding()).toBe('SEAL_LIST_CHANGED');
  });

  it('finds two entries that changed places', async () => {
    const [first, second] = await threeSeals();
    await tamper(
      `UPDATE audit_entries a SET object_id = b.object_id, patient_ids = b.patient_ids FROM audit_entries b
       WHERE (a.id, b.id) IN (($1, $2), ($2, $1))`,
      [first, second],
    );
    expect(await finding()).toBe('ENTRY_EDITED');
  });

  it('finds an entry that was put into a seal with its hash', async () => {
    await threeSeals();
    const forged = await write();
    await tamper(
      `INSERT INTO audit_sealed_entries SELECT $1, occurred_at, 2, 3, sha256('x') FROM audit_entries WHERE id = $1`,
      [forged],
    );
    expect(await finding()).toBe('SEAL_LIST_CHANGED');
  });

  it('finds a month that is gone', async () => {
    const month = START.toISOString().slice(0, 7).replace('-', '_');
    await withClient(app.database.ownerUrl, (owner) => owner.query('SELECT ensure_audit_partitions($1, 0)', [START]));
    await threeSeals();
    await tamper(`DROP TABLE audit_entries_${month}`);
    expect(await finding()).toBe('ENTRY_DELETED');
  });

  it('finds a seal that is missing in the middle, and one that was changed', async () => {
    await threeSeals();
    await tamper(`UPDATE audit_seals SET entry_count = 1 WHERE number = 2`);
    expect(await finding()).toBe('SEAL_CHANGED');
    await tamper(`DELETE FROM audit_seals WHERE number = 2`);
    expect(await finding()).toBe('SEAL_MISSING');
  });

  it('finds seals that were made anew without the key', async () => {
    const ids = await threeSeals();
    await tamper('UPDATE audit_entries SET address = $2 WHERE id = $1', [ids.at(-1), 'x']);
    const forger = { ...app.secrets, encryptionKeys: new Map([['test', aesKey(9)]]) };
    await tamper('DELETE FROM audit_sealed_entries WHERE seal_number = 3');
    await tamper('DELETE FROM audit_seals WHERE number = 3');
    const forging = new SealingService(app.nest.get(UnitOfWork), new Cipher(forger));
    while (await forging.sealRecent());
    expect(await finding()).toBe('SEAL_FORGED');
  });

  it('finds a cut tail: whose list stayed behind, or whose anchor is kept elsewhere', async () => {
    await threeSeals();
    const { head } = await verify();
    await tamper('DELETE FROM audit_seals WHERE number = 3');
    expect(await finding()).toBe('TAIL_TRUNCATED');
    await tamper('DELETE FROM audit_sealed_entries WHERE seal_number = 3');
    await tamper(
      `DELETE FROM audit_entries e WHERE NOT EXISTS (SELECT 1 FROM audit_sealed_entries s WHERE s.entry_id = e.id)`,
    );
    // Nothing inside the database shows it.
    expect(await finding()).toBeUndefined();
    expect(await finding([head!])).toBe('TAIL_TRUNCATED');
    await write();
    await sealAll();
    expect(await finding([head!])).toBe('ANCHOR_DIFFERS');
  });

  it('goes on under a new key, and holds what was sealed with a forgotten one by its hashes', async () => {
    const ids = await threeSeals();
    const keys = new Map([['next', aesKey(3)]]);
    const rotated = new Cipher({ ...app.secrets, encryptionKeys: new Map([...app.secrets.encryptionKeys, ...keys]) });
    await write();
    await new SealingService(app.nest.get(UnitOfWork), rotated).sealRecent();
    const verifyWith = (cipher: Cipher) =>
      inSnapshot(app.database.appUrl, 'DATABASE_URL', (database) => verifyTrail(database, cipher));
    expect(await verifyWith(rotated)).toMatchObject({ finding: null, seals: 4, unknownKeySeals: 0 });
    const forgetful = new Cipher({ ...app.secrets, encryptionKeys: keys });
    expect(await verifyWith(forgetful)).toMatchObject({ finding: null, unknownKeySeals: 3 });
    await tamper('UPDATE audit_entries SET address = $2 WHERE id = $1', [ids[0], 'x']);
    expect((await verifyWith(forgetful)).finding?.kind).toBe('ENTRY_EDITED');
  });
});

describe('the anchor of a day', () => {
  it('is made once, and holds against a database that forgot its seals', async () => {
    const anchors = app.nest.get(AnchorService);
    await anchors.anchorToday();
    await threeSeals();
    await Promise.all([anchors.anchorToday(), anchors.anchorToday()]);
    app.clock.advance(hours(1));
    await anchors.anchorToday();
    const stored = () =>
      withClient(app.database.ownerUrl, async (owner) => {
        const { rows } = await owner.query<Record<string, unknown>>('SELECT * FROM audit_anchors');
        return rows;
      });
    expect(await stored()).toEqual([expect.objectContaining({ seal_number: '3' })]);
    expect(await verify()).toMatchObject({ finding: null, anchors: 1 });
    await tamper('TRUNCATE audit_seals, audit_sealed_entries, audit_entries');
    expect(await finding()).toBe('TAIL_TRUNCATED');
    app.clock.advance(days(1));
    await write();
    await sealAll();
    await anchors.anchorToday();
    expect(await stored()).toHaveLength(2);
  });
});
