import { randomUUID } from 'node:crypto';
import { hashPassword } from '#identity';
import { ALLIANCE_ZONE, instantAt } from '#kernel';
import { SIGNING_PASSWORD } from './imaging-story.js';
import { ReferralStory } from './referral-story.js';
import type { Served } from './served-product.js';
import { withClient } from './test-server.js';
import type { Person, World } from './world.js';

/** A consultation as tests look at it. */
export interface SeenConsultation {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly consultationNo: string | null;
  readonly startsAt: string | null;
  readonly invitations: readonly SeenInvitation[];
}

export interface SeenInvitation {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly expertStaffId: string;
  readonly isChair: boolean;
}

export const CONSULTATION_SEEN = `id version state consultationNo startsAt
  invitations { id version state expertStaffId isChair }`;

/** Changes of a consultation, with the types of their inputs where they have one of their own. */
const INPUTS: Readonly<Record<string, string>> = {
  editConsultation: 'EditConsultationInput',
  cancelConsultation: 'CancelConsultationInput',
  recordConsultationAdoption: 'RecordConsultationAdoptionInput',
  rateConsultation: 'RateConsultationInput',
  chooseConsultationTime: 'ChooseConsultationTimeInput',
  scheduleConsultation: 'ScheduleConsultationInput',
  rescheduleConsultation: 'RescheduleConsultationInput',
  returnConsultation: 'ReturnConsultationInput',
  appointConsultationChair: 'AppointConsultationChairInput',
  assignConsultation: 'AssignConsultationInput',
  declineConsultation: 'DeclineConsultationInput',
  failConsultation: 'FailConsultationInput',
  checkConsultationQuality: 'CheckConsultationQualityInput',
  referFromConsultation: 'ReferFromConsultationInput',
  orderFromConsultation: 'OrderFromConsultationInput',
  openConsultationAmendment: 'OpenConsultationAmendmentInput',
  writeConsultationOpinion: 'WriteConsultationOpinionInput',
  editConsultationOpinion: 'EditConsultationOpinionInput',
  signConsultationOpinion: 'SignConsultationOpinionInput',
};

/** The first of two working days in a row that is at least so many days after an instant. */
const TWO_WORKDAYS = `
  WITH days AS (SELECT d::date AS day, coalesce(w.kind = 'MAKE_UP', extract(isodow FROM d) < 6) AS works
    FROM generate_series(($1::timestamptz AT TIME ZONE '${ALLIANCE_ZONE}')::date + $2::int,
      ($1::timestamptz AT TIME ZONE '${ALLIANCE_ZONE}')::date + $2::int + 30, interval '1 day') d
    LEFT JOIN work_calendar_days w ON w.day = d::date)
  SELECT day::text FROM days WHERE works AND (SELECT n.works FROM days n WHERE n.day = days.day + 1) ORDER BY day LIMIT 1`;

/** What people do with consultations, in the words of the domain; each step answers the consultation as it is then. */
export class ConsultationStory {
  private readonly referrals: ReferralStory;
  private passwordHash: string | undefined;

  constructor(
    private readonly app: Served,
    readonly world: World,
  ) {
    this.referrals = new ReferralStory(world);
  }

  /**
   * Lets people give advice: they have practised for long, can sign, and publish every day from eight to six, as long as the
   * north township sits in.
   */
  async makeExperts(...people: readonly Person[]): Promise<void> {
    this.passwordHash ??= await hashPassword(SIGNING_PASSWORD);
    const staffIds = people.map(({ staffId }) => staffId);
    await withClient(this.app.database.ownerUrl, async (owner) => {
      await owner.query(`UPDATE staff SET practice_started_on = '2010-07-01' WHERE id = ANY($1::uuid[])`, [staffIds]);
      await owner.query('UPDATE accounts SET password_hash = $2 WHERE staff_id = ANY($1::uuid[])', [
        staffIds,
        this.passwordHash,
      ]);
      await owner.query(
        `INSERT INTO cooperation_agreements (inviting_institution_id, invited_institution_id, effective_from, agreement_no)
         SELECT a.id, b.id, '2026-01-01', 'A' FROM institutions a, unnest($1::uuid[]) AS b (id)
         WHERE a.id <> b.id ON CONFLICT DO NOTHING`,
        [[...new Set(people.map(({ institutionId }) => institutionId))]],
      );
      await owner.query(
        `INSERT INTO calendars (expert_id, buffer_before_minutes, buffer_after_minutes, version)
         SELECT id, 0, 0, 1 FROM unnest($1::uuid[]) id ON CONFLICT DO NOTHING`,
        [staffIds],
      );
      await owner.query(
        `INSERT INTO consultation_hours (institution_id, effective_from, morning_from, morning_to)
         VALUES ($1, '2026-01-01', 480, 1080) ON CONFLICT DO NOTHING`,
        [this.world.institutionId('north')],
      );
      // Anew, where somebody has taken it back.
      await owner.query('DELETE FROM calendar_availability WHERE expert_id = ANY($1::uuid[])', [staffIds]);
      await owner.query(
        `INSERT INTO calendar_availability (id, expert_id, weekday, from_time, to_time, effective_from)
         SELECT gen_random_uuid(), id, weekday, '08:00', '18:00', '2026-01-01'
         FROM unnest($1::uuid[]) id, generate_series(1, 7) weekday`,
        [staffIds],
      );
    });
  }

  /** Nine o'clock of the next working day at least so many days ahead that another one follows. */
  async nextMorning(ahead: number): Promise<Date> {
    const day = await withClient(this.app.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ day: string }>(TWO_WORKDAYS, [this.app.clock.now(), ahead]);
      return rows[0]!.day;
    });
    return instantAt(day, '09:00', ALLIANCE_ZONE);
  }

  /** A patient of the doctor's who agrees, in writing. */
  async patient(doctor: Person): Promise<string> {
    const id = await this.referrals.patient(doctor);
    await this.referrals.consent(doctor, id, 'CONSULTATION');
    return id;
  }

  async draft(doctor: Person, changes: Readonly<Record<string, unknown>> = {}): Promise<SeenConsultation> {
    const patientId = (changes['patientId'] as string | undefined) ?? (await this.patient(doctor));
    return this.does(doctor, 'draftConsultation', 'DraftConsultationInput', {
      idempotencyKey: randomUUID(),
      type: 'ORDINARY',
      patientId,
      centreInstitutionId: this.world.institutionId('county'),
      ...this.content(doctor),
      ...changes,
    });
  }

  /** What a complete invitation says. */
  content(doctor: Person): Readonly<Record<string, unknown>> {
    return {
      encounter: 'OUTPATIENT',
      accompanyingStaffId: doctor.staffId,
      wantedDepartmentId: this.world.departmentId('cardiology'),
      specialtyCode: '03.01',
      wantedTitle: 'INTERMEDIATE',
      reason: '胸痛待查',
      purposeCode: 'diagnosis',
      recordSummary: '反复胸痛3天，心电图ST段改变。',
      wantedFrom: this.later(24),
      durationMinutes: 30,
      feeCents: 20_000,
    };
  }

  /** On the full hour so many hours later. */
  later(hours: number): string {
    const hour = 3_600_000;
    return new Date(Math.ceil(+this.app.clock.now() / hour) * hour + hours * hour).toISOString();
  }

  /** Does something to a consultation, as it was seen. */
  act(who: Person, act: string, seen: Pick<SeenConsultation, 'id' | 'version'>, more: object = {}) {
    const input = { id: seen.id, expectedVersion: seen.version, ...more };
    return this.does(who, act, INPUTS[act] ?? 'ConsultationActionInput', input);
  }

  /** The code, and the rule where it has one, of what is refused; null where it is not. */
  async refusal(who: Person, act: string, seen: Pick<SeenConsultation, 'id' | 'version'>, more: object = {}) {
    const [error] = (await this.tries(who, act, seen, more)).errors;
    return error ? [error.extensions.code, error.extensions.rule].filter(Boolean).join(' ') : null;
  }

  tries(who: Person, act: string, { id, version }: Pick<SeenConsultation, 'id' | 'version'>, more: object = {}) {
    const type = INPUTS[act] ?? 'ConsultationActionInput';
    return who.tries(`mutation($input: ${type}!) { ${act}(input: $input) { id } }`, {
      input: { id, expectedVersion: version, ...more },
    });
  }

  async look(who: Person, { id }: Pick<SeenConsultation, 'id'>): Promise<SeenConsultation> {
    const query = `query($id: ID!) { consultation(id: $id) { ${CONSULTATION_SEEN} } }`;
    return (await who.asks<{ consultation: SeenConsultation }>(query, { id })).consultation;
  }

  /** A session with one expert that is fixed. */
  async scheduled(doctor: Person, expert: Person, startsAt: string, changes: object = {}): Promise<SeenConsultation> {
    const invited = await this.invited(doctor, [expert], startsAt, changes);
    await this.answer(expert, 'acceptConsultation', invited);
    return this.look(doctor, invited);
  }

  /** Those experts are asked for that time. */
  async invited(
    doctor: Person,
    experts: readonly Person[],
    startsAt: string,
    changes: object = {},
  ): Promise<SeenConsultation> {
    const drafted = await this.draft(doctor, { ...changes });
    const expertIds = experts.map(({ staffId }) => staffId);
    const held = await this.act(doctor, 'chooseConsultationTime', drafted, { expertIds, startsAt });
    const submitted = await this.act(doctor, 'submitConsultation', held);
    return this.act(this.world.person('consult-coordinator'), 'passConsultationTriage', submitted);
  }

  /** An expert answers the invitation that is theirs. */
  async answer(expert: Person, act: string, seen: SeenConsultation, more: object = {}): Promise<void> {
    const type = INPUTS[act] ?? 'ConsultationActionInput';
    const { id, version } = invitationOf(seen, expert);
    await expert.asks(`mutation($input: ${type}!) { ${act}(input: $input) { id state } }`, {
      input: { id, expectedVersion: version, ...more },
    });
  }

  /** Writes an opinion and answers the version that is to be signed. */
  async write(expert: Person, seen: SeenConsultation, more: object = {}): Promise<{ id: string; version: number }> {
    await this.act(expert, 'writeConsultationOpinion', seen, {
      advice: '完善冠脉造影',
      suggestion: 'REFER',
      diagnosisText: '不稳定型心绞痛',
      ...more,
    });
    const query = 'query($id: ID!) { consultation(id: $id) { draftOpinion { id version } } }';
    type Drafted = { consultation: { draftOpinion: { id: string; version: number } } };
    return (await expert.asks<Drafted>(query, { id: seen.id })).consultation.draftOpinion;
  }

  async sign(expert: Person, opinion: { id: string; version: number }): Promise<void> {
    const document = `mutation($input: SignConsultationOpinionInput!) { signConsultationOpinion(input: $input) { id } }`;
    await expert.asks(document, {
      input: { id: opinion.id, expectedVersion: opinion.version, password: SIGNING_PASSWORD },
    });
  }

  private async does(who: Person, act: string, type: string, input: object): Promise<SeenConsultation> {
    const document = `mutation($input: ${type}!) { ${act}(input: $input) { ${CONSULTATION_SEEN} } }`;
    return (await who.asks<Record<string, SeenConsultation>>(document, { input }))[act]!;
  }
}

/** The invitation of somebody that counts. */
export function invitationOf({ invitations }: SeenConsultation, { staffId }: Person): SeenInvitation {
  const own = invitations.filter(({ expertStaffId }) => expertStaffId === staffId);
  return own.find(({ state }) => ['PROPOSED', 'INVITED', 'ACCEPTED'].includes(state)) ?? own.at(-1)!;
}
