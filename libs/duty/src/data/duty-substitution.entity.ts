import { Sealed } from '#platform';
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DutyContext } from './duty-entry.entity.js';

/** Somebody who stands in for whoever an entry names, within the times of the entry. */
@Entity('duty_substitutions')
@Index('ix_duty_substitutions_staff', ['staffId', 'startsAt'])
@ForeignKey('DutyEntryEntity', ['entryId', 'entryStartsAt', 'entryEndsAt'], ['id', 'startsAt', 'endsAt'], {
  name: 'fk_duty_substitutions_entry',
  onUpdate: 'CASCADE',
})
@Check('ck_duty_substitutions_period', 'starts_at < ends_at')
@Check('ck_duty_substitutions_within', 'entry_starts_at <= starts_at AND ends_at <= entry_ends_at')
@Exclusion('ex_duty_substitutions_one_at_a_time', 'USING gist (entry_id WITH =, tstzrange(starts_at, ends_at) WITH &&)')
export class DutySubstitutionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_duty_substitutions' })
  id: string;

  @Column('uuid', { name: 'entry_id' })
  entryId: string;

  /** As the entry has it; follows the entry. */
  @Column('timestamptz', { name: 'entry_starts_at' })
  entryStartsAt: Date;

  /** As the entry has it; follows the entry. */
  @Column('timestamptz', { name: 'entry_ends_at' })
  entryEndsAt: Date;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  @ForeignKey('StaffEntity', { name: 'fk_duty_substitutions_staff' })
  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Sealed(DutyContext.Phone)
  @Column('text', { name: 'phone_ciphertext' })
  phoneCiphertext: string;

  @Column('text', { nullable: true })
  note: string | null;
}
