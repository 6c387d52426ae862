import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { after, minutes, seconds, type Duration } from '#kernel';
import type { Logger } from 'pino';
import { SYSTEM_ACCOUNT_ID, systemActor } from '../actor/system-actor.js';
import { BackgroundWork } from '../background/background-work.js';
import { isUnavailable } from '../database/database-failure.js';
import { statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { logUnexpected } from '../logging/logger.js';
import { LOGGER } from '../tokens.js';
import { DeadlineHandler, type DueDeadline } from './deadline-handler.js';
import { DeadlineMetrics } from './deadline-metrics.js';

/** How many a round looks at, how many of those it takes on, and how many are under way at once. */
const WINDOW = 200;
const BATCH = 40;
const AT_ONCE = 4;
const FIRST_RETRY = seconds(5);
const LONGEST_RETRY = minutes(10);

interface Candidate extends DueDeadline {
  readonly attempts: number;
}

/**
 * A level waits for the one before it of the same limit, unless that one fails: escalation must not end there. The first
 * that are due are found before that is asked of them; what a level waits for is due as well, and stands before it.
 */
const CANDIDATES = statement(
  'deadlines.candidates',
  `SELECT id, subject_type AS "subjectType", subject_id AS "subjectId", kind, level, due_at AS "dueAt",
     assignee_staff_id AS "assigneeStaffId", institution_id AS "institutionId", attempts
   FROM (SELECT * FROM deadlines WHERE state = 'RUNNING' AND attempt_at <= $1 AND kind = ANY($2)
         ORDER BY attempt_at, level LIMIT ${WINDOW}) d
   WHERE NOT EXISTS (SELECT 1 FROM deadlines e WHERE e.subject_id = d.subject_id AND e.kind = d.kind
     AND e.ended_at IS NULL AND e.level < d.level AND e.state = 'RUNNING' AND e.attempts = 0 AND e.due_at <= d.due_at)
   ORDER BY attempt_at, level`,
);
const CLAIM = statement(
  'deadlines.claim',
  `SELECT id FROM deadlines WHERE id = $1 AND state = 'RUNNING' AND attempt_at <= $2 AND attempts = $3
   FOR UPDATE SKIP LOCKED`,
);
const EXECUTED = statement(
  'deadlines.executed',
  `UPDATE deadlines SET state = 'EXECUTED', ended_at = $2, attempt_at = NULL WHERE id = $1 AND state = 'RUNNING'`,
);
const POSTPONE = statement(
  'deadlines.postpone',
  `UPDATE deadlines SET attempts = attempts + 1, attempt_at = $3 WHERE id = $1 AND state = 'RUNNING' AND attempts = $2`,
);

/** Executes deadlines that have come due, in any number of workers at once. */
@Injectable()
export class DeadlineSweeper extends BackgroundWork {
  readonly name = 'deadlines.sweep';
  readonly intervalMs = 1_000;
  private found: ReadonlyMap<string, DeadlineHandler> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly unitOfWork: UnitOfWork,
    private readonly metrics: DeadlineMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async round(signal: AbortSignal): Promise<boolean> {
    const candidates = await this.candidates();
    // Workers look at the same ones; each takes others, so that they seldom meet.
    const queue = candidates.toSorted(() => Math.random() - 0.5).slice(0, BATCH);
    let executed = 0;
    const lane = async (): Promise<void> => {
      for (let next = queue.pop(); next && !signal.aborted; next = queue.pop()) {
        if (await this.execute(next)) executed += 1;
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
    // The round ends when all of them have; one that failed found the database away.
    const failed = lanes.find(({ status }) => status === 'rejected');
    if (failed) throw (failed as PromiseRejectedResult).reason;
    return executed > 0;
  }

  private candidates(): Promise<Candidate[]> {
    const platform = systemActor(SYSTEM_ACCOUNT_ID, this.name);
    const kinds = [...this.handlers().keys()];
    return this.unitOfWork.run(platform, (tx) => tx.query<Candidate & object>(CANDIDATES, [tx.now, kinds]));
  }

  private handlers(): ReadonlyMap<string, DeadlineHandler> {
    this.found ??= handlersOf(this.discovery);
    return this.found;
  }

  /** @returns whether it was executed here; a failure puts it off */
  private async execute(deadline: Candidate): Promise<boolean> {
    const actor = systemActor(deadline.institutionId, `deadline:${deadline.id}`);
    try {
      const executed = await this.unitOfWork.run(actor, (tx) => this.claimAndExecute(tx, deadline));
      if (executed) this.metrics.executed(deadline.kind);
      return executed;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      logUnexpected(this.logger, error, `deadline:${deadline.id}`);
      this.metrics.failed(deadline.kind);
      await this.unitOfWork.run(actor, (tx) => postpone(tx, deadline));
      return false;
    }
  }

  private async claimAndExecute(tx: Transaction, deadline: Candidate): Promise<boolean> {
    const { id, attempts, kind } = deadline;
    const claimed = await tx.first(CLAIM, [id, tx.now, attempts]);
    if (!claimed) return false;
    // Ended first, so that a handler may set the same kind of limit anew.
    await tx.query(EXECUTED, [id, tx.now]);
    await this.handlers().get(kind)!.expire(tx, deadline);
    return true;
  }
}

async function postpone(tx: Transaction, { id, attempts }: Candidate): Promise<void> {
  await tx.query(POSTPONE, [id, attempts, after(tx.now, retryAfter(attempts))]);
}

function retryAfter(attempts: number): Duration {
  return Math.min(FIRST_RETRY * 2 ** Math.min(attempts, 16), LONGEST_RETRY) as Duration;
}

/** @throws Error for a kind that two handlers claim to know */
function handlersOf(discovery: DiscoveryService): ReadonlyMap<string, DeadlineHandler> {
  const handlers = new Map<string, DeadlineHandler>();
  for (const { instance } of discovery.getProviders()) {
    if (!(instance instanceof DeadlineHandler)) continue;
    for (const kind of instance.kinds) {
      if ((handlers.get(kind) ?? instance) !== instance)
        throw new Error(`Two handlers know deadlines of kind ${kind}.`);
      handlers.set(kind, instance);
    }
  }
  return handlers;
}
