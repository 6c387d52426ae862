import { randomUUID } from 'node:crypto';
import type { Role } from '#identity';
import { after, days } from '#kernel';
import { START, type Person } from '#testing';
import type { Scenery, Subject } from './scenery.js';

/**
 * `allowed`; `empty`: answered, without the object that the row is about; otherwise the code of the refusal, with its
 * rule where it has one.
 */
export type Outcome = 'allowed' | 'empty' | `${Uppercase<string>}`;

/** Outcomes by role; whoever is not named gets what `everybody` says, and FORBIDDEN where it says nothing. */
export type Outcomes = Readonly<Partial<Record<Role | 'everybody', Outcome>>>;

/** One operation of the API and what it answers to whom. */
export interface Row {
  readonly document: string;
  readonly subject: (by: Person) => Promise<Subject> | Subject;
  /** Roles held at the institution that the object belongs to, or that it was sent to. */
  readonly own: Outcomes;
  /** The same roles held at an institution that has nothing to do with it. */
  readonly other: Outcomes;
  /** Whoever is not signed in. */
  readonly nobody: Outcome;
}

export type Table = Readonly<Record<string, Row>>;

type Given = Omit<Row, 'nobody' | 'document'> & { readonly nobody?: Outcome };

const outcomes = (outcome: Outcome, ...roles: Role[]): Outcomes =>
  Object.fromEntries(roles.map((role) => [role, outcome]));
const everybody = (outcome: Outcome): Outcomes => ({ everybody: outcome });
const key = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });

/** A row of a mutation with one input. */
const mutation = (name: string, type: string, given: Given, fields = '{ id }'): Table => ({
  [name]: {
    document: `mutation($input: ${type}!) { ${name}(input: $input) ${fields} }`,
    nobody: 'UNAUTHENTICATED',
    ...given,
  },
});
const query = (name: string, document: string, given: Given): Table => ({
  [name]: { document, nobody: 'UNAUTHENTICATED', ...given },
});
/** A row of a change that some roles may make at their institution and nobody may make from elsewhere. */
const change = (name: string, type: string, roles: Role[], subject: Row['subject']): Table =>
  mutation(name, type, { subject, own: outcomes('allowed', ...roles), other: outcomes('NOT_FOUND', ...roles) });

/** Who they are, and what everybody does with their own sessions. */
export function sessionRows(scenery: Scenery): Table {
  const colleague = scenery.world.person('auditor');
  const isOwn = (by: Person): boolean => by.institutionId !== scenery.world.institutionId('tcm');
  const open = { own: everybody('allowed'), other: everybody('allowed') };
  const nothing = (): Subject => scenery.about(null, {});
  return {
    ...query('me', '{ me { accountId } }', { ...open, subject: nothing }),
    ...query('mySessions', '{ mySessions { id } }', { ...open, subject: nothing }),
    ...query('signOut', 'mutation { signOut }', { ...open, subject: nothing }),
    ...mutation(
      'signIn',
      'SignInInput',
      {
        subject: () =>
          scenery.input(null, { loginName: `nobody-${randomUUID()}`.slice(0, 60), password: 'Wrong-Horse-9' }),
        own: everybody('SIGN_IN_FAILED'),
        other: everybody('SIGN_IN_FAILED'),
        nobody: 'SIGN_IN_FAILED',
      },
      '{ token }',
    ),
    ...mutation(
      'changePassword',
      'ChangePasswordInput',
      {
        subject: () => scenery.input(null, { currentPassword: 'Wrong-Horse-9', newPassword: 'Other-Mouse-88' }),
        own: everybody('CURRENT_PASSWORD_WRONG'),
        other: everybody('CURRENT_PASSWORD_WRONG'),
      },
      '{ accountId }',
    ),
    ...mutation('revokeSession', 'RevokeSessionInput', {
      subject: async (by) => {
        const id = await scenery.session(isOwn(by) ? by : colleague);
        return scenery.input(id, { id });
      },
      own: everybody('allowed'),
      other: everybody('NOT_FOUND'),
    }),
    ...mutation(
      'switchInstitution',
      'SwitchInstitutionInput',
      {
        subject: (by) => {
          const institutionId = isOwn(by) ? by.institutionId : scenery.county;
          return scenery.input(institutionId, { institutionId });
        },
        own: everybody('allowed'),
        other: everybody('NOT_FOUND'),
      },
      '{ accountId }',
    ),
  };
}

/** The directory, which is open to everybody who is signed in, whatever their institution. */
export function directoryRows(scenery: Scenery): Table {
  const open = { own: everybody('allowed'), other: everybody('allowed') };
  const { county } = scenery;
  const ofCounty = (): Subject => scenery.about(county, { id: county });
  const nothing = (): Subject => scenery.about(null, {});
  const listed = (document: string): string => `query($id: ID!) { ${document} }`;
  return {
    ...query('institution', listed('institution(id: $id) { id }'), { ...open, subject: ofCounty }),
    ...query('departments', listed('departments(institutionId: $id) { institutionId }'), {
      ...open,
      subject: ofCounty,
    }),
    ...query('staffMembers', listed('staffMembers(institutionId: $id) { nodes { institutionId } }'), {
      ...open,
      subject: ofCounty,
    }),
    ...query('travelMinutes', listed('travelMinutes(fromInstitutionId: $id, toInstitutionId: $id)'), {
      ...open,
      subject: ofCounty,
    }),
    ...query('institutions', '{ institutions { nodes { id } } }', { ...open, subject: nothing }),
    ...query('serviceDirectory', '{ serviceDirectory { id } }', { ...open, subject: nothing }),
    ...query('reasonCodes', '{ reasonCodes(list: "referral.reject") { code } }', {
      ...open,
      subject: nothing,
      nobody: 'allowed',
    }),
  };
}

/** Setting up the alliance: the lead hospital for all of it, others for themselves. */
export function organizationRows(scenery: Scenery): Table {
  const { county } = scenery;
  const code = (): string => randomUUID().slice(0, 20);
  const institution = { kind: 'TOWNSHIP_CENTER', name: '新卫生院', shortName: '新院' };
  return {
    ...mutation('registerInstitution', 'RegisterInstitutionInput', {
      subject: () => scenery.input(null, { ...key(), ...institution, code: code() }),
      own: { SYSTEM_ADMIN: 'allowed' },
      other: { SYSTEM_ADMIN: 'FORBIDDEN' },
    }),
    ...change('registerDepartment', 'RegisterDepartmentInput', ['SYSTEM_ADMIN'], () =>
      scenery.input(county, { ...key(), institutionId: county, code: code(), name: '新科室', acceptsReferrals: true }),
    ),
    ...change('changeDepartment', 'ChangeDepartmentInput', ['SYSTEM_ADMIN'], async () =>
      scenery.change(await scenery.newDepartment(), { acceptsReferrals: false, active: true }),
    ),
    ...change('registerStaff', 'RegisterStaffInput', ['SYSTEM_ADMIN'], () =>
      scenery.input(county, {
        ...key(),
        institutionId: county,
        staffNo: code(),
        name: '新人',
        title: 'NONE',
        specialtyCodes: [],
      }),
    ),
    ...mutation(
      'setTravelTime',
      'SetTravelTimeInput',
      {
        subject: () => {
          const toInstitutionId = scenery.world.institutionId('north');
          return scenery.input(county, { fromInstitutionId: county, toInstitutionId, minutes: 30 });
        },
        own: { SYSTEM_ADMIN: 'allowed' },
        other: { SYSTEM_ADMIN: 'NOT_FOUND' },
      },
      '',
    ),
  };
}

/** Accounts and roles, within the institution of the security administrator. */
export function accountRows(scenery: Scenery): Table {
  const auditor = scenery.world.person('auditor').accountId;
  const only: Role[] = ['SECURITY_ADMIN'];
  const account = async (more = {}): Promise<Subject> => {
    const { accountId } = await scenery.account();
    return scenery.change({ id: accountId, version: 1 }, more);
  };
  return {
    ...query('account', 'query($id: ID!) { account(id: $id) { id } }', {
      subject: () => scenery.about(auditor, { id: auditor }),
      own: { SECURITY_ADMIN: 'allowed' },
      other: { SECURITY_ADMIN: 'NOT_FOUND' },
    }),
    ...query('accounts', '{ accounts(first: 100) { nodes { id } } }', {
      subject: () => scenery.about(auditor, {}),
      own: { SECURITY_ADMIN: 'allowed' },
      other: { SECURITY_ADMIN: 'empty' },
    }),
    ...change('createAccount', 'CreateAccountInput', only, async () => {
      const staffId = await scenery.staff();
      const loginName = `new-${randomUUID()}`;
      return scenery.input(staffId, { ...key(), staffId, loginName, initialPassword: 'First-Horse-9' });
    }),
    ...change('disableAccount', 'AccountChangeInput', only, () => account()),
    ...change('enableAccount', 'AccountChangeInput', only, () => account()),
    ...change('resetPassword', 'ResetPasswordInput', only, () => account({ temporaryPassword: 'Other-Mouse-88' })),
    ...change('assignRole', 'AssignRoleInput', only, async () => {
      const departmentId = scenery.department;
      return scenery.input(departmentId, { ...key(), staffId: await scenery.staff(), role: 'REPORTER', departmentId });
    }),
    ...change('revokeRole', 'RevokeRoleInput', only, async () => {
      const id = await scenery.roleAssignment();
      return scenery.input(id, { id });
    }),
  };
}

const CARE: Role[] = ['TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD', 'COUNTY_DOCTOR', 'DEPT_HEAD'];

/** Patients: a relation of the institution decides, and a village doctor sees those under contract with them. */
export function patientRows(scenery: Scenery): Table {
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
      subject: async () => scenery.about((await scenery.patient()).id, {}),
      own: { ...outcomes('allowed', ...readers), VILLAGE_DOCTOR: 'empty' },
      other: outcomes('empty', ...readers, 'VILLAGE_DOCTOR'),
    }),
    ...mutation('registerPatient', 'RegisterPatientInput', {
      subject: () => scenery.input(null, { ...key(), ...scenery.newPatient() }),
      own: outcomes('allowed', ...CARE),
      other: outcomes('allowed', ...CARE),
    }),
    ...change('changePatientContact', 'ChangePatientContactInput', CARE, async () =>
      scenery.change(await scenery.patient(), { phone: '13800138000' }),
    ),
    ...change('recordConsent', 'RecordConsentInput', CARE, async () => {
      const { id } = await scenery.patient();
      return scenery.input(id, { ...key(), patientId: id, kind: 'REFERRAL', method: 'WRITTEN' });
    }),
    ...change('withdrawConsent', 'WithdrawConsentInput', CARE, async () => scenery.change(await scenery.consent())),
  };
}

/** Reading and writing referrals, on the side that sends them. */
export function sendingRows(scenery: Scenery): Table {
  const readers: Role[] = ['TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD', 'COUNTY_DOCTOR', 'DEPT_HEAD', 'REFERRAL_COORDINATOR'];
  const isSender = ({ role }: Person): boolean => role.startsWith('TOWNSHIP');
  return {
    ...query('referral', 'query($id: ID!) { referral(id: $id) { id } }', {
      subject: async (by) => {
        const { id } = await scenery.submitted(by);
        return scenery.about(id, { id });
      },
      own: outcomes('allowed', ...readers),
      other: outcomes('NOT_FOUND', ...readers),
    }),
    ...query('referrals', 'query($box: ReferralBox!) { referrals(box: $box, first: 100) { nodes { id } } }', {
      subject: async (by) =>
        scenery.about((await scenery.submitted(by)).id, { box: isSender(by) ? 'SENT' : 'RECEIVED' }),
      own: outcomes('allowed', ...readers),
      other: outcomes('empty', ...readers),
    }),
    ...change('draftReferral', 'DraftReferralInput', ['TOWNSHIP_DOCTOR'], async () => {
      const { id } = await scenery.patient();
      return scenery.input(id, { ...key(), patientId: id, ...scenery.referralContent() });
    }),
    ...change('editReferral', 'EditReferralInput', ['TOWNSHIP_DOCTOR'], async (by) =>
      scenery.change(await scenery.draft(by), scenery.referralContent()),
    ),
    ...change('submitReferral', 'SubmitReferralInput', ['TOWNSHIP_DOCTOR'], async (by) =>
      scenery.change(await scenery.draft(by)),
    ),
  };
}

/** What becomes of a referral on the side that receives it. */
export function receivingRows(scenery: Scenery): Table {
  const doctors: Role[] = ['COUNTY_DOCTOR', 'DEPT_HEAD'];
  const diagnosis = { system: 'ICD-10-CN-CLINICAL', version: '2.0', code: 'I20.0', display: '不稳定型心绞痛' };
  const judgement = { diagnoses: [diagnosis], treatment: '药物治疗', feedback: '请随访', appropriate: true };
  const returned: Row['subject'] = async (by) =>
    scenery.change(await scenery.claimed(by), { reasonCode: 'incomplete_info' });
  return {
    ...change('claimReferral', 'ReferralActionInput', doctors, async (by) =>
      scenery.change(await scenery.submitted(by)),
    ),
    ...change('releaseReferral', 'ReferralActionInput', doctors, async (by) =>
      scenery.change(await scenery.claimed(by)),
    ),
    ...change('acceptReferral', 'AcceptReferralInput', doctors, async (by) =>
      scenery.change(await scenery.claimed(by), { handling: 'OUTPATIENT' }),
    ),
    ...change('rejectReferral', 'ReferralReasonInput', doctors, async (by) =>
      scenery.change(await scenery.claimed(by), { reasonCode: 'out_of_scope' }),
    ),
    ...mutation('returnReferralForEdit', 'ReferralReasonInput', {
      subject: returned,
      own: {
        ...outcomes('allowed', ...doctors, 'REFERRAL_COORDINATOR'),
        TOWNSHIP_HEAD: 'TRANSITION_REFUSED WHO',
      },
      other: outcomes('NOT_FOUND', ...doctors, 'REFERRAL_COORDINATOR', 'TOWNSHIP_HEAD'),
    }),
    ...change('arrangeReferral', 'ArrangeReferralInput', ['REFERRAL_COORDINATOR'], async (by) =>
      scenery.change(await scenery.accepted(by), { visitTime: after(START, days(1)).toISOString() }),
    ),
    ...mutation(
      'verifyAppointmentCode',
      'VerifyAppointmentCodeInput',
      {
        subject: async (by) => scenery.input(null, { code: (await scenery.arranged(by)).arrangement!.code }),
        own: outcomes('allowed', 'REGISTRAR', 'REFERRAL_COORDINATOR'),
        other: outcomes('APPOINTMENT_CODE_WRONG', 'REGISTRAR', 'REFERRAL_COORDINATOR'),
      },
      '{ referralNo }',
    ),
    ...change('recordReferralOutcome', 'RecordReferralOutcomeInput', doctors, async (by) =>
      scenery.change(await scenery.arrived(by), judgement),
    ),
    ...change('completeReferral', 'ReferralActionInput', ['REFERRAL_COORDINATOR'], async (by) =>
      scenery.change(await scenery.judged(by)),
    ),
  };
}
