import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { HoldState } from '../domain/hold.js';

/**
 * One place of a session, or one bed of a pool, held for one subject. Places are numbered, so that no two holds of a
 * session share one and none lies beyond its places: both are refused by the database itself.
 */
@Entity('capacity_holds')
@Index('uq_capacity_holds_place', ['sessionId', 'position'], {
  unique: true,
  where: `state IN ('TENTATIVE', 'CONFIRMED', 'USED')`,
})
@Index('uq_capacity_holds_bed', ['bedPoolId', 'position'], {
  unique: true,
  where: `state IN ('TENTATIVE', 'CONFIRMED')`,
})
@Index('uq_capacity_holds_subject', ['subjectDomain', 'subjectId'], { unique: true, where: 'ended_at IS NULL' })
@Index('ix_capacity_holds_expiry', ['expiresAt'], { where: `state = 'TENTATIVE'` })
@ForeignKey('ClinicSessionEntity', ['sessionId', 'sessionPlaces'], ['id', 'places'], {
  name: 'fk_capacity_holds_session',
  onUpdate: 'CASCADE',
})
@Check('ck_capacity_holds_wanted', '(session_id IS NULL) <> (bed_pool_id IS NULL)')
@Check('ck_capacity_holds_position', 'position > 0')
@Check(
  'ck_capacity_holds_within',
  `(session_id IS NULL) = (session_places IS NULL)
   AND (state NOT IN ('TENTATIVE', 'CONFIRMED', 'USED') OR session_places IS NULL OR position <= session_places)`,
)
@Check(
  'ck_capacity_holds_state',
  `state IN ('TENTATIVE', 'CONFIRMED', 'USED', 'RELEASED', 'REPLACED', 'EXPIRED')
   AND (state IN ('TENTATIVE', 'CONFIRMED')) = (ended_at IS NULL) AND (state = 'TENTATIVE') = (expires_at IS NOT NULL)`,
)
export class HoldEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_capacity_holds' })
  id: string;

  @Column('text', { name: 'subject_domain' })
  subjectDomain: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_capacity_holds_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('uuid', { name: 'session_id', nullable: true })
  sessionId: string | null;

  /** As the session has them; follows the session. */
  @Column('int', { name: 'session_places', nullable: true })
  sessionPlaces: number | null;

  @ForeignKey('BedPoolEntity', { name: 'fk_capacity_holds_bed_pool' })
  @Column('uuid', { name: 'bed_pool_id', nullable: true })
  bedPoolId: string | null;

  @Column('int')
  position: number;

  @Column('text')
  state: HoldState;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  @Column('timestamptz', { name: 'held_at' })
  heldAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
