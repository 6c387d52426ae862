import { randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE, after, days, hours, localDate, startOfDay } from '#kernel';
import {
  DownStory,
  ReferralStory,
  completePackage,
  type Person,
  type SeenDown,
  type SeenReferral,
  type World,
} from '#testing';

/** A session that has a place for everybody who will ask for one, and none more. */
interface Session {
  readonly id: string;
  readonly visitTime: Date;
}

/** What an appointment names besides the referral. */
interface Visit {
  readonly visitTime: Date;
  readonly clinicSessionId?: string;
  readonly bedPoolId?: string;
}

type Planned = Readonly<Record<'first' | 'second', Session>>;

/** The county in which referrals are acted on, with exactly as much to hold as is needed: what leaks is missed by others. */
export class Stage {
  readonly up: ReferralStory;
  private readonly down: DownStory;
  private sessions: Planned | undefined;
  bedPoolId = '';

  constructor(readonly world: World) {
    this.up = new ReferralStory(world);
    this.down = new DownStory(world);
  }

  get doctor(): Person {
    return this.world.person('township-doctor');
  }

  get head(): Person {
    return this.world.person('township-head');
  }

  get cardiologist(): Person {
    return this.world.person('cardiologist');
  }

  get coordinator(): Person {
    return this.world.person('coordinator');
  }

  /** Two sessions, and the beds of a ward. */
  async furnish(places: { readonly first: number; readonly second: number; readonly beds: number }): Promise<void> {
    const departmentId = this.world.departmentId('cardiology');
    const [first, second] = [morning(2), morning(3)];
    const planned = [
      { ...first, places: places.first },
      { ...second, places: places.second },
    ];
    const { planClinicSessions } = await this.coordinator.asks<{ planClinicSessions: { sessions: { id: string }[] } }>(
      'mutation($input: PlanClinicSessionsInput!) { planClinicSessions(input: $input) { sessions { id } } }',
      { input: { idempotencyKey: randomUUID(), departmentId, sessions: planned } },
    );
    const [one, other] = planClinicSessions.sessions;
    this.sessions = {
      first: { id: one!.id, visitTime: first.from },
      second: { id: other!.id, visitTime: second.from },
    };
    const { reportBeds } = await this.cardiologist.asks<{ reportBeds: { id: string } }>(
      'mutation($input: ReportBedsInput!) { reportBeds(input: $input) { id } }',
      { input: { idempotencyKey: randomUUID(), departmentId, emptyBeds: places.beds } },
    );
    this.bedPoolId = reportBeds.id;
  }

  slot(which: keyof Planned): Visit {
    const { id, visitTime } = this.sessions![which];
    return { visitTime, clinicSessionId: id };
  }

  bed(): Visit {
    return { visitTime: this.sessions!.first.visitTime, bedPoolId: this.bedPoolId };
  }

  async claimed(): Promise<SeenReferral> {
    return this.up.claim(this.cardiologist, await this.up.submitted(this.doctor));
  }

  async accepted(handling?: 'INPATIENT'): Promise<SeenReferral> {
    return this.up.accept(this.cardiologist, await this.claimed(), handling);
  }

  async arranged(): Promise<SeenReferral> {
    return this.arrange(await this.accepted(), this.slot('first'));
  }

  async arrangedInBed(): Promise<SeenReferral> {
    return this.arrange(await this.accepted('INPATIENT'), this.bed());
  }

  async treated(): Promise<SeenReferral> {
    const visit = { visitTime: this.sessions!.first.visitTime };
    const arranged = await this.arrange(await this.accepted(), visit);
    const arrived = await this.up.act(this.coordinator, 'confirmReferralArrival', arranged);
    return this.up.recordOutcome(this.cardiologist, arrived);
  }

  downDraft(): Promise<SeenDown> {
    const firstFollowUpOn = localDate(after(new Date(), days(2)), ALLIANCE_ZONE);
    return this.down.draft(this.cardiologist, { package: { ...completePackage, firstFollowUpOn } });
  }

  async downSubmitted(): Promise<SeenDown> {
    return this.down.submit(this.cardiologist, await this.downDraft());
  }

  async downAllocated(): Promise<SeenDown> {
    return this.down.allocate(this.head, await this.downSubmitted(), this.doctor);
  }

  async downReceived(): Promise<SeenDown> {
    return this.down.receive(this.doctor, await this.downAllocated());
  }

  private arrange(referral: SeenReferral, { visitTime, ...taken }: Visit): Promise<SeenReferral> {
    return this.up.arrange(this.coordinator, referral, visitTime, taken);
  }
}

/** Four hours of a morning, so many days from now. */
function morning(ahead: number): { from: Date; to: Date } {
  const from = after(startOfDay(localDate(after(new Date(), days(ahead)), ALLIANCE_ZONE), ALLIANCE_ZONE), hours(8));
  return { from, to: after(from, hours(4)) };
}
