import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AccountStatus } from '../domain/account-status.js';
import type { MachineKind } from '../domain/machine.js';

/** A system of one institution that speaks to the platform by itself. */
@Entity('machine_accounts')
@Unique('uq_machine_accounts_name', ['institutionId', 'name'])
@Index('ix_machine_accounts_institution', ['institutionId', 'id'])
@Check('ck_machine_accounts_kind', `kind IN ('HIS', 'LIS', 'PACS', 'OTHER')`)
@Check('ck_machine_accounts_status', `status IN ('ACTIVE', 'DISABLED')`)
export class MachineAccountEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_machine_accounts' })
  id: string;

  @Column('uuid', { name: 'institution_id' })
  @ForeignKey('InstitutionEntity', { name: 'fk_machine_accounts_institution' })
  institutionId: string;

  @Column('text')
  name: string;

  @Column('text')
  kind: MachineKind;

  /** Codes of what it may do. */
  @Column('text', { array: true })
  scopes: string[];

  /** Where its requests may come from, `address/bits`; none: from anywhere. */
  @Column('text', { array: true })
  networks: string[];

  @Column('text')
  status: AccountStatus;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('int')
  version: number;
}
