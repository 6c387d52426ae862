import { setTimeout as delay } from 'node:timers/promises';
import { AppModule } from '#api';
import { DomainError } from '#kernel';
import {
  BackgroundRunner,
  Database,
  UnitOfWork,
  createLogger,
  loadConfig,
  statement,
  systemActor,
  type ActorContext,
} from '#platform';
import { ClaimsService, ReadingTasks } from '#worklist';
import { NestFactory } from '@nestjs/core';
import { launch, stopSignal } from '../../../apps/api/src/launch.js';
import { GROUP, LEASE_MS, PROCESSES, READERS, READERS_SQL } from './queue.js';

/** How often somebody falls asleep over what they have claimed, and for how long: longer than the lease. */
const DOZE = { share: 0.01, longest: 15_000 };
const NOTHING_TO_DO_MS = 250;

const ALL = statement('faults.readers', READERS_SQL);
const TASK = statement(
  'faults.task',
  'SELECT subject_id AS id, fencing_token AS token FROM reading_tasks WHERE id = $1',
);
const PUBLISH = statement(
  'faults.publish',
  `INSERT INTO faults_published (task_id, token, staff_id) SELECT id, $2, $3 FROM reading_tasks WHERE subject_id = $1`,
);

interface Product {
  readonly claims: ClaimsService;
  readonly tasks: ReadingTasks;
  readonly unitOfWork: UnitOfWork;
  readonly database: Database;
}

/** Reads one after the other for as long as the process lives. What has been lost to somebody else is left to them. */
async function read(reader: ActorContext, product: Product): Promise<never> {
  for (;;) {
    try {
      await readOne(reader, product);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await delay(NOTHING_TO_DO_MS);
    }
  }
}

async function readOne(reader: ActorContext, { claims, tasks, unitOfWork, database }: Product): Promise<void> {
  const claim = await claims.claimNext(reader, { groupCode: GROUP });
  if (!claim) return delay(NOTHING_TO_DO_MS);
  const [found] = await database.query<{ id: string; token: number }>(TASK, [claim.aggregateId]);
  const { id, token } = found!;
  const subject = { domain: 'faults', id };
  await unitOfWork.run(reader, (tx) => tasks.reportIn(tx, subject, token));
  if (Math.random() < DOZE.share) await delay(LEASE_MS + Math.random() * DOZE.longest);
  await unitOfWork.run(reader, async (tx) => {
    tx.write(PUBLISH, [id, token, reader.staffId]);
    await tasks.submitIn(tx, subject, token);
  });
}

launch(async () => {
  const stopAsked = stopSignal();
  const config = loadConfig();
  const options = {
    config,
    secrets: config.secrets!,
    logger: createLogger('silent'),
    databaseUrl: config.databaseUrl!,
  };
  const context = await NestFactory.createApplicationContext(AppModule.forRoot(options), { logger: false });
  context.get(BackgroundRunner, { strict: false }).start();
  const database = context.get(Database, { strict: false });
  const product: Product = {
    claims: context.get(ClaimsService, { strict: false }),
    tasks: context.get(ReadingTasks, { strict: false }),
    unitOfWork: context.get(UnitOfWork, { strict: false }),
    database,
  };
  const people = await database.query<{ staffId: string; institutionId: string }>(ALL, []);
  const place = Number(process.argv[2]);
  const permissions = new Set(['worklist.read-studies']);
  const own = people.slice((place * READERS) / PROCESSES, ((place + 1) * READERS) / PROCESSES);
  const reading = own.map(({ staffId, institutionId }) =>
    read({ ...systemActor(institutionId, 'faults'), staffId, permissions }, product),
  );
  await Promise.race([stopAsked, ...reading]);
  return 0;
});
