import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A team of family doctors of a township. */
@Entity('family_doctor_teams')
@Unique('uq_family_doctor_teams_name', ['institutionId', 'name'])
export class TeamEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_family_doctor_teams' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_family_doctor_teams_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('text')
  name: string;

  /** The family doctor who answers for it. */
  @ForeignKey('StaffEntity', { name: 'fk_family_doctor_teams_doctor' })
  @Column('uuid', { name: 'doctor_staff_id' })
  doctorStaffId: string;

  @Column('boolean')
  active: boolean;

  @Column('int')
  version: number;
}
