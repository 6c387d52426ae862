import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { TeamFunction } from '../domain/team.js';

/** Who belongs to a team beside the family doctor. */
@Entity('family_doctor_team_members')
@Index('ix_family_doctor_team_members_staff', ['staffId', 'teamId'])
@Check('ck_family_doctor_team_members_function', "function IN ('DOCTOR', 'VILLAGE_DOCTOR', 'NURSE', 'PUBLIC_HEALTH')")
export class TeamMemberEntity {
  @ForeignKey('TeamEntity', { name: 'fk_family_doctor_team_members_team' })
  @PrimaryColumn('uuid', { name: 'team_id', primaryKeyConstraintName: 'pk_family_doctor_team_members' })
  teamId: string;

  @ForeignKey('StaffEntity', { name: 'fk_family_doctor_team_members_staff' })
  @PrimaryColumn('uuid', { name: 'staff_id', primaryKeyConstraintName: 'pk_family_doctor_team_members' })
  staffId: string;

  @Column('text')
  function: TeamFunction;
}
