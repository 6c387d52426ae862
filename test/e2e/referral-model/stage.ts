import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { after, days, localDate, ALLIANCE_ZONE, type WorkCalendar } from '#kernel';
import { Database, WorkCalendars } from '#platform';
import {
  DownStory,
  ReferralStory,
  completePackage,
  type Person,
  type PersonName,
  type TestApp,
  type World,
} from '#testing';

/** Who acts, and the department that they act for. */
const CAST = {
  'township-doctor': null,
  'township-colleague': null,
  'township-head': null,
  'other-township-doctor': null,
  'other-township-head': null,
  cardiologist: 'cardiology',
  'second-cardiologist': 'cardiology',
  'cardiology-head': 'cardiology',
  surgeon: 'surgery',
  'tcm-doctor': 'tcm-internal',
  coordinator: null,
  'tcm-coordinator': null,
  registrar: null,
} as const satisfies Partial<Record<PersonName, string | null>>;

export interface Player {
  readonly person: Person;
  readonly departmentId: string | null;
}

const SESSION_DAYS = 500;
/** One place a day and department, so that they are contended. */
const PLAN_SESSIONS = `
  INSERT INTO capacity_sessions (id, plan_id, institution_id, department_id, starts_at, ends_at, places, version)
  SELECT gen_random_uuid(), gen_random_uuid(), d.institution_id, d.id, day, day + interval '3 hours', 1, 1
  FROM departments d, generate_series(1, ${SESSION_DAYS}) n,
    LATERAL (SELECT timestamptz '2026-03-04 09:00+08' + n * interval '1 day' AS day) days
  WHERE d.id = ANY ($1)`;
const NEXT_SESSIONS = `
  SELECT id, starts_at AS "startsAt" FROM capacity_sessions WHERE department_id = $1 AND starts_at > $2
  ORDER BY starts_at LIMIT 2`;

/** The county in which the acts happen: who there is, what can be held, and what time it is. */
export class Stage {
  readonly players: readonly Player[];
  bedPoolId = '';
  calendar: WorkCalendar;
  readonly up: ReferralStory;
  readonly down: DownStory;

  constructor(
    readonly app: TestApp,
    readonly world: World,
    private readonly owner: Client,
  ) {
    this.up = new ReferralStory(world);
    this.down = new DownStory(world);
    this.players = Object.entries(CAST).map(([name, department]) => ({
      person: world.person(name as PersonName),
      departmentId: department && world.departmentId(department),
    }));
  }

  person(name: keyof typeof CAST): Person {
    return this.world.person(name);
  }

  department(names: readonly string[], choice: number): string {
    return this.world.departmentId(names[choice % names.length]!);
  }

  /** What a test brings to any package, with a first follow-up that is in time today. */
  downContent(choice: number): Readonly<Record<string, unknown>> {
    const firstFollowUpOn = localDate(after(this.app.clock.now(), days(2)), ALLIANCE_ZONE);
    return {
      ...this.down.content(),
      toDepartmentId: this.department(['general-north', 'general-south'], choice),
      package: { ...completePackage, firstFollowUpOn },
    };
  }

  /** Reviews where some send; places in every department, and two empty beds. */
  async furnish(): Promise<void> {
    await this.switchReview('other-township-head', { direction: 'UP' });
    await this.switchReview('cardiology-head', {
      direction: 'DOWN',
      departmentId: this.world.departmentId('cardiology'),
    });
    const departments = ['cardiology', 'surgery', 'tcm-internal'].map((name) => this.world.departmentId(name));
    await this.sql(PLAN_SESSIONS, [departments]);
    const { nest, clock } = this.app;
    this.calendar = await nest.get(WorkCalendars).load(nest.get(Database), clock.now());
  }

  /** The next two sessions of a department. */
  nextSessions(departmentId: string | null): Promise<{ id: string; startsAt: Date }[]> {
    return this.sql(NEXT_SESSIONS, [departmentId, this.app.clock.now()]);
  }

  /** Says that a ward has two empty beds. */
  async reportBeds(): Promise<void> {
    const input = { idempotencyKey: randomUUID(), departmentId: this.world.departmentId('cardiology'), emptyBeds: 2 };
    const { reportBeds } = await this.person('cardiologist').asks<{ reportBeds: { id: string } }>(
      'mutation($input: ReportBedsInput!) { reportBeds(input: $input) { id } }',
      { input },
    );
    this.bedPoolId = reportBeds.id;
  }

  async sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query<Row>(text, values)).rows;
  }

  private async switchReview(name: keyof typeof CAST, input: object): Promise<void> {
    await this.person(name).asks(
      'mutation($input: SwitchReferralReviewInput!) { switchReferralReview(input: $input) { id } }',
      { input: { reviewRequired: true, expectedVersion: 0, ...input } },
    );
  }
}
