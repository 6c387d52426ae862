import { randomUUID } from 'node:crypto';
import type { Role } from '#identity';
import { change, key, mutation, outcomes, query, type Table } from './row.js';
import type { PatientScenery } from './patient-scenery.js';
import type { Scenery } from './scenery.js';

const CARE: Role[] = ['TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD', 'COUNTY_DOCTOR', 'DEPT_HEAD'];

/** Reading patients: a relation of the institution decides, and a village doctor sees those under contract with them. */
export function patientReadingRows(scenery: Scenery): Table {
  const readers: Role[] = [...CARE, 'REFERRAL_COORDINATOR'];
  return {
    ...query('patient', 'query($id: ID!) { patient(id: $id) { id } }', {
      subject: async () => {
        const { id } = await scenery.patient();
        return scenery.about(id, { id });
      },
      own: { ...outcomes('allowed', ...readers), VILLAGE_DOCTOR: 'NOT_FOUND' },
      other: outcomes('NOT_FOUND', ...readers, 'VILLAGE_DOCTOR'),
    }),
    ...query('patients', '{ patients(first: 100) { nodes { id } } }', {
      subject: async () => {
        scenery.letTimePass();
        return scenery.about((await scenery.patient()).id, {});
      },
      own: { ...outcomes('allowed', ...readers), VILLAGE_DOCTOR: 'empty' },
      other: outcomes('empty', ...readers, 'VILLAGE_DOCTOR'),
    }),
  };
}

/** Looks that need a reason, and at who has looked. */
export function patientLookRows(scenery: Scenery): Table {
  const revealing: Role[] = [...CARE, 'REFERRAL_COORDINATOR', 'DIRECTOR'];
  const desk: Role[] = ['TOWNSHIP_HEAD', 'REFERRAL_COORDINATOR'];
  return {
    ...mutation(
      'revealPatientIdentity',
      'RevealPatientIdentityInput',
      {
        subject: async () => {
          const { id } = await scenery.patient();
          return scenery.input(id, { patientId: id, reasonCode: 'contact_patient' });
        },
        own: { ...outcomes('allowed', ...revealing), VILLAGE_DOCTOR: 'NOT_FOUND' },
        other: outcomes('NOT_FOUND', ...revealing, 'VILLAGE_DOCTOR'),
      },
      '{ patientId }',
    ),
    ...query('patientAccessLog', 'query($id: ID!) { patientAccessLog(patientId: $id) { nodes { id } } }', {
      subject: async () => {
        const { id } = await scenery.patient();
        return scenery.about(id, { id });
      },
      own: outcomes('allowed', ...desk),
      other: outcomes('NOT_FOUND', ...desk),
    }),
  };
}

/** Looks without a relation: anybody who treats takes one, by document, and others review it. */
export function breakGlassRows(scenery: Scenery, patients: PatientScenery): Table {
  const reviewing: Role[] = ['TOWNSHIP_HEAD', 'MEDICAL_AFFAIRS', 'QUALITY'];
  const emergency = { idType: 'RESIDENT_ID', reasonCode: 'life_threatening', comment: '车祸送来，昏迷' };
  return {
    ...mutation('openPatientInEmergency', 'OpenPatientInEmergencyInput', {
      subject: async () => {
        const { idNumber } = await patients.stranger();
        return scenery.input(null, { ...key(), idNumber, ...emergency });
      },
      own: {
        ...outcomes('BREAK_GLASS_REFUSED RELATION_EXISTS', 'TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD'),
        ...outcomes('allowed', 'COUNTY_DOCTOR', 'DEPT_HEAD'),
      },
      other: outcomes('allowed', ...CARE),
    }),
    ...change('reviewBreakGlassAccess', 'ReviewBreakGlassAccessInput', reviewing, async () =>
      scenery.change(await patients.brokenGlass(), { verdict: 'JUSTIFIED' }),
    ),
    ...query('breakGlassAccesses', '{ breakGlassAccesses(first: 100) { nodes { id } } }', {
      subject: async () => scenery.about((await patients.brokenGlass()).id, {}),
      own: outcomes('allowed', ...reviewing),
      other: outcomes('empty', ...reviewing),
    }),
  };
}

/** Registering patients, and what they agree to. */
export function patientRows(scenery: Scenery): Table {
  return {
    ...mutation('registerPatient', 'RegisterPatientInput', {
      subject: () => scenery.input(null, { ...key(), ...scenery.newPatient() }),
      own: outcomes('allowed', ...CARE),
      other: outcomes('allowed', ...CARE),
    }),
    ...change('changePatientContact', 'ChangePatientContactInput', CARE, async () =>
      scenery.change(await scenery.patient(), { phone: '13800138000' }),
    ),
    ...change('identifyPatient', 'IdentifyPatientInput', [...CARE, 'REFERRAL_COORDINATOR'], async () =>
      scenery.change(await scenery.unidentified(), scenery.newPatient()),
    ),
    ...change('undoPatientMerge', 'UndoPatientMergeInput', [...CARE, 'REFERRAL_COORDINATOR'], async () =>
      scenery.change(await scenery.merge()),
    ),
    ...change('recordConsent', 'RecordConsentInput', CARE, async () => {
      const { id } = await scenery.patient();
      return scenery.input(id, { ...key(), patientId: id, kind: 'REFERRAL', method: 'WRITTEN' });
    }),
    ...change('signFamilyDoctorContract', 'SignFamilyDoctorContractInput', CARE, async ({ staffId }) => {
      const { id } = await scenery.patient();
      const period = { validFrom: '2026-01-01', validTo: '2026-12-31' };
      return scenery.input(id, { ...key(), patientId: id, teamName: '一队', doctorStaffId: staffId, ...period });
    }),
    ...change('withdrawConsent', 'WithdrawConsentInput', CARE, async () => scenery.change(await scenery.consent())),
  };
}

/** The desk that finds records of one person: of its institution, and at the lead hospital of the alliance. */
export function patientDeskRows(scenery: Scenery, patients: PatientScenery): Table {
  const desk: Role[] = ['TOWNSHIP_HEAD', 'REFERRAL_COORDINATOR'];
  return {
    ...query('patientDuplicates', '{ patientDuplicates(first: 100) { nodes { id } } }', {
      subject: async () => scenery.about((await patients.duplicate()).id, {}),
      own: outcomes('allowed', ...desk),
      other: outcomes('empty', ...desk),
    }),
    ...change('dismissPatientDuplicate', 'DismissPatientDuplicateInput', desk, async () =>
      scenery.change(await patients.duplicate(), { reasonCode: 'different_people' }),
    ),
    ...change('mergePatients', 'MergePatientsInput', desk, async () => {
      const [one, other] = await patients.twice();
      const into = { intoId: other.id, intoExpectedVersion: other.version };
      return scenery.change(one, { ...into, reasonCode: 'registered_twice' });
    }),
    ...change('separatePatients', 'SeparatePatientsInput', desk, async () => scenery.change(await patients.merged())),
    ...change(
      'undoPatientIdentification',
      'UndoPatientIdentificationInput',
      [...CARE, 'REFERRAL_COORDINATOR'],
      async () => scenery.change(await patients.identified()),
    ),
  };
}

/** What patients consent to. */
export function consentTextRows(scenery: Scenery): Table {
  return {
    ...query('consentTexts', '{ consentTexts { kind } }', {
      subject: () => scenery.about(null, {}),
      own: outcomes('allowed', ...CARE, 'SYSTEM_ADMIN'),
      other: outcomes('allowed', ...CARE, 'SYSTEM_ADMIN'),
    }),
    ...mutation(
      'changeConsentText',
      'ChangeConsentTextInput',
      {
        subject: async () => {
          const kind = 'CONTACT';
          const [row] = await scenery.run(
            `SELECT (count(*) + count(effective_to))::int AS version FROM consent_texts WHERE kind = $1`,
            [kind],
          );
          scenery.letTimePass();
          return scenery.input(null, { kind, title: '同意书', body: '我同意。', expectedVersion: row!['version'] });
        },
        own: outcomes('allowed', 'SYSTEM_ADMIN'),
        other: outcomes('FORBIDDEN LEAD_HOSPITAL', 'SYSTEM_ADMIN'),
      },
      '{ version }',
    ),
  };
}

const terms = (doctorStaffId: string) => ({ name: randomUUID(), doctorStaffId, members: [] });

/** Teams of family doctors are the head's, contracts those of whoever registers patients, each at their institution. */
export function teamRows(scenery: Scenery, patients: PatientScenery): Table {
  const desk: Role[] = ['TOWNSHIP_HEAD'];
  const people = outcomes('allowed', ...CARE);
  return {
    ...query('familyDoctorTeams', '{ familyDoctorTeams { id } }', {
      subject: () => scenery.about(null, {}),
      own: people,
      other: people,
    }),
    ...query('contractedPatients', 'query($id: ID!) { contractedPatients(teamId: $id) { nodes { id } } }', {
      subject: async (by) => {
        const { id } = await patients.team(by);
        return scenery.about(id, { id });
      },
      own: people,
      other: outcomes('NOT_FOUND', ...CARE),
    }),
    ...mutation('registerFamilyDoctorTeam', 'RegisterFamilyDoctorTeamInput', {
      subject: ({ staffId }) => scenery.input(null, { ...key(), ...terms(staffId) }),
      own: outcomes('allowed', ...desk),
      other: outcomes('allowed', ...desk),
    }),
    ...change('changeFamilyDoctorTeam', 'ChangeFamilyDoctorTeamInput', desk, async (by) =>
      scenery.change(await patients.team(by), { ...terms(by.staffId), active: true }),
    ),
    ...change('changeFamilyDoctorContract', 'ChangeFamilyDoctorContractInput', CARE, async (by) =>
      scenery.change(await patients.contract(by), { teamId: (await patients.team(by)).id }),
    ),
    ...change('endFamilyDoctorContract', 'EndFamilyDoctorContractInput', CARE, async (by) =>
      scenery.change(await patients.contract(by), { lastDay: '2027-06-01', reasonCode: 'moved_away' }),
    ),
  };
}
