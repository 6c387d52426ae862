import { randomUUID } from 'node:crypto';
import { after, days, localDate, weekdayOf, addDays, ALLIANCE_ZONE } from '#kernel';
import type { Person, TestApp, World } from '#testing';
import { withClient } from '#testing';
import { key } from './row.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Rotas of the county, each in a week of its own, and what they are made from. */
export class DispatchScenery {
  private weeks = 0;

  constructor(
    private readonly app: TestApp,
    private readonly world: World,
  ) {}

  get expertId(): string {
    return this.world.person('expert').staffId;
  }

  /** A day on which nothing else happens, far enough ahead. */
  day(): string {
    const today = localDate(after(this.app.clock.now(), days(400)), ALLIANCE_ZONE);
    return addDays(today, 7 * this.weeks++);
  }

  async enrolled(): Promise<Versioned> {
    const person = await this.world.hire('EXPERT', 'county', 'cardiology');
    return this.enrol(person.staffId);
  }

  enrol(expertId: string): Promise<Versioned> {
    const terms = { weightPercent: 100, maxPerWeek: 5, maxConsecutiveDays: 5 };
    return this.ask('enrolExpert', 'EnrolExpertInput', { ...key(), expertId, ...terms });
  }

  demandOn(day: string): object {
    return {
      ...key(),
      townshipId: this.world.institutionId('north'),
      specialty: `S${randomUUID().slice(0, 8)}`,
      kind: 'CLINIC',
      weekday: weekdayOf(day),
      half: 'MORNING',
      minimumTitle: 'NONE',
      minimum: 0,
      ideal: 1,
      priority: 1,
      validFrom: day,
    };
  }

  demand(day = this.day()): Promise<Versioned> {
    return this.ask('addRotaDemand', 'AddRotaDemandInput', this.demandOn(day));
  }

  async group(): Promise<Versioned & { expertIds: string[] }> {
    const expertIds = [this.expertId, this.world.person('cardiologist').staffId];
    const made = await this.ask('addKeyStaffGroup', 'AddKeyStaffGroupInput', {
      ...key(),
      name: '骨干',
      expertIds,
      maxAway: 1,
    });
    return { ...made, expertIds };
  }

  plan(day = this.day()): Promise<Versioned> {
    return this.ask('createRota', 'CreateRotaInput', { ...key(), name: '排班', fromDay: day, toDay: day });
  }

  /** A plan in any state, as its life would leave it. */
  async planIn(state: string, day = this.day()): Promise<Versioned> {
    const plan = await this.plan(day);
    await this.run(
      `UPDATE dispatch_plans SET state = $2, revision = CASE WHEN $3 THEN 1 ELSE 0 END,
         published_at = CASE WHEN $3 THEN $4::timestamptz END WHERE id = $1`,
      [plan.id, state, ['PUBLISHED', 'AMENDING', 'CLOSED'].includes(state), this.app.clock.now()],
    );
    return plan;
  }

  /** A session of a published plan, of the expert who asks or of the county's; it begins at that time. */
  async session(
    state: string,
    { by, startsAt, planState = 'PUBLISHED' }: { by?: Person; startsAt?: Date; planState?: string } = {},
  ): Promise<Versioned & { planId: string }> {
    const day = this.day();
    const [plan, demand] = [await this.planIn(planState, day), await this.demand(day)];
    const expertId = this.expertAmong(by);
    await this.run(`INSERT INTO dispatch_experts VALUES ($1, $2, 100, 5, 5, '[]', true, 1) ON CONFLICT DO NOTHING`, [
      expertId,
      this.world.institutionId('county'),
    ]);
    const id = randomUUID();
    const begins = startsAt ?? new Date(`${day}T08:00:00+08:00`);
    await this.run(
      `INSERT INTO dispatch_sessions (id, plan_id, institution_id, township_id, demand_id, expert_id, specialty, kind, day,
         half, starts_at, ends_at, state, pinned, published_at, leaving, swap_expert_id, completed_at, ended_at, version)
       VALUES ($1, $2, $3, $4, $5, $6, 'S', 'CLINIC', $7, 'MORNING', $8, $8::timestamptz + interval '4 hours', $9, true,
         $10, false, CASE WHEN $9 = 'SWAP_PENDING' THEN $6::uuid END,
         CASE WHEN $9 = 'COMPLETED' THEN $10::timestamptz END,
         CASE WHEN $9 IN ('COMPLETED', 'NO_SHOW') THEN $10::timestamptz END, 1)`,
      [
        id,
        plan.id,
        this.world.institutionId('county'),
        this.world.institutionId('north'),
        demand.id,
        expertId,
        day,
        begins,
        state,
        this.app.clock.now(),
      ],
    );
    return { id, version: 1, planId: plan.id };
  }

  /** The first place at a session of its own. */
  async booking(
    patientId: string,
    state = 'CONFIRMED',
    of: { by?: Person; startsAt?: Date } = {},
  ): Promise<Versioned & { sessionId: string }> {
    const { id: sessionId } = await this.session(state, of);
    const id = randomUUID();
    await this.run(
      `INSERT INTO dispatch_bookings (id, session_id, place, patient_id, township_id, state, access_until,
         booked_by_staff_id, booked_at, version)
       SELECT $1, x.id, 1, $3, x.township_id, 'BOOKED', x.ends_at + interval '30 days', $4, x.published_at, 1
       FROM dispatch_sessions x WHERE x.id = $2`,
      [id, sessionId, patientId, this.world.person('township-doctor').staffId],
    );
    return { id, version: 1, sessionId };
  }

  /** Somebody who works at the north township now, or is going to. */
  async secondment(state = 'ACTIVE'): Promise<Versioned> {
    const { staffId } = await this.world.hire('EXPERT', 'county');
    const made = await this.ask('planSecondment', 'PlanSecondmentInput', this.secondmentOf(staffId));
    await this.run(`UPDATE dispatch_secondments SET state = $2 WHERE id = $1`, [made.id, state]);
    return made;
  }

  secondmentOf(expertId: string): Readonly<Record<string, unknown>> {
    const hostInstitutionId = this.world.institutionId('north');
    return { ...key(), expertId, hostInstitutionId, fromDay: '2026-01-01', toDay: '2026-12-31' };
  }

  /** Whoever asks, where they are an expert of the county; its own expert otherwise. */
  private expertAmong(by?: Person): string {
    const isOurs = by?.role === 'EXPERT' && by.institutionId === this.world.institutionId('county');
    return isOurs ? by.staffId : this.expertId;
  }

  private async ask(operation: string, type: string, input: object): Promise<Versioned> {
    const made = await this.world
      .person('rota-manager')
      .asks<Record<string, Versioned>>(`mutation($input: ${type}!) { ${operation}(input: $input) { id version } }`, {
        input,
      });
    return made[operation]!;
  }

  private async run(text: string, values: readonly unknown[]): Promise<void> {
    await withClient(this.app.database.ownerUrl, (owner) => owner.query(text, [...values]));
  }
}
