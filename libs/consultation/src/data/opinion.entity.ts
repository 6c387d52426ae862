import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A version of the opinion. Its words are fixed from the first signature on. */
@Entity('consultation_opinions')
@Unique('uq_consultation_opinions_revision', ['consultationId', 'revision'])
@Index('uq_consultation_opinions_drafted', ['consultationId'], { unique: true, where: `state = 'DRAFTED'` })
@Index('uq_consultation_opinions_signed', ['consultationId'], { unique: true, where: `state = 'SIGNED'` })
@Check('ck_consultation_opinions_state', `state IN ('DRAFTED', 'SIGNED', 'SUPERSEDED')`)
@Check('ck_consultation_opinions_signed', `(state = 'DRAFTED') = (signed_at IS NULL)`)
@Check('ck_consultation_opinions_suggestion', `suggestion IN ('TREAT_LOCALLY', 'REFER', 'FURTHER_EXAM')`)
@Check('ck_consultation_opinions_amended', `revision > 0 AND (revision = 1) = (amended_because IS NULL)`)
export class OpinionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_consultation_opinions' })
  id: string;

  @ForeignKey('ConsultationEntity', { name: 'fk_consultation_opinions_consultation' })
  @Column('uuid', { name: 'consultation_id' })
  consultationId: string;

  @Column('integer')
  revision: number;

  @Column('text')
  state: string;

  @Column('integer')
  version: number;

  @Column('jsonb')
  diagnoses: unknown;

  @Column('text', { name: 'diagnosis_text', nullable: true })
  diagnosisText: string | null;

  @Column('text')
  advice: string;

  @Column('text')
  suggestion: string;

  @Column('text', { name: 'suggestion_text', nullable: true })
  suggestionText: string | null;

  @Column('text', { name: 'amended_because', nullable: true })
  amendedBecause: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_consultation_opinions_author' })
  @Column('uuid', { name: 'author_staff_id' })
  authorStaffId: string;

  @Column('timestamptz', { name: 'written_at' })
  writtenAt: Date;

  @Column('timestamptz', { name: 'signed_at', nullable: true })
  signedAt: Date | null;
}
