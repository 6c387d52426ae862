import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { CorrectionAct } from '../domain/correction-act.js';
import type { DutyFunction } from '../domain/duty-function.js';

/** Who was, or is, on duty by a correction: never a telephone. */
export interface CorrectedTerms {
  readonly from: string;
  readonly to: string;
  readonly staffId: string | null;
}

/** That the past of the roster was put right: by whom, why, what it was and what it is. Rows are never changed. */
@Entity('duty_corrections')
@Index('ix_duty_corrections_institution', ['institutionId', 'id'])
@Index('ix_duty_corrections_entry', ['entryId'])
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_duty_corrections_department',
})
@Check('ck_duty_corrections_act', `act IN ('ENTERED', 'CHANGED', 'REMOVED', 'SUBSTITUTED', 'SUBSTITUTE_WITHDRAWN')`)
@Check('ck_duty_corrections_terms', 'before IS NOT NULL OR after IS NOT NULL')
export class DutyCorrectionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_duty_corrections' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_duty_corrections_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** Null: for the whole institution. */
  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  @Column('text')
  function: DutyFunction;

  /** The duty; it may be gone. */
  @Column('uuid', { name: 'entry_id' })
  entryId: string;

  @Column('text')
  act: CorrectionAct;

  @Column('text', { name: 'reason_code' })
  reasonCode: string;

  @Column('text', { nullable: true })
  comment: string | null;

  /** Null: nobody was. */
  @Column('jsonb', { nullable: true })
  before: CorrectedTerms | null;

  /** Null: nobody is. */
  @Column('jsonb', { nullable: true })
  after: CorrectedTerms | null;

  @Column('timestamptz', { name: 'corrected_at' })
  correctedAt: Date;

  @ForeignKey('StaffEntity', { name: 'fk_duty_corrections_staff' })
  @Column('uuid', { name: 'corrected_by_staff_id' })
  correctedByStaffId: string;
}
