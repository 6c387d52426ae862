import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Minutes by road from one institution to another; the way back may differ. */
@Entity('travel_times')
@Check('ck_travel_times_apart', 'from_institution_id <> to_institution_id')
@Check('ck_travel_times_minutes', 'minutes BETWEEN 1 AND 1440')
export class TravelTimeEntity {
  @ForeignKey('InstitutionEntity', { name: 'fk_travel_times_from' })
  @PrimaryColumn('uuid', { name: 'from_institution_id', primaryKeyConstraintName: 'pk_travel_times' })
  fromInstitutionId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_travel_times_to' })
  @PrimaryColumn('uuid', { name: 'to_institution_id', primaryKeyConstraintName: 'pk_travel_times' })
  toInstitutionId: string;

  @Column('int')
  minutes: number;
}
