import { Injectable } from '@nestjs/common';
import { Database, statement, versionSql } from '#platform';
import type { ConsentKind } from '../domain/consent.js';

export interface ConsentTextPeriod {
  readonly kind: ConsentKind;
  readonly title: string;
  readonly body: string;
  readonly effectiveFrom: Date;
  readonly effectiveTo: Date | null;
  readonly version: number;
}

const PERIODS = statement(
  'patient.consent-texts',
  `SELECT c.kind, c.title, c.body, c.effective_from AS "effectiveFrom", c.effective_to AS "effectiveTo",
     ${versionSql('consent_texts', ['kind'], 'c')} AS version
   FROM consent_texts c WHERE $1::text IS NULL OR c.kind = $1 ORDER BY c.kind, c.effective_from DESC`,
);

/** The texts of consents with all their periods. */
@Injectable()
export class ConsentTextQueries {
  constructor(private readonly database: Database) {}

  list(kind: ConsentKind | null = null): Promise<ConsentTextPeriod[]> {
    return this.database.query<ConsentTextPeriod & Record<string, unknown>>(PERIODS, [kind]);
  }
}
