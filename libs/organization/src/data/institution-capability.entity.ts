import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { CapabilityKind } from '../domain/capability-kind.js';

/** A medicine, a device or a kind of rehabilitation that an institution has. */
@Entity('institution_capabilities')
@Check('ck_institution_capabilities_kind', "kind IN ('DRUG', 'EQUIPMENT', 'REHABILITATION')")
export class InstitutionCapabilityEntity {
  @ForeignKey('InstitutionEntity', { name: 'fk_institution_capabilities_institution' })
  @PrimaryColumn('uuid', { name: 'institution_id', primaryKeyConstraintName: 'pk_institution_capabilities' })
  institutionId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_institution_capabilities' })
  kind: CapabilityKind;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_institution_capabilities' })
  code: string;

  @Column('text')
  name: string;
}
