import { Injectable } from '@nestjs/common';
import { statement, type BlindIndexes, type Transaction } from '#platform';
import type { ArrangementEntity } from './arrangement.entity.js';
import { WrongCodeEntity } from './wrong-code.entity.js';

const BY_CODE = statement(
  'referral.by-code',
  `SELECT r.id, r.version FROM referral_arrangements a JOIN referrals r ON r.id = a.referral_id
   WHERE a.institution_id = $1 AND (a.code_index = $2 OR a.code_index_2 = $3) AND a.replaced_at IS NULL`,
);
const CREATE = statement(
  'referral.create-arrangement',
  `INSERT INTO referral_arrangements (id, referral_id, institution_id, visit_time, floor, room, phone, doctor_staff_id, ward, bed,
     nurse_station_phone, code_index, code_index_2, code_ciphertext, code_expires_at, arranged_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
);
const END = statement(
  'referral.end-arrangement',
  'UPDATE referral_arrangements SET replaced_at = $2 WHERE referral_id = $1 AND replaced_at IS NULL',
);
const WRONG_CODES = statement(
  'referral.wrong-codes',
  `SELECT count(*)::int AS count, min(attempted_at) AS first FROM appointment_wrong_codes
   WHERE account_id = $1 AND attempted_at > $2`,
);
/** Desks of one account count their attempts one after the other, so that parallel guesses do not slip through. */
const LOCK_DESK = statement('referral.lock-desk', `SELECT pg_advisory_xact_lock(hashtextextended($1::text, 7205312))`);

export interface WrongCodes {
  readonly count: number;
  /** The oldest of those that count; null when there is none. */
  readonly first: Date | null;
}

type NewArrangement = Omit<ArrangementEntity, 'arrangedAt' | 'replacedAt'>;

/** Writes arrangements and finds them by their code. */
@Injectable()
export class ArrangementRepository {
  /** It travels with the commit, because others may be waiting for what the arrangement has taken. */
  create(tx: Transaction, arrangement: NewArrangement): void {
    const { id, referralId, institutionId, visitTime, floor, room, phone, doctorStaffId, ward, bed } = arrangement;
    const { nurseStationPhone, codeIndex, codeIndex2, codeCiphertext, codeExpiresAt } = arrangement;
    const place = [floor, room, phone, doctorStaffId, ward, bed, nurseStationPhone];
    const code = [codeIndex, codeIndex2, codeCiphertext, codeExpiresAt];
    tx.write(CREATE, [id, referralId, institutionId, visitTime, ...place, ...code, tx.now]);
  }

  /** Its code counts no longer. */
  end(tx: Transaction, referralId: string): void {
    tx.write(END, [referralId, tx.now]);
  }

  findByCode(tx: Transaction, code: BlindIndexes): Promise<{ id: string; version: number } | null> {
    return tx.first(BY_CODE, [tx.actor.institutionId, ...code]);
  }

  async lockDesk(tx: Transaction): Promise<void> {
    await tx.query(LOCK_DESK, [tx.actor.accountId]);
  }

  async wrongCodes(tx: Transaction, since: Date): Promise<WrongCodes> {
    const [row] = await tx.query<{ count: number; first: Date | null }>(WRONG_CODES, [tx.actor.accountId, since]);
    return row!;
  }

  async addWrongCode(tx: Transaction): Promise<void> {
    await tx.manager.insert(WrongCodeEntity, { id: tx.newId(), accountId: tx.actor.accountId, attemptedAt: tx.now });
  }
}
