import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How often a machine account has asked in the minute of its latest request, over all processes. */
@Entity('machine_requests')
export class MachineRequestEntity {
  @PrimaryColumn('uuid', { name: 'machine_account_id', primaryKeyConstraintName: 'pk_machine_requests' })
  @ForeignKey('MachineAccountEntity', { name: 'fk_machine_requests_machine' })
  machineAccountId: string;

  @Column('timestamptz')
  minute: Date;

  @Column('int')
  requests: number;
}
