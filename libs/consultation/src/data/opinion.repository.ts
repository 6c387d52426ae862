import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { changeRow, statement, type Transaction } from '#platform';
import type { Suggestion } from '../domain/consultation.js';

/** What an opinion says. */
export interface OpinionContent {
  /** JSON of the coded diagnoses. */
  readonly diagnoses: string;
  readonly diagnosisText: string | null;
  readonly advice: string;
  readonly suggestion: Suggestion;
  readonly suggestionText: string | null;
}

export interface NewOpinion extends OpinionContent {
  readonly id: string;
  readonly consultationId: string;
  readonly revision: number;
  readonly amendedBecause: string | null;
  readonly authorStaffId: string;
}

const CHANGEABLE = {
  state: 'state',
  diagnoses: 'diagnoses',
  diagnosisText: 'diagnosis_text',
  advice: 'advice',
  suggestion: 'suggestion',
  suggestionText: 'suggestion_text',
  signedAt: 'signed_at',
} as const;
export type OpinionChanges = { readonly [Name in keyof typeof CHANGEABLE]?: unknown };

const CREATE = statement(
  'consultation.opinion-create',
  `INSERT INTO consultation_opinions (id, consultation_id, revision, diagnoses, diagnosis_text, advice, suggestion,
     suggestion_text, amended_because, author_staff_id, written_at, state, version)
   VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, 'DRAFTED', 1)`,
);
const WORDS = statement(
  'consultation.opinion-words',
  `SELECT json_build_array(diagnoses, diagnosis_text, advice, suggestion, suggestion_text, amended_because)::text AS words
   FROM consultation_opinions WHERE id = $1`,
);
const SIGN = statement(
  'consultation.opinion-sign',
  `INSERT INTO consultation_signatures (opinion_id, staff_id, position, content_hash, signed_at)
   VALUES ($1, $2, $3, $4, $5)`,
);
const UNSIGN = statement('consultation.opinion-unsign', 'DELETE FROM consultation_signatures WHERE opinion_id = $1');
const SUPERSEDE = statement(
  'consultation.opinion-supersede',
  `UPDATE consultation_opinions SET state = 'SUPERSEDED', version = version + 1
   WHERE consultation_id = $1 AND state = 'SIGNED' AND id <> $2`,
);

/** Writes opinions. Whoever calls has locked the case. */
@Injectable()
export class OpinionRepository {
  create(tx: Transaction, given: NewOpinion): void {
    const { id, consultationId, revision, diagnoses, diagnosisText, advice, suggestion, suggestionText } = given;
    const said = [diagnoses, diagnosisText, advice, suggestion, suggestionText, given.amendedBecause];
    tx.write(CREATE, [id, consultationId, revision, ...said, given.authorStaffId, tx.now]);
  }

  change(tx: Transaction, row: { readonly id: string; readonly version: number }, changes: OpinionChanges): number {
    return changeRow(tx, row, { table: 'consultation_opinions', columns: CHANGEABLE, changes });
  }

  /** A signature keeps what the words were. */
  async sign(tx: Transaction, opinionId: string, { staffId, position }: Signer): Promise<void> {
    const found = await tx.first<{ words: string }>(WORDS, [opinionId]);
    const hash = createHash('sha256').update(found!.words).digest('hex');
    tx.write(SIGN, [opinionId, staffId, position, hash, tx.now]);
  }

  unsign(tx: Transaction, opinionId: string): void {
    tx.write(UNSIGN, [opinionId]);
  }

  /** Whatever was signed before gives way to this version. */
  supersede(tx: Transaction, consultationId: string, by: string): void {
    tx.write(SUPERSEDE, [consultationId, by]);
  }
}

interface Signer {
  readonly staffId: string;
  readonly position: number;
}
