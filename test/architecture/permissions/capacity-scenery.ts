import { after, days, hours } from '#kernel';
import type { World } from '#testing';
import { key } from './row.js';
import type { Scenery, Variables } from './scenery.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

const FIRST_MORNING = new Date('2026-07-01T08:00:00+08:00');

/** Sessions of the county's cardiologists, each on a day of its own. */
export class CapacityScenery {
  private mornings = 0;

  constructor(
    private readonly world: World,
    private readonly scenery: Scenery,
  ) {}

  /** The times of a session on a day that has none yet. */
  times(): { from: Date; to: Date } {
    const from = after(FIRST_MORNING, days(this.mornings++));
    return { from, to: after(from, hours(4)) };
  }

  async session(): Promise<{ session: Versioned; from: Date; to: Date }> {
    const times = this.times();
    const { planClinicSessions } = await this.ask<{ planClinicSessions: { sessions: Versioned[] } }>(
      'mutation($input: PlanClinicSessionsInput!) { planClinicSessions(input: $input) { sessions { id version } } }',
      { ...key(), departmentId: this.scenery.department, sessions: [{ ...times, places: 4 }] },
    );
    return { session: planClinicSessions.sessions[0]!, ...times };
  }

  async closure(): Promise<Versioned> {
    const { closeClinic } = await this.ask<{ closeClinic: Versioned }>(
      'mutation($input: CloseClinicInput!) { closeClinic(input: $input) { id version } }',
      { ...key(), departmentId: this.scenery.department, reasonCode: 'equipment_failure', ...this.times() },
    );
    return closeClinic;
  }

  private ask<Data>(query: string, input: Variables): Promise<Data> {
    return this.world.person('coordinator').asks<Data>(query, { input });
  }
}
