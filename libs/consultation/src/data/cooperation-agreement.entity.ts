import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** That one institution may ask experts of another one for advice, from one time to another. */
@Entity('cooperation_agreements')
@Check('ck_cooperation_agreements_parties', 'inviting_institution_id <> invited_institution_id')
@Check('ck_cooperation_agreements_effective', 'effective_to > effective_from')
export class CooperationAgreementEntity {
  @ForeignKey('InstitutionEntity', { name: 'fk_cooperation_agreements_inviting' })
  @PrimaryColumn('uuid', { name: 'inviting_institution_id', primaryKeyConstraintName: 'pk_cooperation_agreements' })
  invitingInstitutionId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_cooperation_agreements_invited' })
  @PrimaryColumn('uuid', { name: 'invited_institution_id', primaryKeyConstraintName: 'pk_cooperation_agreements' })
  invitedInstitutionId: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_cooperation_agreements' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('text', { name: 'agreement_no' })
  agreementNo: string;
}
