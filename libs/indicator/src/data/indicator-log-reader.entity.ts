import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the event log has been followed for what it touches. */
@Entity('indicator_log_reader')
@Check('ck_indicator_log_reader_single', 'id = 1')
export class IndicatorLogReaderEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_indicator_log_reader' })
  id: number;

  @Column('bigint')
  position: string;
}
