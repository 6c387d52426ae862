import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { InstitutionKind } from '../domain/institution-kind.js';

@Entity('institutions')
@Unique('uq_institutions_code', ['code'])
@Unique('uq_institutions_credit_code', ['creditCode'])
@Index('ix_institutions_parent', ['parentId'])
@Check(
  'ck_institutions_kind',
  "kind IN ('LEAD_HOSPITAL', 'COUNTY_HOSPITAL', 'TCM_HOSPITAL', 'TOWNSHIP_CENTER', 'VILLAGE_CLINIC')",
)
@Check('ck_institutions_parent', 'parent_id <> id')
export class InstitutionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_institutions' })
  id: string;

  /** 医疗机构代码; what is unusual about it stands in `codeWarnings`. */
  @Column('text')
  code: string;

  @Column('text', { name: 'code_warnings', array: true })
  codeWarnings: string[];

  @Column('text', { name: 'credit_code', nullable: true })
  creditCode: string | null;

  @Column('text')
  name: string;

  @Column('text', { name: 'short_name' })
  shortName: string;

  @Column('text')
  kind: InstitutionKind;

  @ForeignKey('InstitutionEntity', { name: 'fk_institutions_parent' })
  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId: string | null;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('boolean')
  active: boolean;

  @Column('int')
  version: number;
}
