import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { after, hours, minutes } from '#kernel';
import { ConsultationStory, type Person, type TestApp, type World } from '#testing';
import type { Acting } from '../random-acts.js';

const DUTY_HOURS = 12;

/** The county in which the acts happen: who asks, who advises, who coordinates, and what time it is. */
export class Stage {
  readonly story: ConsultationStory;
  readonly doctor: Person;
  readonly coordinator: Person;
  players: readonly Acting[] = [];
  /** Two cardiologists, who may follow each other, and a surgeon, whom nobody follows. */
  experts: readonly [Person, Person, Person];

  constructor(
    readonly app: TestApp,
    readonly world: World,
    private readonly owner: Client,
  ) {
    this.story = new ConsultationStory(app, world);
    this.doctor = world.person('township-doctor');
    this.coordinator = world.person('consult-coordinator');
  }

  async furnish(): Promise<void> {
    const colleague = await this.world.hire('EXPERT', 'county', 'cardiology');
    const surgeon = await this.world.hire('EXPERT', 'county', 'surgery');
    this.experts = [this.world.person('expert'), colleague, surgeon];
    const onDuty = [this.world.person('cardiologist'), this.world.person('cardiology-head')];
    await this.story.makeExperts(...this.experts, ...onDuty);
    const others = (['township-colleague', 'township-head', 'other-township-doctor', 'quality'] as const).map((name) =>
      this.world.person(name),
    );
    this.players = [this.doctor, this.coordinator, ...this.experts, ...onDuty, ...others].map((person) => ({ person }));
  }

  /** The next working morning, with two doctors on duty, and cases of every type on their way. */
  async begin(): Promise<void> {
    this.app.clock.set(await this.story.nextMorning(3));
    await this.work();
    await this.rosterDuty();
    const { doctor, story, experts } = this;
    const [expert, colleague, surgeon] = experts;
    await story.draft(doctor);
    await story.draft(doctor, { type: 'EMERGENCY' });
    await story.invited(doctor, [colleague], story.later(2));
    await story.invited(doctor, [expert, surgeon], story.later(25), { type: 'MDT', wantedDepartmentId: null });
    await story.act(doctor, 'submitConsultation', await story.draft(doctor, { type: 'STORE_AND_FORWARD' }));
    await story.scheduled(doctor, expert, story.later(1), { type: 'TEACHING_ROUND' });
  }

  /** What the system does when it is due. */
  async work(): Promise<void> {
    await this.app.work('deadlines.sweep');
    await this.app.work('deliver.consultation.expired-holds');
  }

  async sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query<Row>(text, values)).rows;
  }

  private async rosterDuty(): Promise<void> {
    const now = this.app.clock.now();
    const at = { from: after(now, minutes(-1)), to: after(now, hours(DUTY_HOURS)), phone: '8001' };
    const departmentId = this.world.departmentId('cardiology');
    const entry = (duty: string, name: 'cardiologist' | 'cardiology-head') => {
      return { function: duty, departmentId, staffId: this.world.person(name).staffId, ...at };
    };
    await this.world
      .person('medical-affairs')
      .asks('mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { id } }', {
        input: {
          idempotencyKey: randomUUID(),
          month: now.toISOString().slice(0, 7),
          entries: [entry('DUTY_DOCTOR', 'cardiologist'), entry('DUTY_HEAD', 'cardiology-head')],
        },
      });
  }
}
