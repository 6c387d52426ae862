import { Injectable } from '@nestjs/common';
import { RateLimitedError, after, before, elapsed, minutes } from '#kernel';
import { ReferenceData, statement, type Transaction } from '#platform';
import { probeLimits, type ProbeKind } from '../domain/probe.js';

/** Attempts of one account go one after the other, so that many at once cannot find out more. */
const LOCK = statement('patient.lock-probes', 'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 7205313))');
/** The attempt that has to be forgotten before another one counts; null where that is none. */
const OLDEST = statement(
  'patient.probes',
  `SELECT (SELECT attempted_at FROM patient_probes WHERE account_id = $1 AND kind = $2 AND attempted_at > $3
     ORDER BY attempted_at DESC OFFSET $4 LIMIT 1) AS at`,
);
const NOTE = statement(
  'patient.note-probe',
  'INSERT INTO patient_probes (id, account_id, kind, attempted_at) VALUES ($1, $2, $3, $4)',
);

/** Holds back those who ask number by number. */
@Injectable()
export class ProbeLimits {
  constructor(private readonly reference: ReferenceData) {}

  /** To be asked before the index is: who is held back must not be told apart from who finds nobody. @throws RateLimitedError */
  async admit(tx: Transaction, kind: ProbeKind): Promise<void> {
    const { attempts, window } = probeLimits[kind];
    const settings = await this.reference.settings([attempts, window], tx.now, tx);
    const since = before(tx.now, minutes(settings[window]!));
    const { accountId } = tx.actor;
    const [, oldest] = await Promise.all([
      tx.query(LOCK, [accountId]),
      tx.first<{ at: Date | null }>(OLDEST, [accountId, kind, since, settings[attempts]! - 1]),
    ]);
    if (!oldest?.at) return;
    const again = after(oldest.at, minutes(settings[window]!));
    throw new RateLimitedError(Math.max(1, Math.ceil(elapsed(tx.now, again) / 1_000)));
  }

  /** Counts an attempt, which the transaction must commit whatever its caller is answered. */
  note(tx: Transaction, kind: ProbeKind): void {
    tx.write(NOTE, [tx.newId(), tx.actor.accountId, kind, tx.now]);
  }
}
