import { appendFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, localDate } from '#kernel';
import { Config, LOGGER, SYSTEM_ACCOUNT_ID, UnitOfWork, statement, systemActor } from '#platform';
import type { Logger } from 'pino';
import type { Anchor } from '../domain/finding.js';
import { headOf } from '../queries/head.js';

const INSERT = statement(
  'audit.insert-anchor',
  `INSERT INTO audit_anchors (day, seal_number, hash, anchored_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT ON CONSTRAINT pk_audit_anchors DO NOTHING RETURNING day`,
);

/** Writes the head of the chain down where whoever changes the database does not reach. */
@Injectable()
export class AnchorService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * The anchor of today, once whatever number of processes try: a row, a log line, and a line of the file where one is
   * configured. A file that cannot be written undoes the row, so that the next round tries again.
   */
  anchorToday(): Promise<void> {
    return this.unitOfWork.run(systemActor(SYSTEM_ACCOUNT_ID, 'audit.anchor'), async (tx) => {
      const head = await headOf(tx);
      if (!head) return;
      const day = localDate(tx.now, ALLIANCE_ZONE);
      if (!(await tx.first(INSERT, [day, head.number, head.hash, tx.now]))) return;
      await this.export({ day, ...head, anchoredAt: tx.now.toISOString() });
    });
  }

  private async export(anchor: Anchor & { day: string; anchoredAt: string }): Promise<void> {
    this.logger.info(anchor, 'audit anchor');
    const { auditAnchorFile: file } = this.config;
    if (file) await appendFile(file, `${JSON.stringify(anchor)}\n`, { mode: 0o600, flush: true });
  }
}
