import { Check, Column, Entity, Exclusion, PrimaryColumn } from 'typeorm';
import type { ConsentKind } from '../domain/consent.js';

/** What a patient who consents is told and agrees to, as it counts during one period; at no time more than one of a kind. */
@Entity('consent_texts')
@Check('ck_consent_texts_kind', "kind IN ('REFERRAL', 'ONWARD_REFERRAL', 'CONSULTATION', 'DATA_SHARING', 'CONTACT')")
@Check('ck_consent_texts_period', 'effective_to IS NULL OR effective_to > effective_from')
@Exclusion(
  'ex_consent_texts_one_at_a_time',
  'USING gist (kind WITH =, tstzrange(effective_from, effective_to) WITH &&)',
)
export class ConsentTextEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_consent_texts' })
  kind: ConsentKind;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_consent_texts' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('text')
  title: string;

  @Column('text')
  body: string;
}
