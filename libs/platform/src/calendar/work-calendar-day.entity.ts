import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A day on which work differs from what its weekday says. */
@Entity('work_calendar_days')
@Index('ix_work_calendar_days_year', ['year'])
@Check('ck_work_calendar_days_kind', `kind IN ('HOLIDAY', 'MAKE_UP')`)
@Check('ck_work_calendar_days_year', 'EXTRACT(year FROM day) = year')
export class WorkCalendarDayEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName: 'pk_work_calendar_days' })
  day: string;

  @Column('int')
  @ForeignKey('WorkCalendarYearEntity', { name: 'fk_work_calendar_days_year' })
  year: number;

  @Column('text')
  kind: 'HOLIDAY' | 'MAKE_UP';
}
