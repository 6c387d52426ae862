import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** People of whom no more than so many may be away at once. */
@Entity('dispatch_key_groups')
@Index('ix_dispatch_key_groups_institution', ['institutionId', 'id'])
@Check('ck_dispatch_key_groups_away', `max_away BETWEEN 0 AND 50 AND cardinality(expert_ids) > 1`)
export class KeyStaffGroupEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_dispatch_key_groups' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_key_groups_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('text')
  name: string;

  @Column('uuid', { name: 'expert_ids', array: true })
  expertIds: string[];

  @Column('int', { name: 'max_away' })
  maxAway: number;

  @Column('boolean')
  active: boolean;

  @Column('int')
  version: number;
}
