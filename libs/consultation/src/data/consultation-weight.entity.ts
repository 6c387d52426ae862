import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How much an expert takes of what any of a specialty could take: 100 is an ordinary share. */
@Entity('consultation_weights')
@Check('ck_consultation_weights_weight', 'weight_percent BETWEEN 1 AND 1000')
@Check('ck_consultation_weights_effective', 'effective_to > effective_from')
export class ConsultationWeightEntity {
  @ForeignKey('StaffEntity', { name: 'fk_consultation_weights_expert' })
  @PrimaryColumn('uuid', { name: 'expert_id', primaryKeyConstraintName: 'pk_consultation_weights' })
  expertId: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_consultation_weights' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('integer', { name: 'weight_percent' })
  weightPercent: number;
}
