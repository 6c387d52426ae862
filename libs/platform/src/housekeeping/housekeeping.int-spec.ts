import { days } from '#kernel';
import { TestApp } from '#testing';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

it('rows go when nobody needs them any more, and not a day earlier', async () => {
  await app.asOwner(
    `INSERT INTO idempotency_keys (account_id, key, request_hash, aggregate_id, created_at)
     SELECT gen_random_uuid(), n::text, 'h', gen_random_uuid(), $1 FROM generate_series(1, 2500) n`,
    [app.clock.now()],
  );
  await app.asOwner(`INSERT INTO consumed_deliveries VALUES ('test', gen_random_uuid(), $1)`, [app.clock.now()]);
  await app.asOwner(
    `INSERT INTO sign_in_attempts (id, occurred_at, login_key, outcome) VALUES (gen_random_uuid(), $1, 'k', 'FAILED')`,
    [app.clock.now()],
  );
  const left = async (): Promise<unknown> =>
    app.asOwner(`SELECT (SELECT count(*) FROM idempotency_keys)::int AS keys,
      (SELECT count(*) FROM consumed_deliveries)::int AS consumed, (SELECT count(*) FROM sign_in_attempts)::int AS attempts`);
  const clean = async (): Promise<void> => {
    await app.work('housekeeping');
    await app.work('identity.housekeeping');
  };
  app.clock.advance(days(1));
  await clean();
  expect(await left()).toEqual([{ keys: 2500, consumed: 1, attempts: 1 }]);
  app.clock.advance(days(7));
  await clean();
  expect(await left()).toEqual([{ keys: 0, consumed: 1, attempts: 0 }]);
  app.clock.advance(days(90));
  await clean();
  expect(await left()).toEqual([{ keys: 0, consumed: 0, attempts: 0 }]);
});

it('the partitions of the audit trail are there before their months begin', async () => {
  app.clock.set(new Date('2034-05-10T08:00:00Z'));
  await app.work('housekeeping');
  const rows = await app.asOwner<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relname LIKE 'audit_entries_2034_0_' ORDER BY relname`,
  );
  expect(rows.map(({ name }) => name.slice(-2))).toEqual(['05', '06', '07', '08']);
});
