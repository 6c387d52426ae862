import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('departments')
@Unique('uq_departments_code', ['institutionId', 'code'])
@Unique('uq_departments_institution', ['id', 'institutionId'])
export class DepartmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_departments' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_departments_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('text')
  code: string;

  @Column('text')
  name: string;

  @Column('text', { name: 'specialty_code', nullable: true })
  specialtyCode: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text', { nullable: true })
  floor: string | null;

  @Column('text', { nullable: true })
  room: string | null;

  @Column('boolean', { name: 'accepts_referrals' })
  acceptsReferrals: boolean;

  @Column('boolean')
  active: boolean;

  @Column('int')
  version: number;
}
