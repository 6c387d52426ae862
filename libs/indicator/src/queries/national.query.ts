import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, InvalidInputError, localDate, startOfDay, type Clock } from '#kernel';
import { CLOCK, Database, ReadReplica, ReferenceData, statement, type ActorContext } from '#platform';
import { MonthRepository } from '../data/month.repository.js';
import { HALF_A_YEAR, yearOf, type NationalOrigin } from '../domain/national.js';
import { addMonths, monthOf, monthsBetween } from '../domain/period.js';
import { Places } from './places.js';

/** Something on record here that speaks for an item. */
export interface NationalEvidence {
  readonly code: string;
  readonly part: string;
  readonly nameZh: string;
  readonly total: number;
}

/** An item of the national list in a year. */
export interface NationalIndicator {
  readonly number: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly origin: NationalOrigin;
  readonly unit: string;
  readonly version: number;
  readonly value: number | null;
  /** Those that cannot be told to count or not. */
  readonly apart: number | null;
  /** Share of the villages that have an ECG; null where that is not the question, or there are none. */
  readonly coverage: number | null;
  readonly source: string | null;
  readonly uploadedByName: string | null;
  readonly uploadedAt: Date | null;
  readonly evidence: readonly NationalEvidence[];
}
type ItemRow = Omit<NationalIndicator, 'apart' | 'coverage' | 'evidence'> & Record<string, unknown>;

/** Who was sent for half of a year, and whether anybody is on record who was sent in it at all. */
interface Sent extends Record<string, unknown> {
  readonly counted: number;
  readonly unknown: number;
  readonly onRecord: boolean;
}

const ITEMS = statement(
  'indicator.national-items',
  `SELECT i.number, i.name_zh AS "nameZh", i.name_en AS "nameEn", i.origin, i.unit, v.value, v.source,
     v.uploaded_at AS "uploadedAt", s.name AS "uploadedByName",
     (SELECT count(*) + count(x.effective_to) FROM national_items x WHERE x.number = i.number)::int AS version
   FROM national_items i
   LEFT JOIN national_values v ON v.number = i.number AND v.year = $1 AND v.superseded_at IS NULL
   LEFT JOIN indicator_staff s ON s.id = v.uploaded_by_staff_id
   WHERE i.effective_from <= $2 AND (i.effective_to IS NULL OR i.effective_to > $2)
   ORDER BY i.number`,
);
/** Days that have been, without breaks, each once however many stays it lies in. */
const SENT = statement(
  'indicator.national-sent',
  `SELECT count(*) FILTER (WHERE title IN ('INTERMEDIATE', 'DEPUTY_SENIOR', 'SENIOR'))::int AS counted,
     count(*) FILTER (WHERE title = 'NONE')::int AS unknown,
     EXISTS (SELECT 1 FROM indicator_secondments s WHERE s.from_day <= $2::date AND s.to_day >= $1::date) AS "onRecord"
   FROM (
     SELECT s.expert_id, s.title
     FROM indicator_secondments s
     CROSS JOIN LATERAL generate_series(greatest(s.from_day, $1::date)::timestamp, least(s.to_day, $2::date)::timestamp,
       interval '1 day') d(day)
     WHERE NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(s.breaks) AS b("fromDay" date, "toDay" date)
       WHERE d.day BETWEEN b."fromDay" AND b."toDay")
     GROUP BY s.expert_id, s.title HAVING count(DISTINCT d.day) >= $3
   ) sent`,
);
const EVIDENCE = statement(
  'indicator.national-evidence',
  `SELECT f.code, f.part, (SELECT d.name_zh FROM indicator_definitions d WHERE d.code = f.code
       ORDER BY d.effective_from DESC LIMIT 1) AS "nameZh", sum(f.numerator) AS total
   FROM indicator_figures f
   WHERE f.period BETWEEN $1 AND $2 AND f.institution_id IS NULL
     AND (f.code, f.part) IN (('REF-01', 'UP'), ('REF-01', 'DOWN'), ('REF-03', 'ALL'), ('EXP-01', 'ALL'), ('EXP-01', 'DAYS'),
       ('CON-VOL', 'ALL'), ('IMG-VOL', 'ALL'), ('IMG-VOL', 'IMAGING'), ('IMG-VOL', 'ECG'))
   GROUP BY f.code, f.part ORDER BY f.code, f.part DESC`,
);
/** Villages in which an ECG was recorded in the year that a centre has reported on. */
const VILLAGES = statement(
  'indicator.national-villages',
  `SELECT count(*)::int AS villages, (count(*) FILTER (WHERE EXISTS (
     SELECT 1 FROM indicator_exams x WHERE x.sender_id = i.id AND x.domain = 'ECG' AND x.reported_at IS NOT NULL
       AND x.registered_at >= $1 AND x.registered_at < $2)))::int AS covered
   FROM indicator_institutions i WHERE i.kind = 'VILLAGE_CLINIC' AND i.active`,
);
/** Which item is what. */
const TOGETHER = 3;
const SENT_FOR_LONG = 4;
const CENTRES = 5;
/** The service of the centres. */
const SERVED = 'IMG-VOL';

/** The national list: what is told from here, what was handed in by whom, and what is not known. Nothing is made up. */
@Injectable()
export class NationalQuery {
  constructor(
    private readonly database: Database,
    private readonly replica: ReadReplica,
    private readonly places: Places,
    private readonly reference: ReferenceData,
    private readonly months: MonthRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Of a year before anything was on record here, nothing is told but what was handed in.
   *
   * @throws ForbiddenError for whoever sees the own institution alone, InvalidInputError for a year that has not begun
   */
  async ofYear(actor: ActorContext, year: number): Promise<NationalIndicator[]> {
    await this.places.requireAll(actor);
    if (year > yearOf(this.clock.now())) throw new InvalidInputError([{ path: 'year', constraint: 'YEAR_TO_COME' }]);
    const [items, told] = await Promise.all([
      this.database.query<ItemRow>(ITEMS, [year, this.clock.now()]),
      this.told(year),
    ]);
    return items.map((item) => ({ ...item, apart: null, coverage: null, evidence: [], ...told[item.number] }));
  }

  /** What is told from here, by the number of the item. */
  private async told(year: number): Promise<Readonly<Record<number, Partial<NationalIndicator>>>> {
    const first = await this.months.beginning(this.database);
    const hadBegun = first !== null && year >= yearOf(first);
    const [sent, villages, evidence] = await Promise.all([
      this.sentForLong(year),
      hadBegun ? this.coverage(year) : null,
      hadBegun && (await this.isTold(year, first)) ? this.evidence(year) : [],
    ]);
    const served = evidence.filter(({ code }) => code === SERVED);
    return {
      [TOGETHER]: { evidence },
      // Who was sent before is entered afterwards.
      ...((hadBegun || sent.onRecord) && { [SENT_FOR_LONG]: { value: sent.counted, apart: sent.unknown } }),
      [CENTRES]: {
        value: served.find(({ part }) => part === 'ALL')?.total ?? null,
        coverage: villages,
        evidence: served,
      },
    };
  }

  private evidence(year: number): Promise<NationalEvidence[]> {
    return this.replica.query<NationalEvidence & Record<string, unknown>>(EVIDENCE, [`${year}-01`, `${year}-12`]);
  }

  /** Whether all months of the year that have ended are told, since there is something to tell: a sum of some of them is none. */
  private async isTold(year: number, first: Date): Promise<boolean> {
    const [begun, ended] = [monthOf(first), addMonths(monthOf(this.clock.now()), -1)];
    const [january, december] = [`${year}-01`, `${year}-12`];
    const from = begun > january ? begun : january;
    const to = ended < december ? ended : december;
    return from > to || (await this.months.toldBetween(this.replica, from, to)) === monthsBetween(from, to).length;
  }

  private async coverage(year: number): Promise<number | null> {
    const [start, end] = [year, year + 1].map((each) => startOfDay(`${each}-01-01`, ALLIANCE_ZONE));
    const found = await this.replica.first<{ villages: number; covered: number }>(VILLAGES, [start, end]);
    return found && found.villages > 0 ? found.covered / found.villages : null;
  }

  private async sentForLong(year: number): Promise<Sent> {
    const today = localDate(this.clock.now(), ALLIANCE_ZONE);
    const last = `${year}-12-31`;
    const { [HALF_A_YEAR]: days } = await this.reference.settings([HALF_A_YEAR], this.clock.now());
    const [sent] = await this.replica.query<Sent>(SENT, [`${year}-01-01`, today < last ? today : last, days]);
    return sent!;
  }
}
