import { Sealed } from '#platform';
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { DutyFunction } from '../domain/duty-function.js';

/** Contexts of encrypted columns: a value cannot be moved to another one. */
export const DutyContext = { Phone: 'duty.phone' } as const;

/** Somebody, or a telephone, on duty from `startsAt` until before `endsAt`; at no time two in one function of one place. */
@Entity('duty_entries')
@Unique('uq_duty_entries_period', ['id', 'startsAt', 'endsAt'])
@Index('ix_duty_entries_plan', ['planId'])
@Index('ix_duty_entries_staff', ['staffId', 'startsAt'])
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_duty_entries_department',
})
@Check(
  'ck_duty_entries_function',
  `function IN ('DUTY_DOCTOR', 'DUTY_HEAD', 'CENTRE_PHONE', 'MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY')`,
)
@Check('ck_duty_entries_period', 'starts_at < ends_at')
@Check(
  'ck_duty_entries_place',
  `CASE WHEN function IN ('MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY') THEN department_id IS NULL
    WHEN function = 'CENTRE_PHONE' THEN department_id IS NOT NULL ELSE true END`,
)
@Check('ck_duty_entries_person', `staff_id IS NOT NULL OR function = 'CENTRE_PHONE'`)
@Exclusion(
  'ex_duty_entries_one_at_a_time',
  `USING gist (institution_id WITH =, coalesce(department_id, institution_id) WITH =, function WITH =,
    tstzrange(starts_at, ends_at) WITH &&)`,
)
export class DutyEntryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_duty_entries' })
  id: string;

  /** The month entry, copy or import that it came with. */
  @Column('uuid', { name: 'plan_id' })
  planId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_duty_entries_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** Null: for the whole institution. */
  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  @Column('text')
  function: DutyFunction;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  /** Null: a telephone that whoever is near it answers. */
  @ForeignKey('StaffEntity', { name: 'fk_duty_entries_staff' })
  @Column('uuid', { name: 'staff_id', nullable: true })
  staffId: string | null;

  @Sealed(DutyContext.Phone)
  @Column('text', { name: 'phone_ciphertext' })
  phoneCiphertext: string;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('int')
  version: number;
}
