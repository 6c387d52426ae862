import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** How far those patients have been compared who were there before duplicates were looked for. */
@Entity('patient_duplicate_scan')
@Check('ck_patient_duplicate_scan_only_one', 'id = 1')
export class DuplicateScanEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_patient_duplicate_scan' })
  id: number;

  @Column('uuid', { name: 'scanned_to', nullable: true })
  scannedTo: string | null;
}
