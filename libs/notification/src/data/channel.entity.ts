import { Sealed } from '#platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ChannelKind } from '../domain/channel-kind.js';
import type { NoticeDomain } from '../domain/notice-domain.js';
import type { Urgency } from '../domain/urgency.js';
import { NotificationContext } from './notification-context.js';

/** A way out of the platform that an institution has set up. */
@Entity('notice_channels')
@Index('ix_notice_channels_institution', ['institutionId', 'id'])
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_notice_channels_department',
})
@Check('ck_notice_channels_kind', `kind IN ('WEBHOOK', 'WECOM_ROBOT', 'DINGTALK_ROBOT', 'SMS_GATEWAY', 'SMTP')`)
@Check('ck_notice_channels_urgency', `lowest_urgency IN ('ROUTINE', 'URGENT', 'EMERGENCY')`)
@Check('ck_notice_channels_mail', `(kind = 'SMTP') = (sender IS NOT NULL AND mail_to IS NOT NULL)`)
export class ChannelEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_notice_channels' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_notice_channels_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** Only what concerns this department; null for all of the institution. */
  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  @Column('text')
  kind: ChannelKind;

  @Column('text')
  name: string;

  /** Where to, without anything secret. */
  @Column('text')
  url: string;

  @Sealed(NotificationContext.Secrets)
  @Column('text', { name: 'secrets_ciphertext', nullable: true })
  secretsCiphertext: string | null;

  @Column('text', { nullable: true })
  sender: string | null;

  @Column('text', { name: 'mail_to', array: true, nullable: true })
  mailTo: string[] | null;

  @Column('text', { name: 'lowest_urgency' })
  lowestUrgency: Urgency;

  @Column('text', { array: true, nullable: true })
  domains: NoticeDomain[] | null;

  @Column('boolean')
  active: boolean;

  @Column('int')
  version: number;
}
