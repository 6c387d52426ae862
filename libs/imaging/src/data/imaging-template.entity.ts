import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A version of a text to begin a report with, and of the findings that it asks for. */
@Entity('imaging_templates')
@Check('ck_imaging_templates_effective', `effective_to > effective_from`)
export class ImagingTemplateEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_imaging_templates' })
  code: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_imaging_templates' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('text', { name: 'group_code' })
  groupCode: string;

  @Column('text', { name: 'label_zh' })
  labelZh: string;

  @Column('text', { name: 'label_en' })
  labelEn: string;

  @Column('text')
  findings: string;

  @Column('text')
  conclusion: string;

  @Column('jsonb')
  fields: unknown;

  @Column('int')
  position: number;
}
