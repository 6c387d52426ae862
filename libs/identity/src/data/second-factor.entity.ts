import { Sealed } from '#platform';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Context of the encrypted secret. */
export const SECRET_CONTEXT = 'second_factors.secret';

/** The secret that an account shares with its owner's device (TOTP, RFC 6238). */
@Entity('second_factors')
@Check('ck_second_factors_last_step', 'last_step IS NULL OR confirmed_at IS NOT NULL')
export class SecondFactorEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'pk_second_factors' })
  @ForeignKey('AccountEntity', { name: 'fk_second_factors_account' })
  accountId: string;

  @Sealed(SECRET_CONTEXT)
  @Column('text', { name: 'secret_ciphertext' })
  secretCiphertext: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** When the device proved that it has the secret; before that nothing is asked of it. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  /** The newest time step whose code was used: that one and older ones never count again. */
  @Column('int', { name: 'last_step', nullable: true })
  lastStep: number | null;
}
