import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** The alliance whose database this is. */
@Entity('alliances')
@Unique('uq_alliances_code', ['code'])
@Index('ix_alliances_only_one', { synchronize: false })
export class AllianceEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_alliances' })
  id: string;

  @Column('text')
  code: string;

  @Column('text')
  name: string;
}
