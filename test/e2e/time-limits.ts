import type { Duration } from '#kernel';
import { withClient, type Person, type TestApp } from '#testing';

interface SeenTurn {
  readonly level: number;
  readonly target: string;
  readonly staffName: string | null;
  readonly isGap: boolean;
}

export interface SeenDeadline {
  readonly kind: string;
  readonly state: string;
  readonly level: number;
  readonly dueAt: string | null;
  readonly assignee: SeenTurn | null;
  readonly escalations: readonly SeenTurn[];
}

const TURN = 'level target staffName isGap';

/** Time that passes, and what the time limits of referrals have made of it. */
export class TimeLimits {
  constructor(
    private readonly app: TestApp,
    /** Somebody who sees all of them. */
    private readonly reader: () => Person,
  ) {}

  /** Moves the clock, and lets the workers execute what comes due. */
  async pass(time: Duration): Promise<void> {
    this.app.clock.advance(time);
    await this.sweep();
  }

  async passTo(instant: string): Promise<void> {
    this.app.clock.set(new Date(instant));
    await this.sweep();
  }

  async of(id: string): Promise<SeenDeadline[]> {
    const query = `query($id: ID!) { referral(id: $id) {
      deadlineStatus { kind state level dueAt assignee { ${TURN} } escalations { ${TURN} } } } }`;
    const { referral } = await this.reader().asks<{ referral: { deadlineStatus: SeenDeadline[] } }>(query, { id });
    return referral.deadlineStatus;
  }

  async one(id: string, kind: string): Promise<SeenDeadline | undefined> {
    return (await this.of(id)).find((each) => each.kind === kind);
  }

  /** Whom it has turned to: level and target, and whether there was nobody. */
  async turns(id: string, kind: string): Promise<string[]> {
    const { escalations = [] } = (await this.one(id, kind)) ?? {};
    return escalations.map(({ level, target, isGap }) => [level, target, ...(isGap ? ['gap'] : [])].join(' '));
  }

  /** Templates of what somebody was told of a referral, the newest first. */
  async told(person: Person, subjectId: string): Promise<string[]> {
    const query = '{ myNotices(first: 100) { nodes { templateCode subjectId } } }';
    const { myNotices } = await person.asks<{ myNotices: { nodes: { templateCode: string; subjectId: string }[] } }>(
      query,
    );
    return myNotices.nodes.filter((one) => one.subjectId === subjectId).map(({ templateCode }) => templateCode);
  }

  async escalations(id: string): Promise<number> {
    const query = 'query($id: ID!) { referral(id: $id) { events { action } } }';
    const { referral } = await this.reader().asks<{ referral: { events: { action: string }[] } }>(query, { id });
    return referral.events.filter(({ action }) => action === 'escalate').length;
  }

  /** An administrator has another value count from now on. */
  async set(key: string, value: number): Promise<void> {
    const now = this.app.clock.now();
    await withClient(this.app.database.ownerUrl, async (owner) => {
      await owner.query('UPDATE reference_settings SET effective_to = $2 WHERE key = $1 AND effective_to IS NULL', [
        key,
        now,
      ]);
      await owner.query('INSERT INTO reference_settings (key, effective_from, value) VALUES ($1, $2, $3)', [
        key,
        now,
        value,
      ]);
    });
  }

  private sweep(): Promise<void> {
    return this.app.work('deadlines.sweep');
  }
}
