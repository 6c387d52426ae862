import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ResultFlag } from '../domain/reference-range.js';
import type { ResultSource } from '../domain/report.transitions.js';

/** A value of a report, with how it lies to what was usual and to the one before it. */
@Entity('lab_results')
@Check('ck_lab_results_flag', `flag IN ('NORMAL', 'LOW', 'HIGH', 'ABNORMAL')`)
@Check('ck_lab_results_source', `source IN ('ENTERED', 'FILE', 'SYSTEM')`)
@Check(
  'ck_lab_results_by',
  `num_nonnulls(entered_by_staff_id, entered_by_machine_id) = 1 AND (source = 'SYSTEM') = (entered_by_machine_id IS NOT NULL)`,
)
export class LabResultEntity {
  @ForeignKey('LabReportEntity', { name: 'fk_lab_results_report' })
  @PrimaryColumn('uuid', { name: 'report_id', primaryKeyConstraintName: 'pk_lab_results' })
  reportId: string;

  @PrimaryColumn('text', { name: 'item_code', primaryKeyConstraintName: 'pk_lab_results' })
  itemCode: string;

  @Column('text')
  name: string;

  @Column('text')
  unit: string;

  @Column('integer')
  position: number;

  @Column('text')
  value: string;

  @Column('text', { nullable: true })
  flag: ResultFlag | null;

  @Column('text', { name: 'range_text', nullable: true })
  rangeText: string | null;

  @Column('integer', { name: 'delta_percent', nullable: true })
  deltaPercent: number | null;

  @Column('boolean', { name: 'delta_exceeded' })
  deltaExceeded: boolean;

  @ForeignKey('CriticalValueEntity', { name: 'fk_lab_results_critical' })
  @Column('uuid', { name: 'critical_value_id', nullable: true })
  criticalValueId: string | null;

  @Column('text')
  source: ResultSource;

  @Column('timestamptz', { name: 'measured_at' })
  measuredAt: Date;

  @Column('timestamptz', { name: 'entered_at' })
  enteredAt: Date;

  @ForeignKey('StaffEntity', { name: 'fk_lab_results_staff' })
  @Column('uuid', { name: 'entered_by_staff_id', nullable: true })
  enteredByStaffId: string | null;

  @ForeignKey('MachineAccountEntity', { name: 'fk_lab_results_machine' })
  @Column('uuid', { name: 'entered_by_machine_id', nullable: true })
  enteredByMachineId: string | null;
}
