import { randomUUID } from 'node:crypto';
import { Injectable, Module } from '@nestjs/common';
import { seconds } from '#kernel';
import { TestApp, World, withClient, type InstitutionName, type Person } from '#testing';
import { systemActor } from '../actor/system-actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { EventConsumer } from './event-consumer.js';
import { ExternalEffect } from './external-effect.js';
import { ExternalEffects } from './external-effects.js';

@Injectable()
class Refusing extends EventConsumer {
  readonly name = 'test.refusing';
  readonly topics = ['test.happened'];
  override readonly options = { attempts: 1 };
  refuses = true;

  handle(): Promise<void> {
    return this.refuses ? Promise.reject(new RangeError('张三 13800001111')) : Promise.resolve();
  }
}

@Injectable()
class Unreachable extends ExternalEffect {
  readonly name = 'test.unreachable';
  override readonly options = { attempts: 1 };

  send(): Promise<void> {
    return Promise.reject(new TypeError('fetch failed'));
  }
}

@Module({ providers: [Refusing, Unreachable] })
class Listeners {}

let app: TestApp;
let world: World;
let admin: Person;

beforeAll(async () => {
  app = await TestApp.startWith(Listeners);
  world = await World.create(app);
  admin = world.person('system-admin');
});
beforeEach(() => {
  app.nest.get(Refusing).refuses = true;
});
afterAll(() => app.stop());

interface Letter {
  readonly id: string;
  readonly consumer: string;
  readonly aggregateId: string;
}
interface Listed {
  readonly deadLetters: {
    readonly nodes: readonly Letter[];
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}
const LIST = `query($after: String, $first: Int!) { deadLetters(consumer: "test.refusing", first: $first, after: $after) {
  nodes { id consumer aggregateId topic attempts error errorCode failedAt } totalCount pageInfo { hasNextPage endCursor } } }`;

/** Something happens whose delivery is given up. @returns what it happened to */
async function giveUp(institution: InstitutionName = 'county'): Promise<string> {
  const aggregateId = randomUUID();
  app.clock.advance(seconds(1));
  const actor = systemActor(world.institutionId(institution), 'test');
  await app.nest.get(UnitOfWork).run(actor, (tx) => {
    tx.publish({ topic: 'test.happened', aggregateType: 'test', aggregateId, aggregateVersion: 1 });
    return Promise.resolve();
  });
  await app.work('deliver.test.refusing');
  return aggregateId;
}

async function list(first: number, after: string | null = null): Promise<Listed['deadLetters']> {
  return (await admin.asks<Listed>(LIST, { first, after })).deadLetters;
}

it('dead letters are listed page by page, the latest first, with the kind of the failure and nothing of its content', async () => {
  const [older, newer] = [await giveUp(), await giveUp()];
  const page = await list(1);
  expect(page).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
  expect(page.nodes).toMatchObject([
    { aggregateId: newer, topic: 'test.happened', attempts: 1, error: 'RangeError', errorCode: null },
  ]);
  const rest = await list(5, page.pageInfo.endCursor);
  expect(rest.nodes.map(({ aggregateId }) => aggregateId)).toEqual([older]);
  expect(JSON.stringify([page, rest])).not.toMatch(/张三|1380000/);
});

it('one is tried once more, and stays where it is when it fails again; who did it stands in the audit trail', async () => {
  await giveUp();
  const [letter] = (await list(1)).nodes;
  const resend = 'mutation($input: ResendDeadLetterInput!) { resendDeadLetter(input: $input) }';
  await admin.asks(resend, { input: { id: letter!.id } });
  const again = await admin.tries(resend, { input: { id: letter!.id } });
  expect(again.errors[0]?.extensions.code).toBe('NOT_FOUND');
  await app.work('deliver.test.refusing');
  const read = await admin.asks<{ deadLetter: { attempts: number } }>(
    'query($id: ID!) { deadLetter(id: $id) { attempts } }',
    { id: letter!.id },
  );
  expect(read.deadLetter.attempts).toBe(2);
  const trail = await withClient(app.database.ownerUrl, (owner) =>
    owner.query(`SELECT staff_id, result FROM audit_entries WHERE object_id = $1 ORDER BY id`, [letter!.id]),
  );
  expect(trail.rows).toContainEqual({ staff_id: admin.staffId, result: 'OK' });
});

it('all of one consumer are tried once more', async () => {
  await giveUp();
  await giveUp();
  const { totalCount } = await list(1);
  app.nest.get(Refusing).refuses = false;
  const resend = 'mutation($input: ResendDeadLettersInput!) { resendDeadLetters(input: $input) }';
  expect(await admin.asks(resend, { input: { consumer: 'test.refusing' } })).toEqual({ resendDeadLetters: totalCount });
  await app.work('deliver.test.refusing');
  expect(await list(5)).toMatchObject({ nodes: [], totalCount: 0 });
});

describe('what exists for an administrator', () => {
  const readBy = async (by: Person): Promise<string[]> =>
    (await by.asks<Listed>(LIST, { first: 50, after: null })).deadLetters.nodes.map(({ aggregateId }) => aggregateId);
  const resend = (by: Person, id: string) =>
    by.tries('mutation($input: ResendDeadLetterInput!) { resendDeadLetter(input: $input) }', { input: { id } });

  it('is what belongs to their institution; the lead hospital, which runs the alliance, sees all of it', async () => {
    const north = await world.hire('SYSTEM_ADMIN', 'north');
    const [theirs, ours] = [await giveUp('north'), await giveUp('county')];
    expect(await readBy(north)).toEqual([theirs]);
    expect(await readBy(admin)).toEqual([ours, theirs]);
    expect(await north.asks<Listed>(LIST, { first: 1, after: null })).toMatchObject({ deadLetters: { totalCount: 1 } });

    const { nodes } = await list(2);
    const [own, foreign] = [nodes[1]!, nodes[0]!];
    const READ = 'query($id: ID!) { deadLetter(id: $id) { institutionId } }';
    expect(await north.asks(READ, { id: own.id })).toEqual({ deadLetter: { institutionId: north.institutionId } });
    const refused = [await north.tries(READ, { id: foreign.id }), await resend(north, foreign.id)];
    expect(refused.map(({ errors }) => errors[0]?.extensions.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);

    const all = 'mutation($input: ResendDeadLettersInput!) { resendDeadLetters(input: $input) }';
    expect(await north.asks(all, { input: { consumer: 'test.refusing' } })).toEqual({ resendDeadLetters: 1 });
    expect(await readBy(admin)).toEqual([ours]);
  });

  it('counts an effect to the institution that it was requested for', async () => {
    const north = await world.hire('SYSTEM_ADMIN', 'north');
    const id = await app.nest
      .get(UnitOfWork)
      .run(systemActor(world.institutionId('county'), 'test'), (tx) =>
        Promise.resolve(
          app.nest
            .get(ExternalEffects)
            .request(tx, app.nest.get(Unreachable), {}, { institutionId: north.institutionId }),
        ),
      );
    await app.work('deliver.test.unreachable');
    const READ = 'query($id: ID!) { deadLetter(id: $id) { consumer topic } }';
    expect(await north.asks(READ, { id })).toEqual({ deadLetter: { consumer: 'test.unreachable', topic: null } });
    const south = await world.hire('SYSTEM_ADMIN', 'south');
    expect((await south.tries(READ, { id })).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await admin.tries(READ, { id })).errors).toEqual([]);
  });
});
