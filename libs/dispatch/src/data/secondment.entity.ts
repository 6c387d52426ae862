import type { LocalDate } from '#kernel';
import type { SecondmentBreak, SecondmentState } from '../domain/secondment.js';
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Somebody who works at another institution for a long time (长期派驻). */
@Entity('dispatch_secondments')
@Index('ix_dispatch_secondments_institution', ['institutionId', 'fromDay', 'id'])
@Index('ix_dispatch_secondments_host', ['hostInstitutionId', 'fromDay', 'id'])
@Check('ck_dispatch_secondments_period', `from_day <= to_day`)
@Check(
  'ck_dispatch_secondments_state',
  `state IN ('PLANNED', 'ACTIVE', 'ENDED', 'TERMINATED') AND (state IN ('ENDED', 'TERMINATED')) = (ended_at IS NOT NULL)`,
)
@Exclusion(
  'ex_dispatch_secondments_one_at_a_time',
  `USING gist (expert_id WITH =, daterange(from_day, to_day, '[]') WITH &&)`,
)
export class SecondmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_dispatch_secondments' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_secondments_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @ForeignKey('StaffEntity', { name: 'fk_dispatch_secondments_expert' })
  @Column('uuid', { name: 'expert_id' })
  expertId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_secondments_host' })
  @Column('uuid', { name: 'host_institution_id' })
  hostInstitutionId: string;

  @Column('date', { name: 'from_day' })
  fromDay: LocalDate;

  @Column('date', { name: 'to_day' })
  toDay: LocalDate;

  @Column('text')
  state: SecondmentState;

  @Column('jsonb')
  breaks: readonly SecondmentBreak[];

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @Column('uuid', { name: 'created_by_staff_id' })
  createdByStaffId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('int')
  version: number;
}

/** A secondment that was taken back before it began. */
@Entity('dispatch_withdrawn_secondments')
@Check('ck_dispatch_withdrawn_secondments_period', `from_day <= to_day`)
export class WithdrawnSecondmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_dispatch_withdrawn_secondments' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_withdrawn_secondments_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @ForeignKey('StaffEntity', { name: 'fk_dispatch_withdrawn_secondments_expert' })
  @Column('uuid', { name: 'expert_id' })
  expertId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_withdrawn_secondments_host' })
  @Column('uuid', { name: 'host_institution_id' })
  hostInstitutionId: string;

  @Column('date', { name: 'from_day' })
  fromDay: LocalDate;

  @Column('date', { name: 'to_day' })
  toDay: LocalDate;

  @Column('text', { name: 'reason_code' })
  reasonCode: string;

  @Column('uuid', { name: 'created_by_staff_id' })
  createdByStaffId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'withdrawn_at' })
  withdrawnAt: Date;

  @Column('int')
  version: number;
}
