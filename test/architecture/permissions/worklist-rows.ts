import { randomUUID } from 'node:crypto';
import { Role } from '#identity';
import { UnitOfWork, systemActor } from '#platform';
import type { TestApp } from '#testing';
import { ReadingTasks, Urgency } from '#worklist';
import { change, key, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

const readers: Role[] = [Role.REPORTER, Role.REVIEWER, Role.CENTER_HEAD];
const watchers: Role[] = [...readers, Role.TECHNICIAN];

interface Reading {
  readonly id: string;
  readonly version: number;
}

/** Things that wait to be read at the county hospital. */
export class WorklistScenery {
  constructor(
    private readonly app: TestApp,
    private readonly scenery: Scenery,
  ) {}

  /** The most urgent of all, of a queue that nobody else takes from. */
  async reading(): Promise<Reading> {
    const institutionId = this.scenery.county;
    await this.scenery.run(`UPDATE reading_tasks SET state = 'WITHDRAWN', claimed_by_staff_id = NULL,
      lease_until = NULL WHERE subject_domain = 'permissions'`);
    const reading = { groupCode: 'ECG', urgency: Urgency.GREEN, institutionId, from: this.scenery.now };
    const subject = { domain: 'permissions', id: randomUUID() };
    const { id } = await this.app.nest
      .get(UnitOfWork)
      .run(systemActor(institutionId, 'test'), (tx) =>
        this.app.nest.get(ReadingTasks, { strict: false }).queueIn(tx, { ...reading, subject }),
      );
    return { id, version: 1 };
  }

  /** One that somebody holds: a reader hired for it, or whoever asks, where they may. */
  async claimed(staffId?: string): Promise<Reading> {
    const { id } = await this.reading();
    const holder = staffId ?? (await this.scenery.world.hire('REPORTER', 'county')).staffId;
    await this.scenery.run(
      `UPDATE reading_tasks SET state = 'CLAIMED', claimed_by_staff_id = $2, fencing_token = 1,
         lease_until = $3::timestamptz + interval '20 minutes' WHERE id = $1`,
      [id, holder, this.scenery.now],
    );
    return { id, version: 1 };
  }
}

export function worklistRows(scenery: Scenery, worklist: WorklistScenery): Table {
  const listed = async (): Promise<ReturnType<Scenery['about']>> => scenery.about((await worklist.reading()).id, {});
  return {
    ...query('readingQueue', '{ readingQueue(groupCode: "ECG", first: 100) { nodes { id } } }', {
      own: outcomes('allowed', ...watchers),
      other: outcomes('empty', ...watchers),
      subject: listed,
    }),
    ...query('myReadings', '{ myReadings(first: 100) { nodes { id } } }', {
      own: outcomes('allowed', ...readers),
      other: outcomes('empty', ...readers),
      subject: async (by) => {
        const own = readers.includes(by.role as Role) && by.institutionId === scenery.county;
        return scenery.about((await worklist.claimed(own ? by.staffId : undefined)).id, {});
      },
    }),
    ...query('readingTask', 'query($id: ID!) { readingTask(id: $id) { id } }', {
      own: outcomes('allowed', ...watchers),
      other: outcomes('NOT_FOUND', ...watchers),
      subject: async () => {
        const { id } = await worklist.reading();
        return scenery.about(id, { id });
      },
    }),
    ...query('readingQueueChanged', 'subscription { readingQueueChanged(groupCode: "ECG") { cursor } }', {
      own: outcomes('allowed', ...watchers),
      other: outcomes('allowed', ...watchers),
      subject: () => scenery.about(null, {}),
    }),
    ...query('readerCertificates', '{ readerCertificates { staffId } }', {
      own: outcomes('allowed', Role.CENTER_HEAD),
      other: outcomes('allowed', Role.CENTER_HEAD),
      subject: () => scenery.about(null, {}),
    }),
    ...claimRows(scenery, worklist),
  };
}

function claimRows(scenery: Scenery, worklist: WorklistScenery): Table {
  const reporterId = scenery.world.person('reporter').staffId;
  return {
    ...mutation(
      'certifyReader',
      'CertifyReaderInput',
      {
        own: outcomes('allowed', Role.CENTER_HEAD),
        other: outcomes('NOT_FOUND', Role.CENTER_HEAD),
        subject: () =>
          scenery.input(reporterId, {
            ...key(),
            staffId: reporterId,
            certificateCode: 'ct',
            validFrom: '2026-01-01',
            validTo: '2026-12-31',
          }),
      },
      '{ staffId }',
    ),
    ...mutation('claimNextReading', 'ClaimNextReadingInput', {
      own: outcomes('allowed', ...readers),
      other: outcomes('empty', ...readers),
      subject: async () => {
        const { id } = await worklist.reading();
        return { object: id, variables: { input: { ...key(), groupCode: 'ECG' } } };
      },
    }),
    ...holderRows(scenery, worklist),
  };
}

function holderRows(scenery: Scenery, worklist: WorklistScenery): Table {
  return {
    ...change('claimReading', 'ClaimReadingInput', readers, async () => scenery.change(await worklist.reading())),
    ...change('takeOverReading', 'TakeOverReadingInput', readers, async () =>
      scenery.change(await worklist.claimed(), { reasonCode: 'urgent' }),
    ),
    ...change('releaseReading', 'ReleaseReadingInput', readers, async (by) =>
      scenery.change(await worklist.claimed(by.staffId), { fencingToken: 1 }),
    ),
    ...change('extendReading', 'ExtendReadingInput', readers, async (by) => {
      const { id } = await worklist.claimed(by.staffId);
      return scenery.input(id, { id, fencingToken: 1 });
    }),
  };
}
