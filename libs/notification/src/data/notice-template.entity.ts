import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Medium } from '../domain/medium.js';

/** The text of a notice in one language for one medium, as it counts from an instant on. Rows are never changed. */
@Entity('notice_templates')
@Check('ck_notice_templates_version', 'version >= 1')
@Check('ck_notice_templates_locale', `locale IN ('zh-CN', 'en')`)
@Check('ck_notice_templates_medium', `medium IN ('INBOX', 'EMAIL', 'ROBOT', 'SMS')`)
export class NoticeTemplateEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_notice_templates' })
  code: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_notice_templates' })
  version: number;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_notice_templates' })
  locale: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_notice_templates' })
  medium: Medium;

  @Column('text')
  title: string;

  @Column('text')
  body: string;

  @Column('timestamptz', { name: 'effective_from' })
  effectiveFrom: Date;
}
