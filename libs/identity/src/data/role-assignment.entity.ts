import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '../domain/roles.js';

/** A staff member holds a role at an institution, or for one department of it, from `validFrom` until before `validTo`. */
@Entity('role_assignments')
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_role_assignments_department',
})
@Index('ix_role_assignments_staff', ['staffId', 'institutionId'])
@Index('ix_role_assignments_institution', ['institutionId', 'role'])
@Index('uq_role_assignments_open_ended', { synchronize: false })
@Check(
  'ck_role_assignments_role',
  `role IN ('VILLAGE_DOCTOR', 'TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD', 'COUNTY_DOCTOR', 'DEPT_HEAD', 'REFERRAL_COORDINATOR',
    'REGISTRAR', 'CONSULT_COORDINATOR', 'EXPERT', 'ROTA_MANAGER', 'TECHNICIAN', 'REPORTER', 'REVIEWER', 'CENTER_HEAD',
    'MEDICAL_AFFAIRS', 'QUALITY', 'DIRECTOR', 'GENERAL_DUTY', 'API_CLIENT', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR')`,
)
@Check('ck_role_assignments_period', 'valid_to >= valid_from')
export class RoleAssignmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_role_assignments' })
  id: string;

  @Column('uuid', { name: 'staff_id' })
  @ForeignKey('StaffEntity', { name: 'fk_role_assignments_staff' })
  staffId: string;

  @Column('text')
  role: Role;

  @Column('uuid', { name: 'institution_id' })
  @ForeignKey('InstitutionEntity', { name: 'fk_role_assignments_institution' })
  institutionId: string;

  /** Null: for the whole institution. */
  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom: Date;

  @Column('timestamptz', { name: 'valid_to', nullable: true })
  validTo: Date | null;
}
