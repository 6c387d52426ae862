import { Injectable } from '@nestjs/common';
import type { Interval } from '#kernel';
import { Cipher, statement, type Queryable, type Transaction } from '#platform';
import type { DutyDraft } from '../domain/drafts.js';
import type { DutyFunction } from '../domain/duty-function.js';
import type { DutyInTheWay } from '../domain/errors.js';
import type { Terms } from '../domain/past.js';
import { DutyContext, DutyEntryEntity } from './duty-entry.entity.js';
import { DutySubstitutionEntity } from './duty-substitution.entity.js';

const ENTRY = `e.id, e.plan_id AS "planId", e.institution_id AS "institutionId", e.department_id AS "departmentId",
  e.function, e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.staff_id AS "staffId",
  e.phone_ciphertext AS "phoneCiphertext", e.note, e.version`;
const FIND = statement('duty.find', `SELECT ${ENTRY} FROM duty_entries e WHERE e.id = $1 AND e.institution_id = $2`);
const LOCK = statement(
  'duty.lock',
  `SELECT ${ENTRY} FROM duty_entries e WHERE e.id = $1 AND e.institution_id = $2 FOR UPDATE`,
);
const BEGINNING = statement(
  'duty.beginning',
  `SELECT ${ENTRY} FROM duty_entries e
   WHERE e.institution_id = $1 AND tstzrange(e.starts_at, e.ends_at) && tstzrange($2, $3) AND e.starts_at >= $2
   ORDER BY e.starts_at, e.id`,
);
const SUBSTITUTIONS = statement(
  'duty.substitutions',
  `SELECT v.id, v.staff_id AS "staffId", s.name AS "staffName", v.starts_at AS start, v.ends_at AS end, v.note,
     v.phone_ciphertext AS "phoneCiphertext"
   FROM duty_substitutions v JOIN staff s ON s.id = v.staff_id WHERE v.entry_id = $1 ORDER BY v.starts_at`,
);
const IN_THE_WAY = statement(
  'duty.in-the-way',
  `SELECT d.index, e.id AS "entryId", e.staff_id AS "staffId", s.name AS "staffName", e.starts_at AS "startsAt",
     e.ends_at AS "endsAt"
   FROM jsonb_to_recordset($2::jsonb) AS d(index int, department_id uuid, function text, starts_at timestamptz,
     ends_at timestamptz)
   JOIN duty_entries e ON e.institution_id = $1
     AND coalesce(e.department_id, e.institution_id) = coalesce(d.department_id, $1)
     AND e.function = d.function AND tstzrange(e.starts_at, e.ends_at) && tstzrange(d.starts_at, d.ends_at)
   LEFT JOIN staff s ON s.id = e.staff_id
   WHERE e.id <> ALL($3::uuid[]) ORDER BY d.index, e.starts_at`,
);

const TOUCH = statement('duty.touch', 'UPDATE duty_entries SET version = version + 1 WHERE id = $1');
const NAMED = statement(
  'duty.named',
  `SELECT e.id AS "entryId", d.name AS department, e.function, e.starts_at AS "from", e.ends_at AS "to",
     s.name AS "staffName"
   FROM duty_entries e LEFT JOIN departments d ON d.id = e.department_id LEFT JOIN staff s ON s.id = e.staff_id
   WHERE e.id = ANY($1::uuid[]) ORDER BY e.starts_at, e.id`,
);

/** Somebody who stands in. */
export interface Substitution extends Terms {
  readonly id: string;
  readonly staffId: string;
  readonly staffName: string;
}

/** A duty by the names that planners know. */
export interface NamedDuty {
  readonly entryId: string;
  /** Null: of the whole institution. */
  readonly department: string | null;
  readonly function: DutyFunction;
  readonly from: Date;
  readonly to: Date;
  readonly staffName: string | null;
}

/** A draft that knows its place in the request, its telephone and so everything that a row needs. */
export interface NumberedDraft extends DutyDraft {
  readonly index: number;
  readonly phone: string;
}

type SubstitutionRow = Omit<Substitution, 'phone'> & { readonly phoneCiphertext: string };

interface InTheWayRow extends Omit<DutyInTheWay, 'from' | 'to'> {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The roster as it lies in the database; telephones are encrypted here. */
@Injectable()
export class DutyEntryRepository {
  constructor(private readonly cipher: Cipher) {}

  /** An entry of that institution. */
  find(tx: Transaction, id: string, institutionId: string): Promise<DutyEntryEntity | null> {
    return tx.first<DutyEntryEntity & Record<string, unknown>>(FIND, [id, institutionId]);
  }

  lock(tx: Transaction, id: string, institutionId: string): Promise<DutyEntryEntity | null> {
    return tx.first<DutyEntryEntity & Record<string, unknown>>(LOCK, [id, institutionId]);
  }

  /** Entries that begin within a period, in the order of time. */
  listBeginningIn(on: Queryable, institutionId: string, { start, end }: Interval): Promise<DutyEntryEntity[]> {
    return on.query<DutyEntryEntity & Record<string, unknown>>(BEGINNING, [institutionId, start, end]);
  }

  async substitutionsOf(tx: Transaction, entryId: string): Promise<Substitution[]> {
    const rows = await tx.query<SubstitutionRow & Record<string, unknown>>(SUBSTITUTIONS, [entryId]);
    return rows.map((row) => ({ ...row, phone: this.phoneOf(row) }));
  }

  /** Who has a duty, and when. */
  termsOf(entry: DutyEntryEntity): Terms {
    const { startsAt: start, endsAt: end, staffId, note } = entry;
    return { start, end, staffId, note, phone: this.phoneOf(entry) };
  }

  /** Duties of one institution by their names, in the order of time. */
  named(tx: Transaction, ids: readonly string[]): Promise<NamedDuty[]> {
    return tx.query<NamedDuty & Record<string, unknown>>(NAMED, [ids]);
  }

  /** What is on the roster where the drafts are wanted. @param except entries that do not count */
  async inTheWay(
    tx: Transaction,
    institutionId: string,
    drafts: readonly NumberedDraft[],
    except: readonly string[] = [],
  ): Promise<DutyInTheWay[]> {
    const wanted = drafts.map(({ index, departmentId, function: duty, start, end }) => ({
      index,
      department_id: departmentId,
      function: duty,
      starts_at: start,
      ends_at: end,
    }));
    const values = [institutionId, JSON.stringify(wanted), [...except]];
    const rows = await tx.query<InTheWayRow & Record<string, unknown>>(IN_THE_WAY, values);
    return rows.map(({ startsAt, endsAt, ...row }) => ({
      ...row,
      from: startsAt.toISOString(),
      to: endsAt.toISOString(),
    }));
  }

  async insert(tx: Transaction, planId: string, drafts: readonly NumberedDraft[]): Promise<DutyEntryEntity[]> {
    const { institutionId } = tx.actor;
    const rows = drafts.map((draft) => ({
      ...this.columnsOf(draft),
      id: tx.newId(),
      planId,
      institutionId,
      departmentId: draft.departmentId,
      function: draft.function,
      version: 1,
    }));
    if (rows.length > 0) await tx.manager.insert(DutyEntryEntity, rows);
    return rows;
  }

  /** @param entry locked */
  async change(tx: Transaction, { id, version }: DutyEntryEntity, draft: NumberedDraft): Promise<void> {
    await tx.manager.update(DutyEntryEntity, { id }, { ...this.columnsOf(draft), version: version + 1 });
  }

  /** The version of an entry whose substitutes change. */
  touch(tx: Transaction, { id }: DutyEntryEntity): void {
    tx.write(TOUCH, [id]);
  }

  async remove(tx: Transaction, { id }: DutyEntryEntity): Promise<void> {
    await tx.manager.delete(DutySubstitutionEntity, { entryId: id });
    await tx.manager.delete(DutyEntryEntity, { id });
  }

  async insertSubstitution(tx: Transaction, entry: DutyEntryEntity, stand: NumberedDraft, id: string): Promise<void> {
    const { startsAt, endsAt, phoneCiphertext, note } = this.columnsOf(stand);
    await tx.manager.insert(DutySubstitutionEntity, {
      id,
      entryId: entry.id,
      entryStartsAt: entry.startsAt,
      entryEndsAt: entry.endsAt,
      startsAt,
      endsAt,
      staffId: stand.staffId!,
      phoneCiphertext,
      note,
    });
  }

  async removeSubstitution(tx: Transaction, id: string): Promise<void> {
    await tx.manager.delete(DutySubstitutionEntity, { id });
  }

  phoneOf({ phoneCiphertext }: { readonly phoneCiphertext: string }): string {
    return this.cipher.decrypt(phoneCiphertext, DutyContext.Phone);
  }

  private columnsOf({ start, end, staffId, phone, note }: NumberedDraft) {
    const phoneCiphertext = this.cipher.encrypt(phone, DutyContext.Phone);
    return { startsAt: start, endsAt: end, staffId, phoneCiphertext, note };
  }
}
