import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ContentType } from './content-check.js';

/** A file that was uploaded: only once its content is checked may anything use it. What it is called belongs to the user. */
@Entity('stored_files')
@Index('ix_stored_files_unused', ['unusedSince'], { where: 'unused_since IS NOT NULL' })
@Check('ck_stored_files_state', "state IN ('RECEIVED', 'CHECKED', 'REFUSED')")
@Check(
  'ck_stored_files_checked',
  "(state = 'CHECKED') = (content_type IS NOT NULL AND size IS NOT NULL AND sha256 IS NOT NULL)",
)
@Check('ck_stored_files_refused', "(state = 'REFUSED') = (refusal_rule IS NOT NULL)")
@Check('ck_stored_files_used', "unused_since IS NOT NULL OR state = 'CHECKED'")
export class StoredFileEntity {
  /** Also names the content in the store. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stored_files' })
  id: string;

  /** What it was uploaded for: `referral.attachment`. */
  @Column('text')
  purpose: string;

  /** Who uploaded it; nobody else may put it to use. */
  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  state: 'RECEIVED' | 'CHECKED' | 'REFUSED';

  @Column('text', { name: 'content_type', nullable: true })
  contentType: ContentType | null;

  @Column('int', { nullable: true })
  size: number | null;

  /** Of the content, as hexadecimal digits. */
  @Column('text', { nullable: true })
  sha256: string | null;

  @Column('text', { name: 'refusal_rule', nullable: true })
  refusalRule: string | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  /** Null while something uses it. */
  @Column('timestamptz', { name: 'unused_since', nullable: true })
  unusedSince: Date | null;
}
