import { after, days, hours } from '#kernel';
import type { World } from '#testing';
import { key } from './row.js';
import type { Scenery, Variables } from './scenery.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

interface Entry {
  readonly entry: Versioned;
  readonly from: Date;
  readonly to: Date;
}

const FIRST_NIGHT = new Date('2026-06-01T18:00:00+08:00');

/** Duties of the county's cardiologists, each on a night of its own. */
export class DutyScenery {
  private nights = 0;

  constructor(
    private readonly world: World,
    private readonly scenery: Scenery,
  ) {}

  /** A month entry of one night that nobody has yet. */
  async night(): Promise<Variables & { month: string; entries: readonly { from: Date; to: Date }[] }> {
    const from = after(FIRST_NIGHT, days(this.nights++));
    const departmentId = this.scenery.department;
    const staffId = await this.scenery.staff();
    const to = after(from, hours(14));
    const entry = { departmentId, function: 'DUTY_DOCTOR', from, to, staffId, phone: '8000' };
    return { month: from.toISOString().slice(0, 7), entries: [entry] };
  }

  async entry(): Promise<Entry> {
    const night = await this.night();
    const { from, to } = night.entries[0]!;
    const { planDutyMonth } = await this.plan<{ planDutyMonth: { entries: Versioned[] } }>(
      'mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { entries { id version } } }',
      { ...key(), ...night },
    );
    return { entry: planDutyMonth.entries[0]!, from, to };
  }

  async substituted(): Promise<{ entry: Versioned; substitutionId: string }> {
    const { entry, from, to } = await this.entry();
    const staffId = await this.scenery.staff();
    const { substituteOnDuty } = await this.plan<{
      substituteOnDuty: Versioned & { substitutions: { id: string }[] };
    }>(
      'mutation($input: SubstituteOnDutyInput!) { substituteOnDuty(input: $input) { id version substitutions { id } } }',
      { id: entry.id, expectedVersion: entry.version, from, to, staffId, phone: '8003' },
    );
    const { id, version, substitutions } = substituteOnDuty;
    return { entry: { id, version }, substitutionId: substitutions[0]!.id };
  }

  async requirement(): Promise<Versioned> {
    const times = { weekdays: [1], fromTime: '08:00', toTime: '18:00', effectiveFrom: '2026-01-01' };
    const input = { ...key(), departmentId: this.scenery.department, function: 'DUTY_DOCTOR', ...times };
    const { requireDuty } = await this.plan<{ requireDuty: Versioned }>(
      'mutation($input: RequireDutyInput!) { requireDuty(input: $input) { id version } }',
      input,
    );
    return requireDuty;
  }

  private plan<Data>(query: string, input: Variables): Promise<Data> {
    return this.world.person('rota-manager').asks<Data>(query, { input });
  }
}
