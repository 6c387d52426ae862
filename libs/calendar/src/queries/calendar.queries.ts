import { Injectable } from '@nestjs/common';
import {
  ALLIANCE_ZONE,
  InvalidInputError,
  NotFoundError,
  addDays,
  daysBetween,
  startOfDay,
  type Interval,
  type LocalDate,
} from '#kernel';
import { staffView } from '#organization';
import { Database, project, statement, type ActorContext, type Selection, type View } from '#platform';
import { FreeTimes } from './free-time.reader.js';

/** A commitment as the API shows it; `c` is its row. */
const commitmentView: View = {
  columns: {
    id: 'c.id',
    kind: 'c.kind',
    state: 'c.state',
    from: 'c.starts_at',
    to: 'c.ends_at',
    seriesId: `CASE WHEN c.subject_domain = 'calendar' THEN c.subject_id END`,
    reasonCode: 'c.reason_code',
    comment: 'c.comment',
    approvedAt: 'c.approved_at',
    expiresAt: 'c.expires_at',
    version: 'c.version',
  },
  one: {
    expert: { view: staffView('e'), join: 'JOIN staff e ON e.id = c.expert_id' },
    approvedBy: {
      view: staffView('a'),
      join: 'LEFT JOIN staff a ON a.id = c.approved_by_staff_id',
      exists: 'a.id IS NOT NULL',
    },
  },
};

const EXPERT: View = {
  columns: {},
  one: { expert: { view: staffView('s'), join: '' } },
};

/** A quarter of a year; more is no look but an export. */
const LONGEST_LOOK_DAYS = 92;
const MOST_COMMITMENTS = 2_000;

export interface CalendarFilter {
  readonly expertId: string;
  readonly fromDay: LocalDate;
  /** Included. */
  readonly toDay: LocalDate;
}

export interface SeenCalendar {
  readonly expert: object;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly version: number;
}

/** Reads calendars of the actor's institution. */
@Injectable()
export class CalendarQueries {
  constructor(
    private readonly database: Database,
    private readonly times: FreeTimes,
  ) {}

  /** The calendar itself. @throws NotFoundError for somebody of another institution */
  async calendar({ institutionId }: ActorContext, expertId: string, selection: Selection): Promise<SeenCalendar> {
    const { json } = project(EXPERT, selection, []);
    const sql = `SELECT ${json} AS node, coalesce(c.buffer_before_minutes, 0) AS "bufferBeforeMinutes",
        coalesce(c.buffer_after_minutes, 0) AS "bufferAfterMinutes", coalesce(c.version, 1) AS version
      FROM staff s LEFT JOIN calendars c ON c.expert_id = s.id WHERE s.id = $1 AND s.institution_id = $2`;
    const values = [expertId, institutionId];
    const row = await this.database.first<Omit<SeenCalendar, 'expert'> & { node: { expert: object } }>(
      statement('calendar.calendar', sql),
      values,
    );
    if (!row) throw new NotFoundError('Expert', expertId);
    const { node, ...calendar } = row;
    return { ...calendar, ...node };
  }

  /** What takes the expert's time and what is left of it. @throws InvalidInputError for more than a quarter of a year */
  async timesOf(filter: CalendarFilter) {
    const span = spanOf(filter);
    const times = await this.times.of(this.database, [filter.expertId], span);
    return times.get(filter.expertId)!;
  }

  /** The week that counts on a day. */
  async week(expertId: string, day: LocalDate): Promise<object[]> {
    const sql = `SELECT a.weekday, a.from_time AS "fromTime", a.to_time AS "toTime",
        a.effective_from::text AS "effectiveFrom", a.effective_to::text AS "effectiveTo"
      FROM calendar_availability a WHERE a.expert_id = $1 AND (a.effective_to IS NULL OR a.effective_to >= $2::date)
      ORDER BY a.effective_from, a.weekday, a.from_time`;
    return this.database.query(statement('calendar.week', sql), [expertId, day]);
  }

  /** Commitments of those days, those that have ended included, in the order of their begin. */
  commitments<Node>(filter: CalendarFilter, selection: Selection): Promise<Node[]> {
    const { start, end } = spanOf(filter);
    const where = `c.expert_id = $1 AND c.ended_at IS NULL AND c.blocked_until > $2 AND c.blocked_from < $3
      ORDER BY c.starts_at LIMIT ${MOST_COMMITMENTS}`;
    return this.read(where, [filter.expertId, start, end], selection);
  }

  series<Node>(seriesId: string, selection: Selection): Promise<Node[]> {
    return this.read(
      `c.subject_domain = 'calendar' AND c.subject_id = $1 ORDER BY c.starts_at LIMIT ${MOST_COMMITMENTS}`,
      [seriesId],
      selection,
    );
  }

  async commitment<Node>(id: string, selection: Selection): Promise<Node> {
    const [node] = await this.read<Node>('c.id = $1', [id], selection);
    return node!;
  }

  private async read<Node>(where: string, values: readonly unknown[], selection: Selection): Promise<Node[]> {
    const { json, joins } = project(commitmentView, selection, ['id']);
    const sql = `SELECT ${json} AS node FROM commitments c ${joins} WHERE ${where}`;
    const rows = await this.database.query<{ node: Node }>(statement('calendar.commitments', sql), values);
    return rows.map(({ node }) => node);
  }
}

function spanOf({ fromDay, toDay }: CalendarFilter): Interval {
  const length = daysBetween(fromDay, toDay);
  if (length < 0) throw new InvalidInputError([{ path: 'toDay', constraint: 'PERIOD_EMPTY' }]);
  if (length >= LONGEST_LOOK_DAYS) throw new InvalidInputError([{ path: 'toDay', constraint: 'PERIOD_TOO_LONG' }]);
  return { start: startOfDay(fromDay, ALLIANCE_ZONE), end: startOfDay(addDays(toDay, 1), ALLIANCE_ZONE) };
}
