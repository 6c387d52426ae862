import { after, minutes } from '#kernel';
import { withClient, type ConsultationStory, type Person, type SeenConsultation } from '#testing';

/** Who books from whom, and in how many half hours from the first morning on. */
export interface RushSize {
  readonly doctors: readonly Person[];
  readonly experts: readonly Person[];
  readonly firstMorning: Date;
  /** How many half hours of that morning all of them want first. */
  readonly wanted: number;
  readonly ownerUrl: string;
}

/** What came of it. */
export interface Outcome {
  readonly booked: number;
  /** How often each rule refused. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Milliseconds of every attempt, in ascending order. */
  readonly times: readonly number[];
  /** Whatever is not as it should be, in words. */
  readonly faults: readonly string[];
}

interface Booked {
  readonly id: string;
  readonly expertId: string;
  readonly startsAt: string;
}

interface Refused {
  readonly code: string;
  readonly rule?: string;
  readonly facts?: { readonly nextTimes?: readonly { readonly from: string }[] };
}

/** How many people prepare at once. */
const LANES = 12;
/** Whoever was refused so often has not found the time that there is. */
const MOST_TRIES = 60;
const SEED = 7;

const BOOKED = `
  SELECT c.id, v.expert_staff_id AS "expertId", c.starts_at AS "startsAt", c.state,
    (SELECT count(*) FROM commitments m WHERE m.subject_domain = 'consultation' AND m.subject_id = v.id
      AND m.ended_at IS NULL AND m.starts_at = c.starts_at AND m.ends_at = c.ends_at)::int AS held
  FROM consultations c JOIN consultation_invitations v ON v.consultation_id = c.id AND v.state = 'PROPOSED'
  WHERE v.expert_staff_id = ANY($1)`;
const TOTALS = `
  SELECT (SELECT count(*) FROM commitments WHERE expert_id = ANY($1) AND ended_at IS NULL)::int AS held,
    (SELECT count(*) FROM commitments m JOIN commitments n ON n.expert_id = m.expert_id AND n.id > m.id
      AND m.ended_at IS NULL AND n.ended_at IS NULL AND m.exclusive AND n.exclusive AND m.expert_id = ANY($1)
      AND tstzrange(m.blocked_from, m.blocked_until) && tstzrange(n.blocked_from, n.blocked_until))::int AS doubled`;

/** Lets many doctors book all at once: whoever is refused takes one of the times that the refusal offers. */
export class BookingRush {
  private readonly refusals = new Map<string, number>();
  private readonly times: number[] = [];
  private readonly faults: string[] = [];
  private readonly booked: Booked[] = [];
  private chance = SEED;

  private constructor(
    private readonly story: ConsultationStory,
    private readonly size: RushSize,
  ) {}

  static async of(story: ConsultationStory, size: RushSize): Promise<Outcome> {
    const rush = new BookingRush(story, size);
    const drafts = await rush.draft();
    await Promise.all(drafts.map(({ doctor, draft }) => rush.book(doctor, draft)));
    await rush.look();
    const { refusals, faults, booked } = rush;
    return { booked: booked.length, refusals, faults, times: rush.times.toSorted((a, b) => a - b) };
  }

  private async draft(): Promise<{ doctor: Person; draft: SeenConsultation }[]> {
    const waiting = [...this.size.doctors];
    const drafts: { doctor: Person; draft: SeenConsultation }[] = [];
    const lane = async (): Promise<void> => {
      for (let doctor = waiting.pop(); doctor; doctor = waiting.pop()) {
        drafts.push({ doctor, draft: await this.story.draft(doctor) });
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return drafts;
  }

  private async book(doctor: Person, draft: SeenConsultation): Promise<void> {
    const { experts, firstMorning, wanted } = this.size;
    const expertId = this.oneOf(experts).staffId;
    let startsAt = after(firstMorning, minutes(30 * this.below(wanted))).toISOString();
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const next = await this.attempt(doctor, draft, { expertId, startsAt });
      if (next === 'given up') return;
      if (next === 'booked') return this.submit(doctor, { id: draft.id, expertId, startsAt });
      startsAt = next;
    }
    this.faults.push(`${doctor.name} was refused ${MOST_TRIES} times`);
  }

  /** @returns another time, where this one is refused and one is offered */
  private async attempt(doctor: Person, draft: SeenConsultation, { expertId, startsAt }: Omit<Booked, 'id'>) {
    const begun = performance.now();
    const choice = { expertIds: [expertId], startsAt };
    const { errors } = await this.story.tries(doctor, 'chooseConsultationTime', draft, choice);
    this.times.push(performance.now() - begun);
    const [first] = errors.map(({ extensions }) => extensions as unknown as Refused);
    if (!first) return 'booked';
    const { code, rule, facts } = first;
    this.refusals.set(`${code} ${rule}`, (this.refusals.get(`${code} ${rule}`) ?? 0) + 1);
    const offered = facts?.nextTimes ?? [];
    if (rule && offered.length > 0) return this.oneOf(offered).from;
    this.faults.push(`refused without a reason or another time: ${code} ${rule}`);
    return 'given up';
  }

  private async submit(doctor: Person, booked: Booked): Promise<void> {
    this.booked.push(booked);
    await this.story.act(doctor, 'submitConsultation', await this.story.look(doctor, booked));
  }

  /** Everything that was acknowledged is there, once, and nothing else. */
  private async look(): Promise<void> {
    const [rows, totals] = await withClient(this.size.ownerUrl, async (owner) => {
      const of = [this.size.experts.map(({ staffId }) => staffId)];
      const found = await owner.query<Booked & { state: string; held: number; startsAt: Date }>(BOOKED, of);
      const sums = await owner.query<{ held: number; doubled: number }>(TOTALS, of);
      return [found.rows, sums.rows[0]!] as const;
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { id, expertId, startsAt } of this.booked) {
      const row = byId.get(id);
      const isThere = row?.expertId === expertId && +row.startsAt === +new Date(startsAt) && row.held === 1;
      if (!isThere || row.state !== 'SUBMITTED') this.faults.push(`lost: ${id} at ${startsAt}`);
    }
    if (totals.doubled > 0) this.faults.push(`${totals.doubled} times are given twice`);
    if (totals.held !== this.booked.length)
      this.faults.push(`${totals.held} times held for ${this.booked.length} bookings`);
  }

  private oneOf<T>(among: readonly T[]): T {
    return among[this.below(among.length)]!;
  }

  /** The same chances every time. */
  private below(limit: number): number {
    this.chance = (this.chance * 48_271) % 2_147_483_647;
    return this.chance % limit;
  }
}
