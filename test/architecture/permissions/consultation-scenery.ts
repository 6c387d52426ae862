import { Permission, Role, permissionsOf } from '#identity';
import {
  ConsultationStory,
  SIGNING_PASSWORD,
  invitationOf,
  type Person,
  type SeenConsultation,
  type TestApp,
} from '#testing';
import type { Scenery } from './scenery.js';

/** Every session has an hour of its own, on days that everybody works. */
const HOURS_OF_A_DAY = 9;
const DAYS_OF_A_WEEK = 5;
const FIRST_MONDAY = Date.parse('2026-10-12T00:00:00Z');
const DAY_MS = 86_400_000;
/** Further ahead than all of these sessions. */
const FARTHEST_DAY = 1_000;

/** Consultations of the north township with the county, by whoever asks where their role lets them. */
export class ConsultationScenery {
  readonly story: ConsultationStory;
  private sessions = 0;

  constructor(
    app: TestApp,
    readonly scenery: Scenery,
  ) {
    this.story = new ConsultationStory(app, scenery.world);
  }

  /** The inviting doctor: whoever acts, where they may invite at the township. */
  author(by: Person): Person {
    const invites = permissionsOf([by.role]).has(Permission.InviteConsultation);
    const isThere = by.institutionId === this.scenery.world.institutionId('north');
    return invites && isThere ? by : this.scenery.world.person('township-doctor');
  }

  /** The expert: whoever acts, where they may give advice at the county. */
  async expert(by: Person): Promise<Person> {
    const advises = permissionsOf([by.role]).has(Permission.AnswerConsultation);
    const isThere = by.institutionId === this.scenery.world.institutionId('county');
    const expert = advises && isThere ? by : this.scenery.world.person('expert');
    // Each time, because rows of the table take back times that experts have published.
    await this.story.makeExperts(expert);
    await this.scenery.run(`UPDATE reference_settings SET value = $1 WHERE key = 'consultation.book_ahead_days'`, [
      FARTHEST_DAY,
    ]);
    return expert;
  }

  /** A time that nobody else has. */
  time(): string {
    const session = this.sessions++;
    const workday = Math.floor(session / HOURS_OF_A_DAY);
    const day = Math.floor(workday / DAYS_OF_A_WEEK) * 7 + (workday % DAYS_OF_A_WEEK);
    return new Date(FIRST_MONDAY + day * DAY_MS + (session % HOURS_OF_A_DAY) * 3_600_000).toISOString();
  }

  drafted(by: Person, changes: object = {}): Promise<SeenConsultation> {
    this.scenery.letTimePass();
    return this.story.draft(this.author(by), { ...changes });
  }

  /** A file of the inviting doctor. */
  upload(by: Person): Promise<string> {
    return this.scenery.uploadBy(this.author(by), '/consultation-attachments');
  }

  /** A draft with a file. */
  async attached(by: Person): Promise<{ id: string; version: number; attachmentId: string }> {
    const { id, version } = await this.drafted(by);
    const input = { id, expectedVersion: version, fileId: await this.upload(by), name: '心电图.png' };
    type Attached = { attachToConsultation: { version: number; attachments: { id: string }[] } };
    const { attachToConsultation: seen } = await this.author(by).asks<Attached>(
      'mutation($input: AttachToConsultationInput!) { attachToConsultation(input: $input) { version attachments { id } } }',
      { input },
    );
    return { id, version: seen.version, attachmentId: seen.attachments[0]!.id };
  }

  async submitted(by: Person): Promise<SeenConsultation> {
    const drafted = await this.drafted(by);
    const choice = { expertIds: [(await this.expert(by)).staffId], startsAt: this.time() };
    const held = await this.story.act(this.author(by), 'chooseConsultationTime', drafted, choice);
    return this.story.act(this.author(by), 'submitConsultation', held);
  }

  async inviting(by: Person): Promise<SeenConsultation> {
    const coordinator = this.scenery.world.person('consult-coordinator');
    return this.story.act(coordinator, 'passConsultationTriage', await this.submitted(by));
  }

  /** The invitation that the expert has to answer. */
  async asked(by: Person) {
    return invitationOf(await this.inviting(by), await this.expert(by));
  }

  async scheduled(by: Person): Promise<SeenConsultation> {
    const asked = await this.inviting(by);
    await this.story.answer(await this.expert(by), 'acceptConsultation', asked);
    return this.story.look(this.author(by), asked);
  }

  /** Without a session, so that no clock has to be moved. */
  async awaiting(by: Person): Promise<SeenConsultation> {
    const coordinator = this.scenery.world.person('consult-coordinator');
    const drafted = await this.drafted(by, { type: 'STORE_AND_FORWARD' });
    const submitted = await this.story.act(this.author(by), 'submitConsultation', drafted);
    const expert = await this.expert(by);
    const choice = { expertIds: [expert.staffId] };
    const assigned = await this.story.act(coordinator, 'assignConsultation', submitted, choice);
    const asked = await this.story.act(coordinator, 'passConsultationTriage', assigned);
    await this.story.answer(expert, 'acceptConsultation', asked);
    return this.story.look(expert, asked);
  }

  async written(by: Person): Promise<{ id: string; version: number }> {
    return this.story.write(await this.expert(by), await this.awaiting(by));
  }

  async delivered(by: Person): Promise<SeenConsultation> {
    const waiting = await this.awaiting(by);
    const expert = await this.expert(by);
    await this.story.sign(expert, await this.story.write(expert, waiting));
    return this.story.look(this.author(by), waiting);
  }

  async closed(by: Person): Promise<SeenConsultation> {
    const delivered = await this.delivered(by);
    return this.story.act(this.author(by), 'recordConsultationAdoption', delivered, { adoption: 'ADOPTED' });
  }

  /** Something that can be ordered. */
  async item(): Promise<string> {
    await this.scenery.run(
      `INSERT INTO standard_items (id, effective_from, version, code, name, category, panel_members, price_cents,
         recognition_scope, window_unlimited, active)
       VALUES (gen_random_uuid(), '2020-01-01', 1, 'PERMISSIONS-ECG', '心电图', 'ECG', '{}', 2000, 'NONE', false, true)
       ON CONFLICT (code, version) DO NOTHING`,
      [],
    );
    return 'PERMISSIONS-ECG';
  }

  get password(): string {
    return SIGNING_PASSWORD;
  }
}

/** Roles that ask, give advice, and coordinate. */
export const inviters: Role[] = [Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD];
export const advisers: Role[] = [Role.EXPERT, Role.COUNTY_DOCTOR, Role.DEPT_HEAD];
export const coordinators: Role[] = [Role.CONSULT_COORDINATOR, Role.GENERAL_DUTY];
