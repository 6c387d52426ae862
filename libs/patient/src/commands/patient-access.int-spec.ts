import { randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE, after, before, days, hours, localDate, seconds } from '#kernel';
import { UnitOfWork, systemActor } from '#platform';
import {
  DownStory,
  ReferralStory,
  TestApp,
  completePackage,
  World,
  fictionalIdNumber,
  withClient,
  type Person,
} from '#testing';
import { PatientAccess } from './patient-access.js';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;
let cardiologist: Person;
let villageDoctor: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
  cardiologist = world.person('cardiologist');
  villageDoctor = world.person('village-doctor');
});

afterAll(() => app.stop());

/** On which basis the person is shown the patient, as the trail of looks says; null where they are not. */
async function basisFor(person: Person, patientId: string): Promise<unknown> {
  const { errors } = await person.tries('query($id: ID!) { patient(id: $id) { id } }', { id: patientId });
  if (errors.length > 0) return errors[0]!.extensions.code === 'NOT_FOUND' ? null : errors;
  return withClient(app.database.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ basis: string }>(
      `SELECT basis FROM audit_entries WHERE action = 'patient.read' AND account_id = $1 AND object_id = $2
       ORDER BY id DESC LIMIT 1`,
      [person.accountId, patientId],
    );
    return rows[0]?.basis;
  });
}

const listed = async (person: Person, filter = ''): Promise<string[]> => {
  const { patients } = await person.asks<{ patients: { nodes: { id: string }[] } }>(
    `{ patients(first: 100, ${filter}) { nodes { id } } }`,
  );
  return patients.nodes.map(({ id }) => id);
};

const sign = (person: Person, patientId: string, more: object) =>
  person.tries('mutation($input: SignFamilyDoctorContractInput!) { signFamilyDoctorContract(input: $input) { id } }', {
    input: { idempotencyKey: randomUUID(), patientId, teamName: '一队', doctorStaffId: doctor.staffId, ...more },
  });
const year = { validFrom: '2026-03-05', validTo: '2026-12-31' };

describe('who sees a patient', () => {
  it('is the institution that registered them, and nobody else in the county', async () => {
    const id = await story.patient(doctor);
    expect(await basisFor(doctor, id)).toBe('REGISTRATION');
    expect(await basisFor(world.person('township-colleague'), id)).toBe('REGISTRATION');
    for (const name of ['other-township-doctor', 'other-township-head', 'cardiologist', 'tcm-doctor'] as const) {
      expect(await basisFor(world.person(name), id)).toBeNull();
      expect(await listed(world.person(name))).not.toContain(id);
    }
  });

  it('is the receiver of a referral from its submission until thirty days after its end', async () => {
    const id = await story.patient(doctor);
    const draft = await story.draft(doctor, { patientId: id });
    expect(await basisFor(cardiologist, id)).toBeNull();
    const claimed = await story.claim(cardiologist, await story.submit(doctor, draft));
    expect(await basisFor(cardiologist, id)).toBe('REFERRAL');
    expect(await listed(cardiologist)).toContain(id);
    app.clock.advance(days(200));
    expect(await basisFor(cardiologist, id)).toBe('REFERRAL');
    const input = { id: claimed.id, expectedVersion: claimed.version, reasonCode: 'out_of_scope' };
    await cardiologist.asks('mutation($input: ReferralReasonInput!) { rejectReferral(input: $input) { id } }', {
      input,
    });
    app.clock.advance(days(30));
    app.clock.advance(seconds(-1));
    expect(await basisFor(cardiologist, id)).toBe('REFERRAL');
    app.clock.advance(seconds(1));
    expect(await basisFor(cardiologist, id)).toBeNull();
    expect(await listed(cardiologist)).not.toContain(id);
    expect(await basisFor(doctor, id)).toBe('REGISTRATION');
  });

  it('may be one person alone, and only for as long as their relation lasts', async () => {
    const id = await story.patient(doctor);
    const expert = world.person('second-cardiologist');
    const institutionId = world.institutionId('county');
    const now = app.clock.now();
    const source = { sourceType: 'test', sourceId: randomUUID() };
    const expiresAt = new Date(now.getTime() + 3_600_000);
    await app.nest.get(UnitOfWork).run(systemActor(institutionId, 'test'), async (tx) => {
      app.nest
        .get(PatientAccess)
        .grantAccess(tx, { patientId: id, institutionId, basis: 'CONSULTATION', ...source, expiresAt });
    });
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query('UPDATE patient_access_grants SET staff_id = $1 WHERE source_id = $2', [
        expert.staffId,
        source.sourceId,
      ]),
    );
    expect(await basisFor(expert, id)).toBe('CONSULTATION');
    expect(await basisFor(cardiologist, id)).toBeNull();
    app.clock.advance(hours(1));
    expect(await basisFor(expert, id)).toBeNull();
  });
});

describe('a family-doctor contract', () => {
  it('is all that shows patients to a village doctor, also to one with another role that reads none', async () => {
    const person = await world.hire('VILLAGE_DOCTOR', 'north');
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(
        `INSERT INTO role_assignments (id, staff_id, role, institution_id, valid_from) VALUES ($1, $2, $3, $4, $5)`,
        [randomUUID(), person.staffId, 'TECHNICIAN', world.institutionId('north'), app.clock.now()],
      ),
    );
    const id = await story.patient(doctor);
    expect(await basisFor(person, id)).toBeNull();
    expect(await listed(person)).toEqual([]);
  });

  it('shows the patient to its village doctor from the first day to the end of the last', async () => {
    app.clock.set(new Date('2026-03-04T23:59:59+08:00'));
    const [id, other] = [await story.patient(doctor), await story.patient(doctor)];
    const { errors } = await sign(doctor, id, { ...year, villageDoctorStaffId: villageDoctor.staffId });
    expect(errors).toEqual([]);
    expect(await basisFor(villageDoctor, id)).toBeNull();
    app.clock.set(new Date('2026-03-05T00:00:00+08:00'));
    expect(await basisFor(villageDoctor, id)).toBe('CONTRACT');
    expect(await basisFor(villageDoctor, other)).toBeNull();
    expect(await listed(villageDoctor)).toEqual([id]);
    expect(await listed(villageDoctor, 'nameStartsWith: "cshz"')).toEqual([id]);
    expect(await listed(villageDoctor, 'nameStartsWith: "王"')).toEqual([]);
    app.clock.set(new Date('2026-12-31T23:59:59+08:00'));
    expect(await basisFor(villageDoctor, id)).toBe('CONTRACT');
    app.clock.set(new Date('2027-01-01T00:00:00+08:00'));
    expect(await basisFor(villageDoctor, id)).toBeNull();
    app.clock.set(new Date('2026-03-05T09:00:00+08:00'));
  });

  it('is one at a time: days may follow each other and not overlap, however many sign at once', async () => {
    const id = await story.patient(doctor);
    const answers = await Promise.all(Array.from({ length: 6 }, () => sign(doctor, id, year)));
    const refused = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(refused).toEqual(Array.from({ length: 5 }, () => 'CONTRACT_OVERLAPS'));
    const codesOf = async (validFrom: string, validTo: string): Promise<string[]> => {
      const { errors } = await sign(doctor, id, { validFrom, validTo });
      return errors.map(({ extensions }) => extensions.code);
    };
    expect(await codesOf('2026-12-31', '2027-12-31')).toEqual(['CONTRACT_OVERLAPS']);
    expect(await codesOf('2026-01-01', '2026-03-05')).toEqual(['CONTRACT_OVERLAPS']);
    expect(await codesOf('2027-01-01', '2027-12-31')).toEqual([]);
    expect(await codesOf('2026-01-01', '2026-03-04')).toEqual([]);
  });

  it('with another township shows the patient there', async () => {
    const input = { idempotencyKey: randomUUID(), name: '李四', idType: 'RESIDENT_ID', idNumber: fictionalIdNumber() };
    const south = world.person('other-township-doctor');
    const { registerPatient } = await south.asks<{ registerPatient: { id: string } }>(
      'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
      { input },
    );
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(
        `INSERT INTO family_doctor_contracts (id, patient_id, institution_id, team_name, doctor_staff_id, valid_from, valid_to, version)
         VALUES ($1, $2, $3, '二队', $4, $5, $6, 1)`,
        [randomUUID(), registerPatient.id, doctor.institutionId, doctor.staffId, year.validFrom, year.validTo],
      ),
    );
    expect(await basisFor(doctor, registerPatient.id)).toBe('CONTRACT');
  });
});

describe('a visit with papers to an institution that has not registered the patient', () => {
  it('shows the patient for a year from the last one, and no longer', async () => {
    const south = world.person('other-township-doctor');
    const idNumber = fictionalIdNumber();
    const visit = async (person: Person): Promise<string> => {
      const input = { idempotencyKey: randomUUID(), name: '王小明', idType: 'RESIDENT_ID', idNumber };
      const { registerPatient } = await person.asks<{ registerPatient: { id: string } }>(
        'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
        { input },
      );
      return registerPatient.id;
    };
    const id = await visit(doctor);
    await visit(south);
    app.clock.advance(days(300));
    await visit(south);
    app.clock.advance(days(364));
    expect(await basisFor(south, id)).toBe('REGISTRATION');
    app.clock.advance(days(1));
    expect(await basisFor(south, id)).toBeNull();
    expect(await basisFor(doctor, id)).toBe('REGISTRATION');
  });
});

describe('a team of family doctors', () => {
  interface Versioned {
    readonly id: string;
    readonly version: number;
  }
  const asks = async (
    by: Person,
    operation: string,
    input: object,
    fields = '',
  ): Promise<Versioned & Record<string, unknown>> => {
    const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
    const data = await by.asks<Record<string, Versioned & Record<string, unknown>>>(
      `mutation($input: ${type}!) { ${operation}(input: $input) { id version ${fields} } }`,
      { input },
    );
    return data[operation]!;
  };
  const refusedFor = async (by: Person, operation: string, input: object): Promise<unknown> => {
    const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
    const { errors } = await by.tries(`mutation($input: ${type}!) { ${operation}(input: $input) { id } }`, { input });
    return errors[0]?.extensions.facts['fields'] ?? errors[0]?.extensions.code;
  };
  const key = () => ({ idempotencyKey: randomUUID() });
  const team = (name: string, more: object = {}) =>
    asks(
      world.person('township-head'),
      'registerFamilyDoctorTeam',
      {
        ...key(),
        name,
        doctorStaffId: doctor.staffId,
        members: [{ staffId: villageDoctor.staffId, function: 'VILLAGE_DOCTOR' }],
        ...more,
      },
      'name doctorName members { name function }',
    );
  const signed = async (teamId: string): Promise<Versioned & { patientId: string }> => {
    const patientId = await story.patient(doctor);
    const today = localDate(app.clock.now(), ALLIANCE_ZONE);
    const end = localDate(after(app.clock.now(), days(300)), ALLIANCE_ZONE);
    const terms = { patientId, teamId, villageDoctorStaffId: villageDoctor.staffId, validFrom: today, validTo: end };
    const contract = await asks(doctor, 'signFamilyDoctorContract', { ...key(), ...terms });
    return { ...contract, patientId };
  };

  it('signs patients up in its own name, and has whom it looks after in a list of its own', async () => {
    const { id: teamId, members } = await team('签约一队');
    expect(members).toEqual([{ name: 'village-doctor 医生', function: 'VILLAGE_DOCTOR' }]);
    const { patientId } = await signed(teamId);
    const { contractedPatients } = await doctor.asks<{ contractedPatients: { nodes: { patient: { id: string } }[] } }>(
      'query($id: ID!) { contractedPatients(teamId: $id) { nodes { patient { id name } villageDoctorName } } }',
      { id: teamId },
    );
    expect(contractedPatients.nodes).toMatchObject([{ patient: { id: patientId } }]);
    expect(await basisFor(villageDoctor, patientId)).toBe('CONTRACT');
    const elsewhere = await world
      .person('other-township-doctor')
      .tries('query($id: ID!) { contractedPatients(teamId: $id) { nodes { id } } }', { id: teamId });
    expect(elsewhere.errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(
      await refusedFor(world.person('township-head'), 'registerFamilyDoctorTeam', {
        ...key(),
        name: '签约一队',
        doctorStaffId: doctor.staffId,
        members: [],
      }),
    ).toEqual([{ path: 'name', constraint: 'TEAM_NAME_TAKEN' }]);
  });

  /** The patient is back from the county hospital, and to be looked after. */
  const followedUp = async (patientId: string): Promise<string> => {
    const down = new DownStory(world);
    const firstFollowUpOn = localDate(after(app.clock.now(), days(3)), ALLIANCE_ZONE);
    await story.consent(doctor, patientId);
    await app.asOwner(
      `INSERT INTO patient_access_grants (id, patient_id, institution_id, basis, source_type, source_id, valid_from)
       VALUES (gen_random_uuid(), $1, $2, 'ENCOUNTER', 'encounter', gen_random_uuid(), $3)`,
      [patientId, world.institutionId('county'), app.clock.now()],
    );
    const sent = await down.submitted(cardiologist, {
      patientId,
      receiverStaffId: doctor.staffId,
      package: { ...completePackage, firstFollowUpOn },
    });
    await down.confirmArrival(doctor, await down.receive(doctor, sent));
    return sent.id;
  };
  const tasksOf = (referralId: string) =>
    app.asOwner(
      'SELECT doctor_staff_id AS doctor, village_doctor_staff_id AS village FROM follow_up_tasks WHERE referral_id = $1',
      [referralId],
    );

  it('gives its follow-ups to all of its members, and goes on without those who leave', async () => {
    const nurse = await world.hire('VILLAGE_DOCTOR', 'north');
    const colleague = world.person('township-colleague');
    const members = [
      { staffId: nurse.staffId, function: 'NURSE' },
      { staffId: colleague.staffId, function: 'DOCTOR' },
    ];
    const { id: teamId } = await team('签约五队', { members });
    const { patientId } = await signed(teamId);
    const referralId = await followedUp(patientId);
    await app.work('deliver.referral.down-notices');
    const tasksFor = async (person: Person) => {
      const { myFollowUps } = await person.asks<{
        myFollowUps: { nodes: { id: string; version: number; referralId: string }[] };
      }>('{ myFollowUps(due: ALL) { nodes { id version referralId } } }');
      return myFollowUps.nodes.filter((task) => task.referralId === referralId);
    };
    for (const person of [doctor, villageDoctor, nurse, colleague]) expect(await tasksFor(person)).toHaveLength(1);
    expect(await basisFor(nurse, patientId)).toBe('CONTRACT');
    const told = await app.asOwner(
      `SELECT n.staff_id AS id FROM notices n JOIN notice_announcements a ON a.id = n.announcement_id
       WHERE a.subject_id = $1 AND a.template_code = 'referral.down-arrived'`,
      [referralId],
    );
    expect(told.map((row) => row['id'])).toEqual(expect.arrayContaining([nurse.staffId, colleague.staffId]));
    const [task] = await tasksFor(nurse);
    const found = { method: 'VISIT', condition: 'STABLE', values: [], summary: '血压平稳' };
    const nextOn = localDate(after(app.clock.now(), days(7)), ALLIANCE_ZONE);
    await nurse.asks('mutation($input: RecordFollowUpInput!) { recordFollowUp(input: $input) { id } }', {
      input: { id: task!.id, expectedVersion: task!.version, ...found, nextOn },
    });
    expect(await tasksFor(nurse)).not.toContainEqual(expect.objectContaining({ id: task!.id }));
    expect(await tasksFor(nurse)).toHaveLength(1);

    const guard = await world.hire('SECURITY_ADMIN', 'north');
    const leave = async (person: Person, successorStaffId: string | null): Promise<void> => {
      const input = { id: person.accountId, expectedVersion: 1, reasonCode: 'resigned', successorStaffId };
      await guard.asks('mutation($input: RecordLeavingInput!) { recordLeaving(input: $input) { id } }', { input });
      for (const name of ['patient.team-leavers', 'referral.contract-followers', 'referral.follow-up-leavers']) {
        await app.work(`deliver.${name}`);
      }
    };
    const open = () =>
      app.asOwner(
        `SELECT doctor_staff_id AS doctor, village_doctor_staff_id AS village FROM follow_up_tasks
         WHERE referral_id = $1 AND state = 'OPEN'`,
        [referralId],
      );
    await leave(nurse, null);
    expect(await app.asOwner('SELECT staff_id FROM family_doctor_team_members WHERE team_id = $1', [teamId])).toEqual([
      { staff_id: colleague.staffId },
    ]);
    const replacement = await world.hire('VILLAGE_DOCTOR', 'north');
    const other = await world.hire('VILLAGE_DOCTOR', 'north');
    await asks(doctor, 'changeFamilyDoctorContract', {
      ...(
        await app.asOwner<{ id: string; expectedVersion: number }>(
          'SELECT id, version AS "expectedVersion" FROM family_doctor_contracts WHERE patient_id = $1',
          [patientId],
        )
      )[0]!,
      teamId,
      villageDoctorStaffId: other.staffId,
    });
    await app.work('deliver.referral.contract-followers');
    await leave(other, replacement.staffId);
    expect(await open()).toEqual([{ doctor: doctor.staffId, village: replacement.staffId }]);
    expect(await basisFor(replacement, patientId)).toBe('CONTRACT');

    // Nobody is named as the successor of the doctor who answers for another team: a doctor of that team does so.
    const lead = await world.hire('TOWNSHIP_DOCTOR', 'north');
    const another = await team('签约六队', { doctorStaffId: lead.staffId, members });
    const ofLead = await signed(another.id);
    const theirs = await followedUp(ofLead.patientId);
    expect(await tasksOf(theirs)).toEqual([{ doctor: lead.staffId, village: villageDoctor.staffId }]);
    await leave(lead, null);
    expect(await tasksOf(theirs)).toEqual([{ doctor: colleague.staffId, village: villageDoctor.staffId }]);
    expect(
      await app.asOwner(
        `SELECT t.doctor_staff_id AS team, c.doctor_staff_id AS contract FROM family_doctor_teams t
         JOIN family_doctor_contracts c ON c.team_id = t.id WHERE t.id = $1`,
        [another.id],
      ),
    ).toEqual([{ team: colleague.staffId, contract: colleague.staffId }]);
  });

  it('has another doctor from a day on: contracts and open follow-ups go along', async () => {
    const made = await team('签约二队');
    const { patientId, id } = await signed(made.id);
    const referralId = await followedUp(patientId);
    const tasks = () => tasksOf(referralId);
    const colleague = world.person('township-colleague');
    expect(await tasks()).toEqual([{ doctor: doctor.staffId, village: villageDoctor.staffId }]);
    const change = { id: made.id, expectedVersion: 1, name: '签约二队', members: [], active: true };
    await asks(world.person('township-head'), 'changeFamilyDoctorTeam', {
      ...change,
      doctorStaffId: colleague.staffId,
    });
    await app.work('deliver.referral.contract-followers');
    expect(await tasks()).toEqual([{ doctor: colleague.staffId, village: villageDoctor.staffId }]);
    const other = await team('签约三队');
    const moved = await asks(doctor, 'changeFamilyDoctorContract', { id, expectedVersion: 2, teamId: other.id });
    expect(moved.version).toBe(3);
    await app.work('deliver.referral.contract-followers');
    expect(await tasks()).toEqual([{ doctor: doctor.staffId, village: null }]);
  });

  it('loses a patient whose contract ends before its day, for a reason, from the day after on', async () => {
    const { id, patientId, version } = await signed((await team('签约四队')).id);
    const today = localDate(app.clock.now(), ALLIANCE_ZONE);
    const yesterday = localDate(before(app.clock.now(), days(1)), ALLIANCE_ZONE);
    const end = (lastDay: string, reasonCode = 'moved_away') => ({ id, expectedVersion: version, lastDay, reasonCode });
    expect(await refusedFor(doctor, 'endFamilyDoctorContract', end(yesterday))).toEqual([
      { path: 'lastDay', constraint: 'WITHIN_CONTRACT' },
    ]);
    expect(await refusedFor(doctor, 'endFamilyDoctorContract', end(today, 'bored'))).toEqual([
      { path: 'reasonCode', constraint: 'REASON_UNKNOWN' },
    ]);
    const ended = await asks(doctor, 'endFamilyDoctorContract', end(today), 'validTo agreedTo endReasonCode');
    expect(ended).toMatchObject({ validTo: today, endReasonCode: 'moved_away', agreedTo: expect.any(String) });
    expect(await basisFor(villageDoctor, patientId)).toBe('CONTRACT');
    app.clock.advance(days(1));
    expect(await basisFor(villageDoctor, patientId)).toBeNull();
    expect(await refusedFor(doctor, 'endFamilyDoctorContract', end(today))).toEqual([
      { path: 'id', constraint: 'CONTRACT_OVER' },
    ]);
  });
});
