import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A wrong appointment code that was tried at a desk: some of them in a row lock the desk for a while. */
@Entity('appointment_wrong_codes')
@Index('ix_appointment_wrong_codes_account', ['accountId', 'attemptedAt'])
export class WrongCodeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_appointment_wrong_codes' })
  id: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('timestamptz', { name: 'attempted_at' })
  attemptedAt: Date;
}
