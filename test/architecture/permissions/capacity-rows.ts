import { Role } from '#identity';
import type { CapacityScenery } from './capacity-scenery.js';
import { change, key, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

/** Neither care nor its coordination is their work. */
const OUTSIDERS: readonly Role[] = [Role.REGISTRAR, Role.API_CLIENT, Role.SECURITY_ADMIN, Role.AUDITOR];
const readers = Object.values(Role).filter((role) => !OUTSIDERS.includes(role));
const planners: Role[] = [Role.REFERRAL_COORDINATOR, Role.DEPT_HEAD, Role.SYSTEM_ADMIN];
const wards: Role[] = [Role.COUNTY_DOCTOR, Role.DEPT_HEAD, Role.REFERRAL_COORDINATOR];

/** Looking at what is free, wherever in the alliance; at closed clinics, at the own institution. */
export function capacityReadingRows(scenery: Scenery): Table {
  const { department } = scenery;
  const everywhere = {
    own: outcomes('allowed', ...readers),
    other: outcomes('allowed', ...readers),
    subject: () => scenery.about(department, { id: department }),
  };
  const days = 'fromDay: "2026-07-01", toDay: "2026-07-31"';
  return {
    ...query('clinicSessions', `query($id: ID!) { clinicSessions(${days}, departmentId: $id) { id } }`, everywhere),
    ...query('freeClinicSessions', 'query($id: ID!) { freeClinicSessions(departmentId: $id) { id } }', everywhere),
    ...query('bedPools', 'query($id: ID!) { bedPools(departmentId: $id) { id } }', everywhere),
    ...query('clinicClosures', 'query($id: ID!) { clinicClosures(departmentId: $id) { id } }', {
      ...everywhere,
      own: outcomes('allowed', ...planners),
      other: outcomes('NOT_FOUND', ...planners),
    }),
  };
}

/** Planning, closing and counting beds: at the own institution alone. */
export function capacityPlanningRows(scenery: Scenery, capacity: CapacityScenery): Table {
  const { department: departmentId } = scenery;
  const inDepartment = (more: () => object) => () => scenery.input(departmentId, { ...key(), departmentId, ...more() });
  return {
    ...change(
      'planClinicSessions',
      'PlanClinicSessionsInput',
      planners,
      inDepartment(() => ({ sessions: [{ ...capacity.times(), places: 3 }] })),
    ),
    ...change(
      'copyClinicWeek',
      'CopyClinicWeekInput',
      planners,
      inDepartment(() => ({ fromWeek: '2027-05-03', toWeek: '2027-05-10' })),
    ),
    ...change('changeClinicSession', 'ChangeClinicSessionInput', planners, async () => {
      const { session, from, to } = await capacity.session();
      return scenery.change(session, { from, to, places: 5 });
    }),
    ...change('withdrawClinicSession', 'WithdrawClinicSessionInput', planners, async () =>
      scenery.change((await capacity.session()).session),
    ),
    ...change(
      'closeClinic',
      'CloseClinicInput',
      planners,
      inDepartment(() => ({ reasonCode: 'equipment_failure', ...capacity.times() })),
    ),
    ...change('reopenClinic', 'ReopenClinicInput', planners, async () => scenery.change(await capacity.closure())),
    ...mutation('reportBeds', 'ReportBedsInput', {
      own: outcomes('allowed', ...wards),
      other: outcomes('NOT_FOUND', ...wards),
      subject: inDepartment(() => ({ emptyBeds: 3 })),
    }),
  };
}
