import { randomUUID } from 'node:crypto';
import { Injectable, Module } from '@nestjs/common';
import { hours, minutes } from '#kernel';
import { START, TestApp, World, withClient } from '#testing';
import type { Actor } from '../actor/actor.js';
import { systemActor } from '../actor/system-actor.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DeadlineHandler, type DueDeadline } from './deadline-handler.js';
import { Deadlines, type NewDeadline, type OpenLevel } from './deadlines.js';

const LOCK = statement('test.lock-subject', 'SELECT 1 FROM institutions WHERE id = $1 FOR UPDATE');
const NOTE = statement(
  'test.note-deadline',
  'INSERT INTO reference_settings (key, effective_from, value) VALUES ($1, $2, $3)',
);

@Injectable()
class Alarms extends DeadlineHandler {
  readonly kinds = ['test.answer', 'test.other'];
  readonly heard: [string, number][] = [];
  broken: string | null = null;
  /** What happens before the handler wants the row of its subject. */
  before: (tx: Transaction, subjectId: string) => Promise<void> = () => Promise.resolve();

  async expire(tx: Transaction, { id, subjectId, level }: DueDeadline): Promise<void> {
    await this.before(tx, subjectId);
    await tx.query(NOTE, [`deadline.${id}`, tx.now, level]);
    if (subjectId === this.broken) throw new Error('cannot be done');
    this.heard.push([subjectId, level]);
  }
}

@Module({ providers: [Alarms] })
class Handlers {}

let app: TestApp;
let actor: Actor;
let unitOfWork: UnitOfWork;
let deadlines: Deadlines;
let alarms: Alarms;

beforeAll(async () => {
  app = await TestApp.startWith(Handlers);
  const world = await World.create(app);
  actor = systemActor(world.institutionId('county'), 'test');
  unitOfWork = app.nest.get(UnitOfWork);
  deadlines = app.nest.get(Deadlines);
  alarms = app.nest.get(Alarms);
});
beforeEach(() => {
  app.clock.set(START);
  alarms.heard.length = 0;
  alarms.broken = null;
  alarms.before = () => Promise.resolve();
});
afterEach(() => withClient(app.database.ownerUrl, (owner) => owner.query('DELETE FROM deadlines')));
afterAll(() => app.stop());

async function set(changes: Partial<NewDeadline> = {}): Promise<string> {
  const subjectId = changes.subjectId ?? randomUUID();
  const wall = { subjectType: 'test', kind: 'test.answer', institutionId: actor.institutionId, clock: 'WALL' } as const;
  const levels = [{ due: minutes(10) }] as const;
  await unitOfWork.run(actor, (tx) => deadlines.set(tx, { ...wall, levels, ...changes, subjectId }));
  return subjectId;
}

const change = (work: (tx: Transaction) => Promise<void>): Promise<void> => unitOfWork.run(actor, work);
const open = (subjectId: string): Promise<OpenLevel[]> => deadlines.listOpen(app.nest.get(Database), [subjectId]);
const dueTimes = async (subjectId: string): Promise<(string | null)[]> =>
  (await open(subjectId)).map(({ dueAt }) => dueAt?.toISOString() ?? null);
const sweep = (): Promise<void> => app.work('deadlines.sweep');
const at = (time: string): string => new Date(`${time}+08:00`).toISOString();

describe('a deadline', () => {
  it('is executed when its time has come, not before, and once', async () => {
    const subject = await set();
    app.clock.advance(minutes(9));
    await sweep();
    expect(alarms.heard).toEqual([]);
    app.clock.advance(minutes(1));
    await sweep();
    await sweep();
    expect(alarms.heard).toEqual([[subject, 1]]);
    expect(await open(subject)).toEqual([]);
  });

  it('has levels, executed in their order even when all of them are late', async () => {
    const subject = await set({ levels: [{ due: minutes(5) }, { due: minutes(10) }, { due: minutes(30) }] });
    app.clock.advance(minutes(20));
    await sweep();
    expect(alarms.heard).toEqual([1, 2].map((level) => [subject, level]));
    app.clock.advance(minutes(20));
    await sweep();
    expect(alarms.heard).toHaveLength(3);
  });

  it('is executed once by two workers at a time', async () => {
    const other = await app.startBeside({});
    await Promise.all(Array.from({ length: 60 }, () => set()));
    app.clock.advance(hours(1));
    await Promise.all([sweep(), other.work('deadlines.sweep')]);
    await sweep();
    const heard = [...alarms.heard, ...other.nest.get(Alarms).heard].map(([subject]) => subject);
    expect([heard.length, new Set(heard).size]).toEqual([60, 60]);
  });

  it('and a command that wait for each other both come to their end: executed or finished, never both', async () => {
    const subject = await set({ subjectId: actor.institutionId });
    app.clock.advance(hours(1));
    const held = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    let attempts = 0;
    alarms.before = async (tx, subjectId) => {
      attempts++;
      held[0].resolve();
      await held[1].promise;
      await tx.query(LOCK, [subjectId]);
    };
    const command = change(async (tx) => {
      attempts++;
      await tx.query(LOCK, [subject]);
      held[1].resolve();
      await held[0].promise;
      deadlines.finish(tx, subject);
    });
    await Promise.all([sweep(), command]);
    const states = await withClient(app.database.ownerUrl, (owner) =>
      owner.query<{ state: string }>('SELECT state FROM deadlines'),
    );
    // The database ends one of them as often as they meet; whoever it ends begins again, and finds what the other has done.
    expect(attempts).toBeGreaterThanOrEqual(2);
    expect(['EXECUTED', 'FINISHED']).toContain(states.rows[0]!.state);
    expect(alarms.heard).toEqual(states.rows[0]!.state === 'EXECUTED' ? [[subject, 1]] : []);
  });

  it('of the same kind is replaced by a new one, others stay', async () => {
    const subject = await set();
    await set({ subjectId: subject, kind: 'test.other' });
    await set({ subjectId: subject, levels: [{ due: hours(2) }] });
    app.clock.advance(hours(1));
    await sweep();
    expect(await open(subject)).toMatchObject([{ kind: 'test.answer', level: 1 }]);
  });

  it.each(['finish', 'cancel'] as const)('%s ends it for good', async (end) => {
    const subject = await set();
    await change((tx) => Promise.resolve(deadlines[end](tx, subject)));
    app.clock.advance(hours(1));
    await sweep();
    expect(alarms.heard).toEqual([]);
  });

  it('that a transaction set does not exist when it is rolled back', async () => {
    const subject = randomUUID();
    const failing = change(async (tx) => {
      const { institutionId } = actor;
      const levels = [{ due: minutes(1) }] as const;
      await deadlines.set(tx, {
        subjectType: 't',
        subjectId: subject,
        kind: 'test.answer',
        institutionId,
        clock: 'WALL',
        levels,
      });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await open(subject)).toEqual([]);
  });
});

describe('a handler that fails', () => {
  it('leaves nothing, is tried again after longer and longer pauses, and holds nobody up', async () => {
    const broken = await set({ levels: [{ due: minutes(1) }, { due: minutes(2) }] });
    const sound = await set({ levels: [{ due: minutes(3) }] });
    alarms.broken = broken;
    app.clock.advance(minutes(5));
    await sweep();
    expect(alarms.heard).toEqual([[sound, 1]]);
    const notes = await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`SELECT 1 FROM reference_settings WHERE key LIKE 'deadline.%' AND effective_from = $1`, [
        app.clock.now(),
      ]),
    );
    expect(notes.rowCount).toBe(1);
    alarms.broken = null;
    await sweep();
    expect(alarms.heard).toHaveLength(1);
    app.clock.advance(minutes(1));
    await sweep();
    expect(new Set(alarms.heard.map(([subject, level]) => `${subject} ${level}`))).toEqual(
      new Set([`${broken} 1`, `${broken} 2`, `${sound} 1`]),
    );
  });
});

describe('a paused deadline', () => {
  it('keeps what was left of it and goes on from there', async () => {
    const subject = await set({ levels: [{ due: minutes(10) }, { due: minutes(30) }] });
    app.clock.advance(minutes(4));
    await change((tx) => deadlines.pause(tx, subject));
    expect(await dueTimes(subject)).toEqual([null, null]);
    app.clock.advance(hours(5));
    await sweep();
    expect(alarms.heard).toEqual([]);
    await change((tx) => deadlines.resume(tx, subject));
    expect(await dueTimes(subject)).toEqual([at('2026-03-04T14:10:00'), at('2026-03-04T14:30:00')]);
  });

  it('keeps working time where it counts working time', async () => {
    // Wednesday 09:00; four working hours end at 15:00 after the break at noon.
    const subject = await set({ clock: 'WORK', levels: [{ due: hours(4) }] });
    expect(await dueTimes(subject)).toEqual([at('2026-03-04T15:00:00')]);
    app.clock.set(new Date('2026-03-04T11:00:00+08:00'));
    await change((tx) => deadlines.pause(tx, subject));
    // Friday evening: the two hours that are left count from Monday morning.
    app.clock.set(new Date('2026-03-06T20:00:00+08:00'));
    await change((tx) => deadlines.resume(tx, subject));
    expect(await dueTimes(subject)).toEqual([at('2026-03-09T10:00:00')]);
  });
});

describe('working time', () => {
  it('leaves out the holidays and counts the working Saturdays that were announced', async () => {
    // Friday 13 February 2026, 17:00: half an hour left, Saturday 14 is worked, then the Spring Festival until 23.
    app.clock.set(new Date('2026-02-13T17:00:00+08:00'));
    const subject = await set({ clock: 'WORK', levels: [{ due: minutes(30) }, { due: hours(8) }, { due: hours(9) }] });
    expect(await dueTimes(subject)).toEqual([
      at('2026-02-13T17:30:00'),
      at('2026-02-14T17:30:00'),
      at('2026-02-24T09:00:00'),
    ]);
  });
});
