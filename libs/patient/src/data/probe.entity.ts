import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ProbeKind } from '../domain/probe.js';

/** An attempt that tells something of who is in the index: too many of them make an account wait. */
@Entity('patient_probes')
@Index('ix_patient_probes_account', ['accountId', 'kind', 'attemptedAt'])
@Index('ix_patient_probes_time', ['attemptedAt'])
@Check('ck_patient_probes_kind', "kind IN ('SEARCH_MISS', 'NAME_DIFFERS', 'REVEAL')")
export class ProbeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_patient_probes' })
  id: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  kind: ProbeKind;

  @Column('timestamptz', { name: 'attempted_at' })
  attemptedAt: Date;
}
