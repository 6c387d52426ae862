import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Who the owner of an account is at an OpenID provider, as an administrator has linked it. */
@Entity('provider_identities')
@Unique('uq_provider_identities_subject', ['issuer', 'subject'])
@Check('ck_provider_identities_subject', 'char_length(subject) BETWEEN 1 AND 255')
export class ProviderIdentityEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'pk_provider_identities' })
  @ForeignKey('AccountEntity', { name: 'fk_provider_identities_account' })
  accountId: string;

  /** Subjects are names within one provider. */
  @Column('text')
  issuer: string;

  @Column('text')
  subject: string;

  @Column('timestamptz', { name: 'linked_at' })
  linkedAt: Date;
}
