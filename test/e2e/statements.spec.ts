import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType } from 'graphql';
import type { Client } from 'pg';
import { minutes, seconds } from '#kernel';
import { ReferralStory, StatementCounter, TestApp, World, withClient, type Person, type PersonName } from '#testing';

let app: TestApp;
let world: World;
let doctor: Person;
let statements: StatementCounter;
let referralId: string;
let patientId: string;
const teamId = randomUUID();

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  doctor = world.person('township-doctor');
  const story = new ReferralStory(world);
  patientId = await story.patient(doctor);
  referralId = (await story.submit(doctor, await story.draft(doctor, { patientId }))).id;
  await copies(120);
  statements = StatementCounter.on(app);
});

afterAll(() => app.stop());

/** As many more referrals and patients like the first ones. */
async function copies(count: number): Promise<void> {
  await withClient(app.database.ownerUrl, async (owner) => {
    for (const table of ['patients', 'referrals']) {
      const { rows } = await owner.query<{ names: string }>(
        `SELECT string_agg(quote_ident(attname), ', ') AS names FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND attname NOT IN ('id', 'referral_no', 'id_number_index')`,
        [table],
      );
      const unique = table === 'patients' ? 'id_number_index' : 'referral_no';
      await owner.query(
        `INSERT INTO ${table} (id, ${unique}, ${rows[0]!.names})
         SELECT gen_random_uuid(), 'copy ' || n, ${rows[0]!.names} FROM ${table}, generate_series(1, ${count}) n`,
      );
    }
  });
}

/** The statements of one request, each by the first words that tell what it is for. */
async function sent(query: string, variables: object = {}): Promise<string[]> {
  const texts = await statements.during(() => doctor.asks(query, { ...variables }));
  return texts.map((text) => {
    if (text.includes('FROM sessions s JOIN accounts')) return 'session';
    if (text.startsWith('INSERT INTO audit_entries')) return 'access';
    if (text.startsWith('UPDATE sessions SET last_seen_at')) return 'last seen';
    return /count\(\*\)/.test(text) ? 'count' : 'read';
  });
}

const REFERRAL = `id state version priority patient { id name consents { id } } fromInstitution { name }
  toInstitution { name } toDepartment { name } author { name } owner { name } arrangement { code }
  clinical { diagnoses { code } } latestEvents { action staffName }`;
const page = (fields: string): string =>
  `query($first: Int!) { referrals(box: SENT, first: $first) { nodes { ${fields} } pageInfo { endCursor } } }`;

describe('a page of referrals', () => {
  it.each([1, 20, 100])('with %d rows and all their relations costs session, page and access row', async (first) => {
    expect(await sent(page(REFERRAL), { first })).toEqual(['session', 'read', 'access']);
  });

  it.each([1, 20, 100])('with %d rows costs one statement more for what may be done with them', async (first) => {
    const statementsOfPage = await sent(page(`${REFERRAL} permittedActions { action permitted }`), { first });
    expect(statementsOfPage.filter((what) => what !== 'read')).toEqual(['session', 'access']);
    expect(statementsOfPage).toHaveLength(4);
  });

  it('costs one statement more with the count of all', async () => {
    const query = '{ referrals(box: SENT) { totalCount nodes { id patient { name } } } }';
    expect(await sent(query)).toEqual(['session', 'count', 'read', 'access']);
  });

  it('costs no access row where nobody is shown', async () => {
    expect(await sent('{ referrals(box: SENT, states: [REJECTED]) { nodes { id } } }')).toEqual(['session', 'read']);
  });
});

describe('a work list', () => {
  const list = (fields: string): string =>
    `query($first: Int!) { referralWorkList(list: MINE, first: $first) { nodes { ${fields} } } }`;

  it.each([1, 20, 100])('with %d rows and all their relations costs session, page and access row', async (first) => {
    expect(await sent(list(REFERRAL), { first })).toEqual(['session', 'read', 'access']);
  });

  it.each([1, 20, 100])('with %d rows costs one statement more for their closing nodes', async (first) => {
    const statementsOfPage = await sent(list(`${REFERRAL} closingNodes { node staffName }`), { first });
    expect(statementsOfPage.toSorted()).toEqual(['access', 'read', 'read', 'session']);
  });

  it('is counted with all others in one statement', async () => {
    expect(await sent('{ referralWorkListCounts { list count hasMore } }')).toEqual(['session', 'count']);
  });
});

describe('one referral', () => {
  it('costs session, read and access row, whatever is asked of it', async () => {
    const query = `query($id: ID!) { referral(id: $id) { ${REFERRAL} events { action } outcome { feedback } } }`;
    expect(await sent(query, { id: referralId })).toEqual(['session', 'read', 'access']);
  });
});

describe('patients', () => {
  const PATIENT = 'id name sex birthDate idNumberMasked phoneMasked consents { id kind } contracts { teamName }';

  it.each([1, 20, 100])('on a page of %d cost session, page and access row', async (first) => {
    const query = `query($first: Int!) { patients(first: $first) { nodes { ${PATIENT} } pageInfo { hasNextPage } } }`;
    expect(await sent(query, { first })).toEqual(['session', 'read', 'access']);
  });

  it('cost the same one by one', async () => {
    const query = `query($id: ID!) { patient(id: $id) { ${PATIENT} } }`;
    expect(await sent(query, { id: patientId })).toEqual(['session', 'read', 'access']);
  });
});

describe('every list of the API', () => {
  const ROWS = 30;
  const announced = `INSERT INTO notice_announcements (id, institution_id, domain, template_code, template_version, parameters,
      subject_type, subject_id, urgency, created_at)
    SELECT gen_random_uuid(), $1::uuid, 'REFERRAL', 'referral.claimed', 1,
      jsonb_build_object('referralNo', 'ZZ' || n, 'toInstitution', $1::uuid, 'department', $2::uuid), 'Referral',
      gen_random_uuid(),
      'ROUTINE', $3::timestamptz FROM generate_series(1, ${ROWS}) n RETURNING id`;

  /** Who reads the list, and its arguments beside the length of the page. */
  const lists: Readonly<Record<string, readonly [PersonName, arguments?: () => string]>> = {
    accounts: ['security-admin'],
    auditEntries: ['auditor'],
    breakGlassAccesses: ['medical-affairs'],
    callTasks: ['coordinator'],
    consultations: ['township-doctor', () => ', list: REGISTER'],
    contractedPatients: ['township-doctor', () => `, teamId: "${teamId}"`],
    criticalValues: ['reporter', () => ', list: REGISTER'],
    deadLetters: ['system-admin'],
    delegations: ['security-admin'],
    dutyCorrections: ['medical-affairs'],
    examOrders: ['township-doctor', () => ', box: SENT'],
    exams: ['technician', () => ', list: PERFORMED'],
    indicatorRows: ['director', () => ', period: "2026-03", code: "REF-01", part: "UP"'],
    institutions: ['township-doctor'],
    labReports: ['technician', () => ', list: BENCH'],
    machineAccounts: ['security-admin'],
    myFollowUps: ['township-doctor'],
    myNotices: ['township-doctor'],
    myReadings: ['reporter'],
    noticeChannels: ['system-admin'],
    noticeDeliveries: ['system-admin'],
    patientAccessLog: ['township-head', () => `, patientId: "${patientId}"`],
    patientDuplicates: ['coordinator'],
    patients: ['township-doctor'],
    readingQueue: ['reporter', () => ', groupCode: "ECG"'],
    referralWorkList: ['township-doctor', () => ', list: MINE'],
    referrals: ['township-doctor', () => ', box: SENT'],
    reportRetractions: ['center-head'],
    rotaBookings: ['township-doctor'],
    specimenBoxes: ['technician', () => ', list: RECEIVED'],
    specimens: ['technician', () => ', list: EXPECTED'],
    staffMembers: ['township-doctor', () => `, institutionId: "${world.institutionId('county')}"`],
    standardItems: ['township-doctor'],
    unmatchedStudies: ['technician'],
  };

  /** More rows than a page of each list that has none of its own here. */
  beforeAll(async () => {
    const [county, department] = [world.institutionId('county'), world.departmentId('cardiology')];
    const now = app.clock.now();
    await withClient(app.database.ownerUrl, async (owner) => {
      const values = [county, department, now];
      const told = `WITH a AS (${announced})`;
      await owner.query(
        `${told} INSERT INTO notices (id, announcement_id, staff_id, domain, level, created_at)
         SELECT gen_random_uuid(), id, $4, 'REFERRAL', 0, $3 FROM a`,
        [...values, doctor.staffId],
      );
      await owner.query(
        `${told} INSERT INTO notice_calls (id, announcement_id, institution_id, patient_id, relation, state, attempts,
           created_at, version) SELECT gen_random_uuid(), id, $1, $4, 'PATIENT', 'OPEN', 0, $3, 1 FROM a`,
        [...values, patientId],
      );
      await owner.query(
        `INSERT INTO notice_channels (id, institution_id, kind, name, url, lowest_urgency, active, version)
         SELECT gen_random_uuid(), $1, 'WEBHOOK', 'w', 'https://example.org', 'ROUTINE', true, 1
         FROM generate_series(1, ${ROWS})`,
        [county],
      );
      await owner.query(
        `${told} INSERT INTO notice_deliveries (id, announcement_id, channel_id, institution_id, state, due_at, attempts,
           created_at)
         SELECT gen_random_uuid(), a.id, c.id, $1, 'WAITING', $3, 0, $3 FROM a, (SELECT id FROM notice_channels LIMIT 1) c`,
        values,
      );
      await owner.query(
        `INSERT INTO patient_break_glass (id, patient_id, institution_id, patient_institution_id, staff_id, account_id,
           reason_code, comment, opened_at, expires_at, version)
         SELECT gen_random_uuid(), $2, $1, $3, $4, $5, 'unconscious', '', $6, $6::timestamptz + interval '1 hour', 1
         FROM generate_series(1, ${ROWS})`,
        [county, patientId, doctor.institutionId, doctor.staffId, doctor.accountId, now],
      );
      await owner.query(
        `INSERT INTO family_doctor_teams (id, institution_id, name, doctor_staff_id, active, version)
         VALUES ($1, $2, '一队', $3, true, 1)`,
        [teamId, doctor.institutionId, doctor.staffId],
      );
      await owner.query(
        `INSERT INTO family_doctor_contracts (id, patient_id, institution_id, team_id, team_name, doctor_staff_id,
           valid_from, valid_to, version)
         SELECT gen_random_uuid(), id, $2, $1, '一队', $3, '2026-01-01', '2027-12-31', 1 FROM patients LIMIT ${ROWS}`,
        [teamId, doctor.institutionId, doctor.staffId],
      );
      await owner.query(
        `INSERT INTO patient_duplicates (id, first_patient_id, second_patient_id, first_institution_id,
           second_institution_id, score, parts, found_at, state, version)
         SELECT gen_random_uuid(), least(id, $2), greatest(id, $2), $1, $1, 60, '[]', $3, 'OPEN', 1
         FROM patients WHERE id <> $2 LIMIT ${ROWS}`,
        [doctor.institutionId, patientId, now],
      );
      await owner.query(
        `INSERT INTO audit_entries (id, occurred_at, request_id, action, result, patient_ids)
         SELECT gen_random_uuid(), $1, 'r', 'patient.read', 'OK', ARRAY[$2::uuid] FROM generate_series(1, ${ROWS})`,
        [now, patientId],
      );
      await owner.query(
        `INSERT INTO consultations (id, type, state, version, patient_id, encounter, inviting_institution_id,
           author_staff_id, centre_institution_id, diagnoses, duration_minutes, linked_order_ids, session_no, missing_codes,
           created_at)
         SELECT gen_random_uuid(), 'ORDINARY', 'DRAFT', 1, $2, 'OUTPATIENT', $3, $4, $1, '[]', 30, '{}', 1, '{}', $5
         FROM generate_series(1, ${ROWS}) n`,
        [county, patientId, doctor.institutionId, doctor.staffId, now],
      );
      await owner.query(
        `INSERT INTO critical_values (id, critical_no, drill, domain, patient_id, encounter, finding_code, finding_text,
           ordering_institution_id, centre_institution_id, detected_at, state, version, unverified, doubters)
         SELECT gen_random_uuid(), 'CV' || n, false, 'ECG', $2, 'OUTPATIENT', 'asystole', '', $3, $1, $4, 'DETECTED', 1,
           false, '{}' FROM generate_series(1, ${ROWS}) n`,
        [county, patientId, doctor.institutionId, now],
      );
      await owner.query(
        `WITH o AS (INSERT INTO exam_orders (id, patient_id, from_institution_id, to_institution_id, doctor_staff_id, state,
             visit_type, clinical_question, created_at, ordered_at, version)
           VALUES (gen_random_uuid(), $2, $3, $1, $4, 'ORDERED', 'OUTPATIENT', '', $5, $5, 1) RETURNING id),
         b AS (INSERT INTO specimen_boxes (id, box_no, from_institution_id, to_institution_id, state, low_celsius,
             high_celsius, packed_by_staff_id, packed_at, dispatched_at, temperature_breached, version)
           SELECT gen_random_uuid(), 'B' || n, $3::uuid, $1::uuid, 'IN_TRANSIT', 2, 8, $4::uuid, $5::timestamptz,
             $5::timestamptz, false, 1 FROM generate_series(1, ${ROWS}) n RETURNING id),
         s AS (INSERT INTO specimens (id, barcode, order_id, patient_id, from_institution_id, to_institution_id, type, group_code,
           state, box_id, collected_at, collected_by_staff_id, version)
         SELECT gen_random_uuid(), 'S' || n, o.id, $2, $3, $1, 'SERUM', 'LAB_CHEMISTRY', 'IN_TRANSIT', b.id, $5, $4, 1
           FROM o, (SELECT id FROM b LIMIT 1) b, generate_series(1, ${ROWS}) n RETURNING id)
         INSERT INTO lab_reports (id, specimen_id, number, patient_id, institution_id, ordering_institution_id,
           ordering_staff_id, group_code, kind, state, corrected, begun_at, due_at, version)
         SELECT gen_random_uuid(), s.id, 1, $2, $1, $3, $4, 'LAB_CHEMISTRY', 'FINAL', 'DRAFT', false, $5, $5, 1 FROM s`,
        [county, patientId, doctor.institutionId, doctor.staffId, now],
      );
      await owner.query(
        `INSERT INTO duty_corrections (id, institution_id, function, entry_id, act, reason_code, before, corrected_at,
           corrected_by_staff_id)
         SELECT gen_random_uuid(), $1, 'DUTY_DOCTOR', gen_random_uuid(), 'REMOVED', 'wrong_person', '{}', $2, $3
         FROM generate_series(1, ${ROWS})`,
        [county, now, world.person('medical-affairs').staffId],
      );
      // A follow-up is the doctor's where its patient was sent to, or at a village clinic of that institution.
      await owner.query('UPDATE institutions SET parent_id = $2 WHERE id = $1', [doctor.institutionId, county]);
      await owner.query(
        `INSERT INTO follow_up_tasks (id, referral_id, doctor_staff_id, due_on, state, measured_values, created_at, version)
         SELECT gen_random_uuid(), id, $1, '2026-03-09', 'OPEN', '{}', $2, 1 FROM referrals LIMIT ${ROWS}`,
        [doctor.staffId, now],
      );
      await owner.query(
        `INSERT INTO machine_accounts (id, institution_id, name, kind, scopes, networks, status, created_at, version)
         SELECT gen_random_uuid(), $1, 'HIS ' || n, 'HIS', '{}', '{}', 'ACTIVE', $2, 1 FROM generate_series(1, ${ROWS}) n`,
        [county, now],
      );
      await owner.query(
        `INSERT INTO delegations (id, delegator_staff_id, delegate_staff_id, institution_id, reason_code, valid_from, valid_to,
           created_at, ended_at, version)
         SELECT gen_random_uuid(), $2, $3, $1, 'leave', $4::timestamptz, $4::timestamptz + interval '1 day', $4, $4, 1
         FROM generate_series(1, ${ROWS})`,
        [county, world.person('cardiologist').staffId, world.person('coordinator').staffId, now],
      );
      await owner.query(
        `INSERT INTO exam_orders (id, patient_id, from_institution_id, to_institution_id, doctor_staff_id, state, visit_type,
           clinical_question, created_at, version)
         SELECT gen_random_uuid(), $1, $2, $3, $4, 'DRAFT', 'OUTPATIENT', '胸痛待查', $5, 1 FROM generate_series(1, ${ROWS})`,
        [patientId, doctor.institutionId, county, doctor.staffId, now],
      );
      await examsOf(owner, world);
      await bookingsOf(owner, ROWS);
      await owner.query(
        `INSERT INTO reading_tasks (id, institution_id, group_code, subject_domain, subject_id, state, urgency,
           urgency_rank, due_at, latest_start, queued_at, signatures, claimed_by_staff_id, lease_until, fencing_token, version)
         SELECT gen_random_uuid(), $1, 'ECG', 'test', gen_random_uuid(), CASE WHEN claimed THEN 'CLAIMED' ELSE 'QUEUED' END,
           'ROUTINE', 4, $2::timestamptz, $2, $2, 1, CASE WHEN claimed THEN $3::uuid END,
           CASE WHEN claimed THEN $2 END, 0, 1
         FROM generate_series(1, ${ROWS}), (VALUES (true), (false)) c (claimed)`,
        [county, now, world.person('reporter').staffId],
      );
      await owner.query(
        `INSERT INTO standard_items (id, effective_from, version, code, name, category, panel_members, price_cents,
           recognition_scope, window_unlimited, active)
         SELECT gen_random_uuid(), '2020-01-01', 1, 'MORE-' || n, 'more', 'ECG', '{}', 2000, 'NONE', false, true
         FROM generate_series(1, ${ROWS}) n`,
      );
      await owner.query(
        `INSERT INTO institutions (id, code, code_warnings, name, short_name, kind, active, version)
         SELECT gen_random_uuid(), 'MORE-' || n, '{}', 'more', 'more', 'TOWNSHIP_CENTER', true, 1
         FROM generate_series(1, ${ROWS}) n`,
      );
      await owner.query(
        `INSERT INTO pgboss.job (name, data, state, completed_on)
         SELECT name, '{}', 'failed', now() FROM (SELECT name FROM pgboss.queue LIMIT 1) q, generate_series(1, ${ROWS})`,
      );
    });
  });

  it('is one of those below', () => {
    const { schema } = app.nest.get(GraphQLSchemaHost);
    const pages = Object.values(schema.getQueryType()!.getFields()).filter(
      ({ type }) => 'pageInfo' in ((getNamedType(type) as { getFields?: () => object }).getFields?.() ?? {}),
    );
    expect(pages.map(({ name }) => name).toSorted()).toEqual(Object.keys(lists));
  });

  it.each(Object.entries(lists))('%s costs as much for 20 rows as for one', async (list, [name, more]) => {
    const person = world.person(name);
    const query = `query($first: Int!) { ${list}(first: $first${more?.() ?? ''}) { nodes { id } } }`;
    const look = async (first: number): Promise<{ rows: number; texts: readonly string[] }> => {
      let rows = 0;
      const texts = await statements.during(async () => {
        const data = await person.asks<Record<string, { nodes: object[] }>>(query, { first });
        rows = data[list]!.nodes.length;
      });
      return { rows, texts };
    };
    await look(1);
    const [one, twenty] = [await look(1), await look(20)];
    expect([one.rows, twenty.rows]).toEqual([1, 20]);
    expect(twenty.texts).toHaveLength(one.texts.length);
    // Session, page and access row; names that texts mention, or whose trail it is.
    expect(one.texts.length).toBeLessThanOrEqual(4);
  });
});

describe('the time a session was last seen', () => {
  it('is written at most once a minute', async () => {
    const again = await withClient(app.database.ownerUrl, (owner) =>
      owner.query('UPDATE sessions SET last_seen_at = $1 WHERE account_id = $2', [app.clock.now(), doctor.accountId]),
    );
    expect(again.rowCount).toBe(1);
    const look = (): Promise<string[]> => sent('{ mySessions { id } }');
    app.clock.advance(seconds(59));
    expect(await look()).toEqual(['session', 'read']);
    app.clock.advance(seconds(1));
    expect(await look()).toEqual(['session', 'last seen', 'read']);
    expect(await look()).toEqual(['session', 'read']);
    app.clock.advance(minutes(1));
    expect(await look()).toEqual(['session', 'last seen', 'read']);
  });
});

/** Patients booked at a session of the north township that does not take place. */
async function bookingsOf(owner: Client, count: number): Promise<void> {
  const { staffId } = world.person('expert');
  await owner.query(
    `WITH e AS (INSERT INTO dispatch_experts VALUES ($2, $1, 100, 5, 5, '[]', true, 1)),
       d AS (INSERT INTO dispatch_demands VALUES (gen_random_uuid(), $1, $3, '0301', 'CLINIC', 2, 'MORNING', 'NONE', 1, 1, 1,
         '2026-01-01', NULL, 1) RETURNING id),
       p AS (INSERT INTO dispatch_plans (id, institution_id, name, from_day, to_day, state, revision, created_by_staff_id,
           created_at, published_at, version)
         VALUES (gen_random_uuid(), $1, '三月', '2026-03-01', '2026-03-31', 'PUBLISHED', 1, $2, $5, $5, 1) RETURNING id),
       x AS (INSERT INTO dispatch_sessions (id, plan_id, demand_id, institution_id, township_id, expert_id, specialty, kind, day,
           half, starts_at, ends_at, state, pinned, leaving, published_at, version)
         SELECT gen_random_uuid(), p.id, d.id, $1, $3, $2, '0301', 'CLINIC', '2026-03-17', 'MORNING', '2026-03-17 00:00Z',
           '2026-03-17 04:00Z', 'SUSPENDED', false, false, $5, 1 FROM p, d RETURNING id)
     INSERT INTO dispatch_bookings (id, session_id, place, patient_id, township_id, state, access_until, booked_by_staff_id,
       booked_at, version)
     SELECT gen_random_uuid(), x.id, n, $4, $3, 'BOOKED', '2026-04-17', $2, $5, 1 FROM x, generate_series(1, ${count}) n`,
    [world.institutionId('county'), staffId, world.institutionId('north'), patientId, app.clock.now()],
  );
}

/** An exam of each order, with a report that somebody wants to take back. */
async function examsOf(owner: Client, county: World): Promise<void> {
  await owner.query(
    `INSERT INTO standard_items (id, effective_from, version, code, name, category, panel_members, price_cents,
       recognition_scope, window_unlimited, active)
     VALUES (gen_random_uuid(), '2020-01-01', 1, 'STATEMENTS-ECG', '心电图', 'ECG', '{}', 0, 'NONE', false, true)`,
  );
  await owner.query(
    `INSERT INTO exam_order_items (id, order_id, item_id, item_version, state, price_cents)
     SELECT gen_random_uuid(), o.id, s.id, 1, 'ORDERED', 0 FROM exam_orders o, standard_items s
     WHERE s.code = 'STATEMENTS-ECG'`,
  );
  await owner.query(
    `INSERT INTO exams (id, accession_no, order_id, order_item_id, patient_id, domain, group_code, visit_type, urgency,
       ordering_institution_id, ordering_staff_id, performing_institution_id, reading_institution_id, state, repeats,
       registered_at, registered_by_staff_id, version)
     SELECT gen_random_uuid(), 'A' || i.id, o.id, i.id, o.patient_id, 'ECG', 'ECG', 'OUTPATIENT', 'ROUTINE',
       o.from_institution_id, o.doctor_staff_id, $1, $1, 'REGISTERED', 0, o.created_at, $2, 1
     FROM exam_order_items i JOIN exam_orders o ON o.id = i.order_id`,
    [county.institutionId('county'), county.person('technician').staffId],
  );
  await owner.query(
    `INSERT INTO imaging_reports (id, exam_id, reading_institution_id, number, kind, state, corrects, findings, conclusion,
       structured, abnormal, round, author_staff_id, created_at, published_at, retractors, retraction_reason_code,
       read_again, version)
     SELECT gen_random_uuid(), e.id, $1, 1, 'FINAL', 'PUBLISHED', false, '所见', '意见', '[]', false, 1, $2,
       e.registered_at, e.registered_at, ARRAY[$2::uuid], 'serious_error', false, 1 FROM exams e`,
    [county.institutionId('county'), county.person('center-head').staffId],
  );
  await owner.query(
    `INSERT INTO unmatched_studies (id, institution_id, study_instance_uid, image_count, state, found_at, proposers, version)
     SELECT gen_random_uuid(), $1, '1.2.' || n, 1, 'UNMATCHED', '2026-03-04', '{}', 1 FROM generate_series(1, 120) n`,
    [county.institutionId('county')],
  );
}
