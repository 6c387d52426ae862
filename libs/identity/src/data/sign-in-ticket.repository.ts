import { Injectable } from '@nestjs/common';
import { Database, statement, type Transaction } from '#platform';
import { hashSessionToken } from './session-token.js';
import { SignInTicketEntity } from './sign-in-ticket.entity.js';

const FIND = statement(
  'sign-in-ticket.find',
  `SELECT id, account_id AS "accountId", account_version AS "accountVersion", by_provider AS "byProvider"
   FROM sign_in_tickets WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2`,
);
const USE = statement(
  'sign-in-ticket.use',
  'UPDATE sign_in_tickets SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id',
);

export type OpenTicket = Pick<SignInTicketEntity, 'id' | 'accountId' | 'accountVersion' | 'byProvider'>;

@Injectable()
export class SignInTicketRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Transaction, ticket: SignInTicketEntity): Promise<void> {
    await tx.manager.insert(SignInTicketEntity, ticket);
  }

  /** The ticket of a token, while it can be used. */
  find(token: string, now: Date): Promise<OpenTicket | null> {
    return this.database.first<OpenTicket>(FIND, [hashSessionToken(token), now]);
  }

  /** @returns whether nobody has used it before, and it is not too late */
  async use(tx: Transaction, id: string): Promise<boolean> {
    return (await tx.first(USE, [id, tx.now])) !== null;
  }
}
