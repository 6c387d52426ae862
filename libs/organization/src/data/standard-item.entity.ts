import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { ItemCategory, RecognitionScope } from '../domain/standard-item.js';

/** One version of a standard item, from `effectiveFrom` until the next one; the last one counts now. */
@Entity('standard_items')
@Unique('uq_standard_items_code', ['code', 'version'])
@Check(
  'ck_standard_items_category',
  "category IN ('LABORATORY', 'IMAGING', 'ULTRASOUND', 'ECG', 'ENDOSCOPY', 'PATHOLOGY', 'FUNCTION')",
)
@Check('ck_standard_items_contrast', "contrast IN ('PLAIN', 'ENHANCED', 'BOTH')")
@Check('ck_standard_items_panel', "cardinality(panel_members) = 0 OR category = 'LABORATORY'")
@Check('ck_standard_items_price', 'price_cents >= 0')
@Check('ck_standard_items_scope', "recognition_scope IN ('NONE', 'ALLIANCE', 'CITY', 'PROVINCE', 'NATION')")
@Check(
  'ck_standard_items_window',
  `CASE WHEN window_unlimited THEN window_days IS NULL
    ELSE window_days > 0 OR (window_days IS NULL AND recognition_scope = 'NONE') END`,
)
@Check('ck_standard_items_version', 'version > 0')
export class StandardItemEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_standard_items' })
  id: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_standard_items' })
  version: number;

  @Column('timestamptz', { name: 'effective_from' })
  effectiveFrom: Date;

  /** The code of the alliance. */
  @Column('text')
  code: string;

  @Column('text', { name: 'national_code', nullable: true })
  nationalCode: string | null;

  @Column('text')
  name: string;

  @Column('text')
  category: ItemCategory;

  /** DICOM 0008,0060: `CT`, `MR`, `DX`. */
  @Column('text', { nullable: true })
  modality: string | null;

  @Column('text', { name: 'body_part', nullable: true })
  bodyPart: string | null;

  @Column('text', { nullable: true })
  contrast: 'PLAIN' | 'ENHANCED' | 'BOTH' | null;

  /** Codes of the items that a panel is made of. */
  @Column('text', { name: 'panel_members', array: true })
  panelMembers: string[];

  @Column('int', { name: 'price_cents' })
  priceCents: number;

  @Column('text', { name: 'recognition_scope' })
  recognitionScope: RecognitionScope;

  /** How long a result is recognised. */
  @Column('int', { name: 'window_days', nullable: true })
  windowDays: number | null;

  /** Recognised for ever: a blood group does not change. */
  @Column('boolean', { name: 'window_unlimited' })
  windowUnlimited: boolean;

  /** Why it stands on the negative list, where it does. */
  @Column('text', { name: 'never_recognised_reason', nullable: true })
  neverRecognisedReason: string | null;

  @Column('boolean')
  active: boolean;
}
