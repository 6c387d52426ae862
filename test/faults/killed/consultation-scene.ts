import { randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE, after, hours, localDate, minutes } from '#kernel';
import {
  ConsultationStory,
  World,
  invitationOf,
  withClient,
  type Person,
  type SeenConsultation,
  type ServedProduct,
} from '#testing';
import { looseEnds, tracesAtOnce, tracesOfWorkers, usedKeys } from './consultation-traces.js';
import type { Act, Request, Scene } from './scene.js';

/** What is held while an invitation is written has to outlast the storm, as every clock does; every case has a time of its own. */
const SETTINGS = {
  'consultation.hold_minutes': 600,
  'consultation.emergency_join_minutes': 600,
  'consultation.emergency_orders_minutes': 600,
  'consultation.no_show_minutes': 600,
  'consultation.book_ahead_days': 365,
};
const HALF_HOURS_OF_A_DAY = 18;
const MDT = { type: 'MDT', wantedDepartmentId: null };
/** Acts that begin with a call: each of them has a department of its own, because whoever is called has no time for others. */
const CALLING_ACTS = 3;
const HOURS_ON_DUTY = 12;

/** A department in which two are on duty. */
interface Ward {
  readonly departmentId: string;
  readonly doctor: Person;
  readonly head: Person;
}

/** The county in which consultations are booked: every case has a half hour of its own, in which everybody is free. */
class BookingStage {
  readonly story: ConsultationStory;
  readonly doctor: Person;
  readonly coordinator: Person;
  private readonly wards: Ward[] = [];
  private half = 0;
  private readonly mornings: Date[] = [];

  constructor(
    readonly world: World,
    served: ServedProduct,
    readonly experts: readonly [Person, Person, Person],
  ) {
    this.story = new ConsultationStory(served, world);
    this.doctor = world.person('township-doctor');
    this.coordinator = world.person('consult-coordinator');
  }

  /** @param times how many half hours will be wanted at most */
  async begin(times: number): Promise<void> {
    await this.story.makeExperts(...this.experts);
    let ahead = 3;
    while (this.mornings.length * HALF_HOURS_OF_A_DAY < times) {
      const nine = await this.story.nextMorning(ahead);
      this.mornings.push(after(nine, hours(-1)));
      ahead = Math.ceil((+nine - Date.now()) / hours(24)) + 1;
    }
  }

  /** The next half hour that nobody has taken, on a working day. */
  time(): string {
    const half = this.half++;
    const morning = this.mornings[Math.floor(half / HALF_HOURS_OF_A_DAY)]!;
    return after(morning, minutes(30 * (half % HALF_HOURS_OF_A_DAY))).toISOString();
  }

  /** Departments, each with a doctor and a head who are on duty from now on. */
  async putOnDuty(count: number): Promise<void> {
    const names = Array.from({ length: count }, (_, n) => `ward-${n}`);
    await this.world.open('county', names);
    for (const name of names) {
      const [doctor, head] = [await this.hire(name), await this.hire(name)];
      this.wards.push({ departmentId: this.world.departmentId(name), doctor, head });
    }
    await this.story.makeExperts(...this.wards.flatMap(({ doctor, head }) => [doctor, head]));
    const now = new Date();
    const entry = (duty: string, departmentId: string, { staffId }: Person) => {
      return { function: duty, departmentId, staffId, from: now, to: after(now, hours(HOURS_ON_DUTY)), phone: '8001' };
    };
    const document = 'mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { id } }';
    await this.world.person('medical-affairs').asks(document, {
      input: {
        idempotencyKey: randomUUID(),
        month: localDate(now, ALLIANCE_ZONE).slice(0, 'YYYY-MM'.length),
        entries: this.wards.flatMap(({ departmentId, doctor, head }) => [
          entry('DUTY_DOCTOR', departmentId, doctor),
          entry('DUTY_HEAD', departmentId, head),
        ]),
      },
    });
  }

  private hire(department: string): Promise<Person> {
    return this.world.hire('EXPERT', 'county', department);
  }

  /** An emergency that nobody has been called to yet, and who will be. */
  async emergency(): Promise<{ readonly seen: SeenConsultation; readonly ward: Ward }> {
    const ward = this.wards.pop()!;
    const { departmentId: wantedDepartmentId } = ward;
    const seen = await this.story.draft(this.doctor, { type: 'EMERGENCY', wantedDepartmentId, durationMinutes: 480 });
    return { seen, ward };
  }

  async called(): Promise<{ readonly seen: SeenConsultation; readonly ward: Ward }> {
    const { seen, ward } = await this.emergency();
    return { seen: await this.story.act(this.doctor, 'callEmergencyConsultation', seen), ward };
  }

  async held(changes: object = {}): Promise<SeenConsultation> {
    const drafted = await this.story.draft(this.doctor, { ...changes });
    const choice = { expertIds: this.expertIds(changes === MDT ? 3 : 1), startsAt: this.time() };
    return this.story.act(this.doctor, 'chooseConsultationTime', drafted, choice);
  }

  async submitted(changes: object = {}): Promise<SeenConsultation> {
    return this.story.act(this.doctor, 'submitConsultation', await this.held(changes));
  }

  async asked(changes: object = {}): Promise<SeenConsultation> {
    return this.story.act(this.coordinator, 'passConsultationTriage', await this.submitted(changes));
  }

  /** All but the last of them have accepted. */
  async nearlyAccepted(): Promise<SeenConsultation> {
    const asked = await this.asked(MDT);
    for (const expert of this.experts.slice(0, -1)) await this.story.answer(expert, 'acceptConsultation', asked);
    return this.story.look(this.doctor, asked);
  }

  async scheduled(): Promise<SeenConsultation> {
    const nearly = await this.nearlyAccepted();
    await this.story.answer(this.experts.at(-1)!, 'acceptConsultation', nearly);
    return this.story.look(this.doctor, nearly);
  }

  expertIds(count: number): string[] {
    return this.experts.slice(0, count).map(({ staffId }) => staffId);
  }
}

type Change = readonly [mutation: string, type?: string];
const act = (name: string, prepare: Act<BookingStage>['prepare']): Act<BookingStage> => ({ name, prepare });

function change(
  by: Person,
  [mutation, type = 'ConsultationActionInput']: Change,
  seen: SeenConsultation,
  more: object = {},
) {
  const input = { id: seen.id, expectedVersion: seen.version, idempotencyKey: randomUUID(), ...more };
  return { by, mutation, type, input, subjectId: seen.id } satisfies Request;
}

function answer(by: Person, what: Change, seen: SeenConsultation, more: object = {}): Request {
  const { id, version } = invitationOf(seen, by);
  const request = change(by, what, { ...seen, id, version }, more);
  return { ...request, subjectId: seen.id, selects: 'id: consultationId version' };
}

const CHOOSE: Change = ['chooseConsultationTime', 'ChooseConsultationTimeInput'];
const ASSIGN: Change = ['assignConsultation', 'AssignConsultationInput'];
const MOVE: Change = ['rescheduleConsultation', 'RescheduleConsultationInput'];
const CANCEL: Change = ['cancelConsultation', 'CancelConsultationInput'];
const DECLINE: Change = ['declineConsultation', 'DeclineConsultationInput'];

const ACTS: readonly Act<BookingStage>[] = [
  act('choose a time', async (stage) =>
    change(stage.doctor, CHOOSE, await stage.story.draft(stage.doctor), {
      expertIds: stage.expertIds(1),
      startsAt: stage.time(),
    }),
  ),
  act('choose a time of three', async (stage) =>
    change(stage.doctor, CHOOSE, await stage.story.draft(stage.doctor, MDT), {
      expertIds: stage.expertIds(3),
      startsAt: stage.time(),
    }),
  ),
  act('choose another time of three', async (stage) =>
    change(stage.doctor, CHOOSE, await stage.held(MDT), {
      expertIds: stage.expertIds(3),
      startsAt: stage.time(),
    }),
  ),
  act('let the time go', async (stage) => change(stage.doctor, ['releaseConsultationTime'], await stage.held(MDT))),
  act('submit', async (stage) => change(stage.doctor, ['submitConsultation'], await stage.held(MDT))),
  act('ask three', async (stage) => change(stage.coordinator, ['passConsultationTriage'], await stage.submitted(MDT))),
  act('accept as the last', async (stage) =>
    answer(stage.experts[2], ['acceptConsultation'], await stage.nearlyAccepted()),
  ),
  act('decline, and be followed', async (stage) =>
    answer(stage.experts[0], DECLINE, await stage.asked(), { reasonCode: 'surgery' }),
  ),
  act('decline as one of three whom nobody follows', async (stage) =>
    answer(stage.experts[2], DECLINE, await stage.nearlyAccepted(), { reasonCode: 'surgery' }),
  ),
  act('ask others', async (stage) =>
    change(stage.coordinator, ASSIGN, await stage.asked(MDT), {
      expertIds: stage.expertIds(2),
      startsAt: stage.time(),
    }),
  ),
  act('call to an emergency', async (stage) => {
    const { seen } = await stage.emergency();
    return change(stage.doctor, ['callEmergencyConsultation'], seen);
  }),
  act('accept an emergency', async (stage) => {
    const { seen, ward } = await stage.called();
    return answer(ward.doctor, ['acceptConsultation'], seen);
  }),
  act('decline an emergency, to which the next one is called', async (stage) => {
    const { seen, ward } = await stage.called();
    return answer(ward.doctor, DECLINE, seen, { reasonCode: 'surgery' });
  }),
  act('move', async (stage) =>
    change(stage.doctor, MOVE, await stage.scheduled(), { startsAt: stage.time(), reasonCode: 'missed' }),
  ),
  act('call off', async (stage) => change(stage.doctor, CANCEL, await stage.scheduled(), { reasonCode: 'improved' })),
];

/** Bookings of consultations, of one expert and of several, and emergencies. */
export const consultationScene: Scene<BookingStage> = {
  acts: ACTS,
  tracesAtOnce,
  tracesOfWorkers,
  usedKeys,
  looseEnds,
  async furnish(served: ServedProduct, ofEachAct: number): Promise<BookingStage> {
    const world = await World.create(served);
    const hire = (department: string) => world.hire('EXPERT', 'county', department);
    const experts = [world.person('expert'), await hire('cardiology'), await hire('surgery')] as const;
    const stage = new BookingStage(world, served, experts);
    await stage.begin(2 * ACTS.length * (ofEachAct + 1));
    await stage.putOnDuty(CALLING_ACTS * (ofEachAct + 1));
    await withClient(served.database.ownerUrl, (owner) =>
      owner.query('UPDATE reference_settings SET value = ($1::jsonb ->> key)::int WHERE $1::jsonb ? key', [SETTINGS]),
    );
    return stage;
  },
};
