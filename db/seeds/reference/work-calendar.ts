import type { Client } from 'pg';

/** Days off and working Saturdays and Sundays, as the State Council has announced them; ranges include their ends. */
const ANNOUNCED: Readonly<Record<number, { holidays: readonly string[]; makeUpDays: readonly string[] }>> = {
  2025: {
    holidays: ['01-01', '01-28/02-04', '04-04/04-06', '05-01/05-05', '05-31/06-02', '10-01/10-08'],
    makeUpDays: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  2026: {
    holidays: ['01-01/01-03', '02-15/02-23', '04-04/04-06', '05-01/05-05', '06-19/06-21', '09-25/09-27', '10-01/10-07'],
    makeUpDays: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
};

/** Adds the years that nobody has entered yet; later ones are entered by an administrator when they are announced. */
export async function seedWorkCalendar(owner: Client): Promise<void> {
  const years = Object.keys(ANNOUNCED).map(Number);
  await owner.query(
    `WITH added AS (
       INSERT INTO work_calendar_years (year, entered_at, version)
       SELECT year, $2, 1 FROM unnest($1::int[]) AS year ON CONFLICT DO NOTHING RETURNING year
     )
     INSERT INTO work_calendar_days (day, year, kind)
     SELECT d.day, d.year, d.kind FROM jsonb_to_recordset($3::jsonb) AS d(day date, year int, kind text)
     JOIN added USING (year)`,
    [years, new Date(), JSON.stringify(years.flatMap(daysOf))],
  );
}

/** All days of the years that the seeds bring, by what they are. */
export function announcedDays(): { readonly holidays: readonly string[]; readonly makeUpDays: readonly string[] } {
  const days = Object.keys(ANNOUNCED).flatMap((year) => daysOf(Number(year)));
  const ofKind = (wanted: string) => days.filter(({ kind }) => kind === wanted).map(({ day }) => day);
  return { holidays: ofKind('HOLIDAY'), makeUpDays: ofKind('MAKE_UP') };
}

function daysOf(year: number) {
  const { holidays, makeUpDays } = ANNOUNCED[year]!;
  return [
    ...holidays.flatMap((range) => expand(year, range)).map((day) => ({ day, year, kind: 'HOLIDAY' })),
    ...makeUpDays.map((day) => ({ day: `${year}-${day}`, year, kind: 'MAKE_UP' })),
  ];
}

function expand(year: number, range: string): string[] {
  const [first, last = first] = range.split('/');
  const days: string[] = [];
  for (let day = new Date(`${year}-${first}`); day <= new Date(`${year}-${last}`); day = new Date(+day + 86_400_000)) {
    days.push(day.toISOString().slice(0, 10));
  }
  return days;
}
