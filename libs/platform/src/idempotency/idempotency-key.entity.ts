import { ShortLivedHash } from '../keys/sealed.js';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Remembers which request made which aggregate, so that a repeated one gets the same answer. Holds no personal data. */
@Entity('idempotency_keys')
@Index('ix_idempotency_keys_created_at', ['createdAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'pk_idempotency_keys' })
  accountId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_idempotency_keys' })
  key: string;

  /** Keyed hash over operation and input, base64url: a plain one would let identifiers be guessed. */
  @ShortLivedHash('createdAt')
  @Column('text', { name: 'request_hash' })
  requestHash: string;

  @Column('uuid', { name: 'aggregate_id' })
  aggregateId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
