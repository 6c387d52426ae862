import type { HalfDay } from '#calendar';
import type { LocalDate } from '#kernel';
import type { SessionKind } from '../domain/session-state.js';
import type { ExpertTitle } from '../domain/solver/model.js';
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a township asks for every week. */
@Entity('dispatch_demands')
@Index('ix_dispatch_demands_institution', ['institutionId', 'id'])
@Index('ix_dispatch_demands_township', ['townshipId', 'id'])
@Check('ck_dispatch_demands_time', `weekday BETWEEN 1 AND 7 AND half IN ('MORNING', 'AFTERNOON')`)
@Check(
  'ck_dispatch_demands_kind',
  `kind IN ('SUPPORT', 'ROUNDS', 'CLINIC', 'WARD_ROUND', 'SURGERY', 'TEACHING', 'OUTREACH')`,
)
@Check('ck_dispatch_demands_title', `minimum_title IN ('NONE', 'JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR', 'SENIOR')`)
@Check(
  'ck_dispatch_demands_wanted',
  `minimum BETWEEN 0 AND ideal AND ideal BETWEEN 1 AND 20 AND priority BETWEEN 1 AND 3`,
)
@Check('ck_dispatch_demands_validity', `valid_to >= valid_from`)
@Exclusion(
  'ex_dispatch_demands_once',
  `USING gist (institution_id WITH =, township_id WITH =, specialty WITH =, weekday WITH =, half WITH =, daterange(valid_from, valid_to, '[]') WITH &&)`,
)
export class RotaDemandEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_dispatch_demands' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_demands_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_demands_township' })
  @Column('uuid', { name: 'township_id' })
  townshipId: string;

  @Column('text')
  specialty: string;

  @Column('text')
  kind: SessionKind;

  @Column('int')
  weekday: number;

  @Column('text')
  half: HalfDay;

  @Column('text', { name: 'minimum_title' })
  minimumTitle: ExpertTitle;

  @Column('int')
  minimum: number;

  @Column('int')
  ideal: number;

  @Column('int')
  priority: number;

  @Column('date', { name: 'valid_from' })
  validFrom: LocalDate;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo: LocalDate | null;

  @Column('int')
  version: number;
}
