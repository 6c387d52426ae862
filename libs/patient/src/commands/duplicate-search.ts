import { Inject, Injectable } from '@nestjs/common';
import { minutes, type Clock } from '#kernel';
import {
  BackgroundWork,
  CLOCK,
  Database,
  EventConsumer,
  statement,
  type DeliveredEvent,
  type Transaction,
} from '#platform';
import { DuplicateFinder } from '../data/duplicate-finder.js';

/** Looks for others who may be the same person whenever something changes of what is compared. */
@Injectable()
export class DuplicateWatch extends EventConsumer {
  readonly name = 'patient.duplicates';
  readonly topics = [
    'patient.registered',
    'patient.registered-unidentified',
    'patient.contact-changed',
    'patient.identified',
    'patient.identification-undone',
  ];

  constructor(private readonly finder: DuplicateFinder) {
    super();
  }

  handle(tx: Transaction, { aggregateId }: DeliveredEvent): Promise<void> {
    return this.finder.find(tx, [aggregateId], tx.now);
  }
}

const BATCH = 200;
const NEXT = statement(
  'patient.duplicate-scan',
  `SELECT scanned_to AS "scannedTo", (SELECT coalesce(json_agg(id), '[]') FROM (SELECT p.id FROM patients p
     WHERE (s.scanned_to IS NULL OR p.id > s.scanned_to) ORDER BY p.id LIMIT ${BATCH}) next) AS ids
   FROM patient_duplicate_scan s WHERE NOT EXISTS (SELECT 1 FROM patients WHERE name_pinyin IS NULL)`,
);
const GO_ON = statement(
  'patient.duplicate-scanned',
  'UPDATE patient_duplicate_scan SET scanned_to = $2 WHERE scanned_to IS NOT DISTINCT FROM $1::uuid',
);

/**
 * Compares those who were there before, once, as soon as it is known how all names sound; two workers at once do the same and
 * find the same.
 */
@Injectable()
export class DuplicateScan extends BackgroundWork {
  readonly name = 'patient.duplicate-scan';
  readonly intervalMs = minutes(5);

  constructor(
    private readonly database: Database,
    private readonly finder: DuplicateFinder,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async round(): Promise<boolean> {
    const next = await this.database.first<{ scannedTo: string | null; ids: string[] }>(NEXT);
    const { scannedTo, ids } = next ?? { scannedTo: null, ids: [] };
    if (ids.length === 0) return false;
    await this.finder.find(this.database, ids, this.clock.now());
    await this.database.query(GO_ON, [scannedTo, ids.at(-1)]);
    return ids.length === BATCH;
  }
}
