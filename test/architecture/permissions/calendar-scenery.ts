import { after, days, hours } from '#kernel';
import type { World } from '#testing';
import { key } from './row.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

const FIRST_DAY = new Date('2026-09-01T08:00:00+08:00');

/** The calendar of the county's expert, with leave on days of its own. */
export class CalendarScenery {
  private mornings = 0;

  constructor(private readonly world: World) {}

  get expertId(): string {
    return this.world.person('expert').staffId;
  }

  times(): { from: Date; to: Date } {
    const from = after(FIRST_DAY, days(this.mornings++));
    return { from, to: after(from, hours(4)) };
  }

  async leave(): Promise<Versioned> {
    const { enterCommitment } = await this.world
      .person('expert')
      .asks<{ enterCommitment: Versioned[] }>(
        'mutation($input: EnterCommitmentInput!) { enterCommitment(input: $input) { id version } }',
        { input: { ...key(), expertId: this.expertId, kind: 'LEAVE', reasonCode: 'annual', ...this.times() } },
      );
    return enterCommitment[0]!;
  }

  async calendar(): Promise<Versioned> {
    const { expertCalendar } = await this.world
      .person('expert')
      .asks<{ expertCalendar: { version: number } }>(
        'query($id: ID!) { expertCalendar(expertId: $id, fromDay: "2026-09-01", toDay: "2026-09-02") { version } }',
        { id: this.expertId },
      );
    return { id: this.expertId, version: expertCalendar.version };
  }
}
