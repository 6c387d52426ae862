import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A key that values of this database were made with, to tell a wrong or missing one before anything is written. */
@Entity('key_register')
@Check('ck_key_register_purpose', `purpose IN ('ENCRYPTION', 'BLIND_INDEX')`)
export class KeyRegisterEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_key_register' })
  purpose: 'ENCRYPTION' | 'BLIND_INDEX';

  /** The id, or the generation of a key of the blind index. */
  @PrimaryColumn('text', { name: 'key_id', primaryKeyConstraintName: 'pk_key_register' })
  keyId: string;

  /** A keyed hash that only this key makes. */
  @Column('text', { name: 'check_value' })
  checkValue: string;

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt: Date;

  /** Since when nothing stands under it any more. */
  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt: Date | null;
}
