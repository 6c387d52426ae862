import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** How an institution's video rooms are reached; `{room}` stands for the room. */
@Entity('consultation_rooms')
@Index('uq_consultation_rooms_current', ['institutionId'], { unique: true, where: `effective_to IS NULL` })
@Check('ck_consultation_rooms_template', `template ~ '^https://[^ ]*[{]room[}][^ ]*$'`)
@Check('ck_consultation_rooms_effective', `effective_to > effective_from`)
export class RoomEntity {
  @ForeignKey('InstitutionEntity', { name: 'fk_consultation_rooms_institution' })
  @PrimaryColumn('uuid', { name: 'institution_id', primaryKeyConstraintName: 'pk_consultation_rooms' })
  institutionId: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_consultation_rooms' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('text')
  template: string;
}
