import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { WantedPlace } from '../domain/slot-search.js';

/** A coordinator has looked for a place or a bed, and there was none. */
@Entity('referral_slot_searches')
@Index('ix_referral_slot_searches_referral', ['referralId', 'searchedAt'])
@Check('ck_referral_slot_searches_wanted', "wanted IN ('SLOT', 'BED')")
@Check('ck_referral_slot_searches_days', 'first_day <= last_day')
export class SlotSearchEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_referral_slot_searches' })
  id: string;

  @ForeignKey('ReferralEntity', { name: 'fk_referral_slot_searches_referral' })
  @Column('uuid', { name: 'referral_id' })
  referralId: string;

  /** Where it was looked for. */
  @ForeignKey('DepartmentEntity', { name: 'fk_referral_slot_searches_department' })
  @Column('uuid', { name: 'department_id' })
  departmentId: string;

  @Column('text')
  wanted: WantedPlace;

  @Column('date', { name: 'first_day' })
  firstDay: string;

  @Column('date', { name: 'last_day' })
  lastDay: string;

  @Column('text', { nullable: true })
  comment: string | null;

  @Column('timestamptz', { name: 'searched_at' })
  searchedAt: Date;

  @ForeignKey('StaffEntity', { name: 'fk_referral_slot_searches_staff' })
  @Column('uuid', { name: 'staff_id' })
  staffId: string;
}
