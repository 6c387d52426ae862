import { Injectable } from '@nestjs/common';
import { minutes } from '#kernel';
import { BackgroundWork, Database, statement } from '#platform';
import { soundOf } from '../data/name-sound.js';

const BATCH = 500;
const UNSPELLED = statement(
  'patient.unspelled',
  `SELECT id, name FROM patients WHERE name_pinyin IS NULL ORDER BY id LIMIT ${BATCH}`,
);
/** A name that was changed meanwhile has been spelled by whoever changed it. */
const SPELL = statement(
  'patient.spell',
  `UPDATE patients p SET name_pinyin = s.pinyin, name_initials = s.initials
   FROM jsonb_to_recordset($1::jsonb) AS s(id uuid, name text, pinyin text, initials text)
   WHERE p.id = s.id AND p.name = s.name AND p.name_pinyin IS NULL`,
);

/** Spells the names of patients who were entered before names were looked for by their sound, or by another way. */
@Injectable()
export class NameSpellingWork extends BackgroundWork {
  readonly name = 'patient.name-spelling';
  readonly intervalMs = minutes(1);

  constructor(private readonly database: Database) {
    super();
  }

  async round(): Promise<boolean> {
    const unspelled = await this.database.query<{ id: string; name: string }>(UNSPELLED);
    if (unspelled.length === 0) return false;
    const spelled = unspelled.map(({ id, name }) => ({ id, name, ...soundOf(name) }));
    await this.database.query(SPELL, [JSON.stringify(spelled)]);
    return unspelled.length === BATCH;
  }
}
