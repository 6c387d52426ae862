import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A year whose holidays and make-up days somebody has entered. */
@Entity('work_calendar_years')
@Check('ck_work_calendar_years_year', 'year BETWEEN 2000 AND 2999')
export class WorkCalendarYearEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_work_calendar_years' })
  year: number;

  @Column('timestamptz', { name: 'entered_at' })
  enteredAt: Date;

  @Column('int')
  version: number;
}
