import { Role } from '#identity';
import type { DutyScenery } from './duty-scenery.js';
import { key, mutation, outcomes, query, type Outcomes, type Table } from './row.js';
import type { Scenery } from './scenery.js';

const TOWNSHIP_ROLES: Role[] = [Role.VILLAGE_DOCTOR, Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD];
/** Neither care nor its coordination is their work. */
const OUTSIDERS: readonly Role[] = [
  Role.REGISTRAR,
  Role.API_CLIENT,
  Role.SYSTEM_ADMIN,
  Role.SECURITY_ADMIN,
  Role.AUDITOR,
];
const readers = Object.values(Role).filter((role) => !OUTSIDERS.includes(role));
const planners: Role[] = [Role.DEPT_HEAD, Role.ROTA_MANAGER, Role.MEDICAL_AFFAIRS];
const anywhere = (...roles: Role[]) => ({ own: outcomes('allowed', ...roles), other: outcomes('allowed', ...roles) });

/** Looking: at who is on duty, wherever in the alliance; at months, at the own institution. */
export function dutyReadingRows(scenery: Scenery): Table {
  const { county, department } = scenery;
  // The township's roles are held at another institution than the county hospital.
  const own = { ...outcomes('allowed', ...readers), ...outcomes('NOT_FOUND', ...TOWNSHIP_ROLES) };
  const atHome = {
    own,
    other: outcomes('NOT_FOUND', ...readers),
    subject: () => scenery.about(department, { id: department }),
  };
  const ofCounty = { ...anywhere(...readers), subject: () => scenery.about(county, { id: county }) };
  const month = '"2026-03"';
  const at = '"2026-03-04T09:00:00+08:00"';
  return {
    ...query('currentOnDuty', 'query($id: ID!) { currentOnDuty(institutionId: $id) { entryId } }', ofCounty),
    ...query('onDutyAt', `query($id: ID!) { onDutyAt(institutionId: $id, at: ${at}) { entryId } }`, ofCounty),
    ...query(
      'dutyRoster',
      `query($id: ID!) { dutyRoster(month: ${month}, departmentId: $id) { entries { id } gaps { from } } }`,
      atHome,
    ),
    ...query('dutyRequirements', 'query($id: ID!) { dutyRequirements(departmentId: $id) { id } }', atHome),
  };
}

/** Planning: 医务科 for its hospital, a head for the department; nobody for another institution. */
const own: Outcomes = { ...outcomes('allowed', ...planners), TOWNSHIP_HEAD: 'NOT_FOUND' };
const who = { own, other: outcomes('NOT_FOUND', ...planners, Role.TOWNSHIP_HEAD) };

/** What shifts are called at the own institution, and what was changed of its past. */
export function dutyReferenceRows(scenery: Scenery): Table {
  const wholeInstitution = anywhere(Role.ROTA_MANAGER, Role.MEDICAL_AFFAIRS, Role.TOWNSHIP_HEAD);
  let shifts = 0;
  return {
    ...query('dutyShifts', '{ dutyShifts { name } }', {
      ...anywhere(...readers),
      subject: () => scenery.about(null, {}),
    }),
    ...query('dutyCorrections', '{ dutyCorrections { nodes { id } } }', {
      ...anywhere(...planners, Role.TOWNSHIP_HEAD),
      subject: () => scenery.about(null, {}),
    }),
    ...mutation(
      'setDutyShift',
      'SetDutyShiftInput',
      {
        ...wholeInstitution,
        subject: () =>
          scenery.input(null, { name: `班${(shifts += 1)}`, fromTime: '08:00', toTime: '18:00', expectedVersion: 0 }),
      },
      '{ name }',
    ),
    ...mutation(
      'retireDutyShift',
      'RetireDutyShiftInput',
      { ...wholeInstitution, subject: () => scenery.input(null, { name: '夜班', expectedVersion: 0 }) },
      '{ name }',
    ),
  };
}

/** Months as a whole, and what has to be staffed. */
export function dutyPlanningRows(scenery: Scenery, duty: DutyScenery): Table {
  const { department } = scenery;
  const months = { fromMonth: '2027-05', toMonth: '2027-06' };
  const times = { weekdays: [6, 7], fromTime: '18:00', toTime: '08:00', effectiveFrom: '2026-01-01' };
  return {
    ...mutation('planDutyMonth', 'PlanDutyMonthInput', {
      ...who,
      subject: async () => scenery.input(department, { ...key(), ...(await duty.night()) }),
    }),
    ...mutation('copyDutyMonth', 'CopyDutyMonthInput', {
      ...who,
      subject: () => scenery.input(department, { ...key(), ...months, departmentId: department }),
    }),
    ...mutation('requireDuty', 'RequireDutyInput', {
      ...who,
      subject: () => scenery.input(department, { ...key(), departmentId: department, function: 'DUTY_HEAD', ...times }),
    }),
    ...mutation('endDutyRequirement', 'EndDutyRequirementInput', {
      ...who,
      subject: async () => scenery.change(await duty.requirement(), { effectiveTo: '2026-12-31' }),
    }),
  };
}

/** Single duties, and who stands in. */
export function dutyChangeRows(scenery: Scenery, duty: DutyScenery): Table {
  return {
    ...mutation('changeDuty', 'ChangeDutyInput', {
      ...who,
      subject: async () => {
        const { entry, from, to } = await duty.entry();
        return scenery.change(entry, { from, to, staffId: await scenery.staff(), phone: '8001' });
      },
    }),
    ...mutation(
      'removeDuty',
      'RemoveDutyInput',
      { ...who, subject: async () => scenery.change((await duty.entry()).entry) },
      '',
    ),
    ...mutation('substituteOnDuty', 'SubstituteOnDutyInput', {
      ...who,
      subject: async () => {
        const { entry, from, to } = await duty.entry();
        return scenery.change(entry, { from, to, staffId: await scenery.staff(), phone: '8002' });
      },
    }),
    ...mutation('withdrawSubstitute', 'WithdrawSubstituteInput', {
      ...who,
      subject: async () => {
        const { entry, substitutionId } = await duty.substituted();
        return scenery.change(entry, { substitutionId });
      },
    }),
  };
}
