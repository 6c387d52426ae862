import type { SessionChange } from '../domain/plan-state.js';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A published version of a rota, and what it changed. */
@Entity('dispatch_plan_revisions')
export class RotaRevisionEntity {
  @ForeignKey('RotaPlanEntity', { name: 'fk_dispatch_plan_revisions_plan' })
  @PrimaryColumn('uuid', { name: 'plan_id', primaryKeyConstraintName: 'pk_dispatch_plan_revisions' })
  planId: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_dispatch_plan_revisions' })
  revision: number;

  @Column('timestamptz', { name: 'published_at' })
  publishedAt: Date;

  @Column('uuid', { name: 'published_by_staff_id' })
  publishedByStaffId: string;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('jsonb')
  changes: readonly SessionChange[];
}
