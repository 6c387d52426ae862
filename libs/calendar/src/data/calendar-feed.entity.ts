import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { FeedScope } from '../domain/feed.js';

/** A calendar that somebody subscribes to by a secret link. */
@Entity('calendar_feeds')
@Index('ix_calendar_feeds_staff', ['staffId', 'createdAt'])
@Unique('uq_calendar_feeds_token', ['tokenHash'])
@Check('ck_calendar_feeds_scope', `scope IN ('OWN', 'INSTITUTION')`)
@Check('ck_calendar_feeds_token', 'octet_length(token_hash) = 32')
export class CalendarFeedEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_calendar_feeds' })
  id: string;

  @ForeignKey('StaffEntity', { name: 'fk_calendar_feeds_staff' })
  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('text')
  scope: FeedScope;

  @ForeignKey('InstitutionEntity', { name: 'fk_calendar_feeds_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** SHA-256 of what the link ends with. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;

  @Column('int')
  version: number;
}
