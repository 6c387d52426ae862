import { Sealed } from '#platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { StaffTitle } from '../domain/staff-title.js';

/** Contexts of encrypted columns: a value cannot be moved to another one. */
export const StaffContext = { Phone: 'staff.phone' } as const;

@Entity('staff')
@Unique('uq_staff_staff_no', ['staffNo'])
@Index('ix_staff_institution', ['institutionId', 'staffNo'])
@Index('ix_staff_department', ['departmentId', 'staffNo'])
@Check('ck_staff_title', "title IN ('NONE', 'JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR', 'SENIOR')")
@Check('ck_staff_phone', '(phone_ciphertext IS NULL) = (phone_masked IS NULL)')
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_staff_department',
})
export class StaffEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_staff' })
  id: string;

  @Column('text', { name: 'staff_no' })
  staffNo: string;

  @Column('text')
  name: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_staff_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  @Column('text')
  title: StaffTitle;

  /** Begin of independent practice. */
  @Column('date', { name: 'practice_started_on', nullable: true })
  practiceStartedOn: string | null;

  @Column('text', { name: 'specialty_codes', array: true })
  specialtyCodes: string[];

  @Sealed(StaffContext.Phone)
  @Column('text', { name: 'phone_ciphertext', nullable: true })
  phoneCiphertext: string | null;

  @Column('text', { name: 'phone_masked', nullable: true })
  phoneMasked: string | null;

  @Column('boolean')
  active: boolean;

  @Column('int')
  version: number;
}
