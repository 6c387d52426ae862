import { randomUUID } from 'node:crypto';
import { ReferralStory } from './referral-story.js';
import type { TestApp } from './test-app.js';
import type { InstitutionName, World } from './world.js';

type Columns = Readonly<Record<string, unknown>>;
interface Placed {
  readonly from?: InstitutionName;
}

let numbers = 0;
const number = (): string => `T${String(++numbers).padStart(8, '0')}`;

/**
 * Consultations, exams, specimens, critical values and decisions as rows, for what counts them: as many as a test needs, with
 * the columns that matter to it, by the names that the database knows them by.
 */
export class ServiceRows {
  private constructor(
    private readonly app: TestApp,
    private readonly world: World,
    private readonly patientId: string,
  ) {}

  static async in(app: TestApp, world: World): Promise<ServiceRows> {
    await app.asOwner(
      `INSERT INTO standard_items (id, effective_from, version, code, name, category, panel_members, price_cents,
         recognition_scope, window_unlimited, active)
       VALUES (gen_random_uuid(), '2020-01-01', 1, 'ROW', '项目', 'IMAGING', '{}', 5000, 'NONE', false, true)`,
    );
    const patientId = await new ReferralStory(world).patient(world.person('township-doctor'), { consent: false });
    return new ServiceRows(app, world, patientId);
  }

  /** @param signed when its opinion was signed, and when each amendment of it was */
  async consultation({ from = 'north', ...columns }: Placed & Columns, signed: readonly string[] = []): Promise<void> {
    const { joined, ...own } = columns;
    const id = await this.insert('consultations', {
      ...this.of(from, 'inviting_institution_id', 'centre_institution_id'),
      wanted_department_id: this.world.departmentId('cardiology'),
      author_staff_id: this.world.person('township-doctor').staffId,
      consultation_no: number(),
      version: 1,
      encounter: 'OUTPATIENT',
      diagnoses: '[]',
      duration_minutes: 30,
      linked_order_ids: [],
      session_no: 1,
      missing_codes: [],
      created_at: own['submitted_at'],
      delivered_at: signed.at(-1) ?? null,
      ...(['CLOSED', 'DECLINED', 'CANCELLED'].includes(String(own['state'])) && { ended_at: own['submitted_at'] }),
      ...(own['adoption'] !== undefined && {
        adopted_at: own['submitted_at'],
        adopted_by_staff_id: this.world.person('township-doctor').staffId,
        adoption_reason_code: 'judgement',
        retained_until: '2060-01-01',
      }),
      ...own,
    });
    if (joined) await this.attend(id, joined);
    await this.sign(id, signed);
  }

  private async attend(consultationId: string, joinedAt: unknown): Promise<void> {
    await this.app.asOwner(
      `INSERT INTO consultation_attendances (consultation_id, session_no, staff_id, side, joined_at)
       VALUES ($1, 1, $2, 'EXPERT', $3)`,
      [consultationId, this.world.person('expert').staffId, joinedAt],
    );
  }

  private async sign(consultationId: string, signed: readonly string[]): Promise<void> {
    for (const [at, signedAt] of signed.entries()) {
      await this.insert('consultation_opinions', {
        consultation_id: consultationId,
        revision: at + 1,
        state: at + 1 === signed.length ? 'SIGNED' : 'SUPERSEDED',
        version: 1,
        diagnoses: '[]',
        advice: '随访',
        suggestion: 'TREAT_LOCALLY',
        amended_because: at === 0 ? null : '补充',
        author_staff_id: this.world.person('expert').staffId,
        written_at: signedAt,
        signed_at: signedAt,
      });
    }
  }

  /** @returns its id */
  async exam({ from = 'north', ...columns }: Placed & Columns): Promise<string> {
    const at = columns['registered_at'];
    const { orderId, itemId } = await this.ordered(from, at);
    const started = columns['started_at'] ?? null;
    return this.insert('exams', {
      ...this.of(from, 'performing_institution_id', 'reading_institution_id'),
      ordering_institution_id: this.world.institutionId(from),
      ordering_staff_id: this.world.person('township-doctor').staffId,
      order_id: orderId,
      order_item_id: itemId,
      accession_no: number(),
      domain: 'IMAGING',
      group_code: 'CT',
      visit_type: 'EMERGENCY',
      urgency: 'EMERGENCY',
      state: started ? 'ACQUIRED' : 'REGISTERED',
      repeats: 0,
      registered_by_staff_id: this.world.person('technician').staffId,
      acquired_at: started,
      due_at: started,
      result_at: columns['reported_at'] ?? null,
      version: 1,
      ...columns,
    });
  }

  /** @param reports of it, each corrected by the next one where both are final */
  async specimen(
    { from = 'north', ...columns }: Placed & Columns,
    reports: readonly LabReport[] = [],
  ): Promise<string> {
    const technician = this.world.person('technician').staffId;
    const { orderId } = await this.ordered(from, columns['collected_at']);
    const received = columns['received_at'] !== undefined;
    const id = await this.insert('specimens', {
      ...this.of(from, 'from_institution_id', 'to_institution_id'),
      order_id: orderId,
      barcode: number(),
      type: 'BLOOD',
      group_code: 'LAB_GENERAL',
      state: columns['rejected_at'] ? 'REJECTED' : received ? 'RECEIVED' : 'COLLECTED',
      collected_by_staff_id: technician,
      ...(received && { received_by_staff_id: technician, accession_no: number() }),
      ...(columns['rejected_at'] !== undefined && { rejected_by_staff_id: technician }),
      version: 1,
      ...columns,
    });
    await this.labReports(id, from, reports);
    return id;
  }

  private async labReports(specimenId: string, from: InstitutionName, reports: readonly LabReport[]): Promise<void> {
    let before: string | null = null;
    for (const [at, { kind = 'FINAL', publishedAt }] of reports.entries()) {
      before = await this.insert('lab_reports', {
        specimen_id: specimenId,
        number: at + 1,
        previous_id: before,
        patient_id: this.patientId,
        institution_id: this.world.institutionId('county'),
        ordering_institution_id: this.world.institutionId(from),
        ordering_staff_id: this.world.person('township-doctor').staffId,
        group_code: 'LAB_GENERAL',
        kind,
        state: at + 1 === reports.length ? 'PUBLISHED' : 'SUPERSEDED',
        corrected: at > 0 && reports[at - 1]!.kind !== 'PRELIMINARY',
        begun_at: publishedAt,
        due_at: publishedAt,
        technical_staff_id: this.world.person('reporter').staffId,
        submitted_at: publishedAt,
        medical_staff_id: this.world.person('reviewer').staffId,
        published_at: publishedAt,
        version: 1,
      });
    }
  }

  async criticalValue({ from = 'north', ...columns }: Placed & Columns): Promise<void> {
    const doctor = this.world.person('township-doctor').staffId;
    const state = columns['handled_at']
      ? 'HANDLED'
      : columns['acknowledged_at']
        ? 'ACKNOWLEDGED'
        : columns['notified_at']
          ? 'NOTIFIED'
          : 'DETECTED';
    await this.insert('critical_values', {
      ...this.of(from, 'ordering_institution_id', 'centre_institution_id'),
      critical_no: number(),
      drill: false,
      domain: 'IMAGING',
      encounter: 'OUTPATIENT',
      finding_code: 'F',
      finding_text: '急性脑梗死',
      ordering_staff_id: doctor,
      detected_by_staff_id: this.world.person('reporter').staffId,
      state,
      version: 1,
      unverified: false,
      ...(columns['acknowledged_at'] !== undefined && { acknowledged_by_staff_id: doctor }),
      ...(columns['handled_at'] !== undefined && { handled_by_staff_id: doctor, measures: '转上级医院' }),
      doubters: columns['state'] === 'CANCELLED' ? [doctor] : [],
      ...(columns['drill'] === true && { patient_id: null }),
      ...columns,
    });
  }

  /** @param itemState what became of the item that was ordered all the same */
  async decision({ from = 'north', ...columns }: Placed & Columns, itemState = 'ORDERED'): Promise<void> {
    const { itemId } = await this.ordered(from, columns['decided_at'], itemState);
    const known = columns['decision'] !== 'NO_CANDIDATE';
    await this.insert('recognition_decisions', {
      order_item_id: itemId,
      patient_id: this.patientId,
      institution_id: this.world.institutionId(from),
      doctor_staff_id: this.world.person('township-doctor').staffId,
      saved_cents: 0,
      ...(known && {
        report_domain: 'imaging',
        report_id: randomUUID(),
        source_institution_id: this.world.institutionId('county'),
        days_old: 3,
      }),
      ...columns,
    });
  }

  private async ordered(from: InstitutionName, at: unknown, itemState = 'ORDERED') {
    const orderId = await this.insert('exam_orders', {
      ...this.of(from, 'from_institution_id', 'to_institution_id'),
      doctor_staff_id: this.world.person('township-doctor').staffId,
      state: 'ORDERED',
      visit_type: 'OUTPATIENT',
      clinical_question: '胸痛',
      created_at: at,
      ordered_at: at,
      version: 1,
    });
    const [item] = await this.app.asOwner(
      `INSERT INTO exam_order_items (id, order_id, item_id, item_version, state, price_cents)
       SELECT gen_random_uuid(), $1, id, 1, $2, 5000 FROM standard_items WHERE code = 'ROW' RETURNING id`,
      [orderId, itemState],
    );
    return { orderId, itemId: String(item!['id']) };
  }

  private of(from: InstitutionName, sender: string, centre: string): Columns {
    return {
      patient_id: this.patientId,
      [sender]: this.world.institutionId(from),
      [centre]: this.world.institutionId('county'),
    };
  }

  private async insert(table: string, columns: Columns): Promise<string> {
    const row = { id: randomUUID(), ...columns };
    const places = Object.keys(row).map((_, at) => `$${at + 1}`);
    await this.app.asOwner(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`,
      Object.values(row),
    );
    return row.id;
  }
}

/** A version of a laboratory's report. */
export interface LabReport {
  readonly kind?: 'PRELIMINARY' | 'FINAL';
  readonly publishedAt: string;
}
