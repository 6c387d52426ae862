import { Role } from '#identity';
import { minutes, before } from '#kernel';
import type { Person } from '#testing';
import type { DispatchScenery } from './dispatch-scenery.js';
import { change, key, mutation, outcomes, query, type Outcome, type Row, type Table } from './row.js';
import type { Scenery, Variables } from './scenery.js';

export const planners: Role[] = [Role.ROTA_MANAGER, Role.MEDICAL_AFFAIRS];
export const attending: Role[] = [Role.EXPERT, Role.TOWNSHIP_HEAD];
export const readers: Role[] = [...planners, ...attending, Role.TOWNSHIP_DOCTOR, Role.DIRECTOR];
const REASON = { reasonCode: 'expert_ill' };
const TERMS = { weightPercent: 100, maxPerWeek: 4, maxConsecutiveDays: 3 };

/** A change that planners of another institution cannot reach, with what those of its own are answered. */
const planning = (name: string, type: string, outcome: Outcome, subject: Row['subject']): Table =>
  mutation(name, type, { subject, own: outcomes(outcome, ...planners), other: outcomes('NOT_FOUND', ...planners) });

/** What rotas are made from: at the own institution alone. */
export function rotaSetupRows(scenery: Scenery, dispatch: DispatchScenery): Table {
  const lists = { own: outcomes('allowed', ...planners), other: outcomes('allowed', ...planners) };
  const nothing = () => scenery.about(null, {});
  return {
    ...query('dispatchExperts', '{ dispatchExperts { id } }', { ...lists, subject: nothing }),
    ...query('keyStaffGroups', '{ keyStaffGroups { id } }', { ...lists, subject: nothing }),
    ...query('rotaDemands', '{ rotaDemands { id } }', {
      own: outcomes('allowed', ...readers),
      other: outcomes('allowed', ...readers),
      subject: nothing,
    }),
    ...change('enrolExpert', 'EnrolExpertInput', planners, async () => {
      const { staffId } = await scenery.world.hire('EXPERT', 'county');
      return scenery.input(staffId, { ...key(), expertId: staffId, ...TERMS });
    }),
    ...change('changeExpertTerms', 'ChangeExpertTermsInput', planners, async () =>
      scenery.change(await dispatch.enrolled(), TERMS),
    ),
    ...mutation('addRotaDemand', 'AddRotaDemandInput', {
      ...lists,
      subject: () => scenery.input(null, { ...dispatch.demandOn(dispatch.day()) }),
    }),
    ...change('endRotaDemand', 'EndRotaDemandInput', planners, async () =>
      scenery.change(await dispatch.demand(), { validTo: '2099-01-01' }),
    ),
    ...change('addKeyStaffGroup', 'AddKeyStaffGroupInput', planners, () => {
      const expertIds = [dispatch.expertId, scenery.world.person('cardiologist').staffId];
      return scenery.input(dispatch.expertId, { ...key(), name: '骨干', expertIds, maxAway: 1 });
    }),
    ...change('changeKeyStaffGroup', 'ChangeKeyStaffGroupInput', planners, async () => {
      const { expertIds, ...group } = await dispatch.group();
      return scenery.change(group, { name: '骨干', expertIds, maxAway: 0 });
    }),
  };
}

/** Rotas: those of the own institution alone. */
export function rotaPlanRows(scenery: Scenery, dispatch: DispatchScenery): Table {
  const acting = (name: string, state: string, outcome: Outcome = 'allowed') =>
    planning(name, 'RotaActionInput', outcome, async () => scenery.change(await dispatch.planIn(state)));
  const publishing = (name: string, state: string, reason: string) =>
    planning(name, 'PublishRotaInput', 'allowed', async () => scenery.change(await dispatch.planIn(state), { reason }));
  return {
    ...lookingRows(scenery, dispatch),
    ...mutation('createRota', 'CreateRotaInput', {
      own: outcomes('allowed', ...planners),
      other: outcomes('allowed', ...planners),
      subject: () => scenery.input(null, { ...key(), name: '排班', fromDay: '2027-01-04', toDay: '2027-01-10' }),
    }),
    ...acting('generateRota', 'DRAFT'),
    ...acting('cancelRotaSearch', 'DRAFT', 'TRANSITION_REFUSED NOT_SEARCHING'),
    ...acting('submitRota', 'DRAFT', 'TRANSITION_REFUSED NO_SESSIONS'),
    ...acting('returnRota', 'UNDER_REVIEW'),
    ...publishing('publishRota', 'UNDER_REVIEW', '首次发布'),
    ...acting('amendRota', 'PUBLISHED'),
    ...publishing('publishRotaAmendment', 'AMENDING', '调整'),
    ...acting('closeRota', 'PUBLISHED', 'TRANSITION_REFUSED PERIOD_NOT_OVER'),
    ...acting('discardRota', 'DRAFT'),
    ...planning('assignExpert', 'AssignExpertInput', 'ROTA_RULES_BROKEN', async () => {
      const day = dispatch.day();
      const [plan, demand] = [await dispatch.plan(day), await dispatch.demand(day)];
      return scenery.change(plan, { expertId: dispatch.expertId, demandId: demand.id, day });
    }),
    ...planning('takeOutSession', 'TakeOutSessionInput', 'allowed', async () => {
      const { id: sessionId, planId } = await dispatch.session('PLANNED', { planState: 'AMENDING' });
      return scenery.change({ id: planId, version: 1 }, { sessionId });
    }),
  };
}

/** What planners look at: rotas of their institution. */
function lookingRows(scenery: Scenery, dispatch: DispatchScenery): Table {
  return {
    ...query('rotaPlans', '{ rotaPlans { id } }', {
      own: outcomes('allowed', ...planners),
      other: outcomes('allowed', ...planners),
      subject: () => scenery.about(null, {}),
    }),
    ...looking('rotaPlan', 'query($id: ID!) { rotaPlan(id: $id) { id sessions { id } } }', scenery, dispatch),
    ...looking('rotaOverview', 'query($id: ID!) { rotaOverview(planId: $id) { planId } }', scenery, dispatch),
    ...looking('rotaRepair', 'query($id: ID!) { rotaRepair(planId: $id) { kept } }', scenery, dispatch),
    ...looking(
      'compareRotas',
      'query($id: ID!) { compareRotas(planId: $id, otherPlanId: $id) { onlyInFirst { id } } }',
      scenery,
      dispatch,
    ),
    ...looking(
      'checkAssignment',
      `query($id: ID!) { checkAssignment(planId: $id, expertId: "${dispatch.expertId}",
         demandId: "${dispatch.expertId}", day: "2027-01-04") { rule } }`,
      scenery,
      dispatch,
    ),
  };
}

function looking(name: string, document: string, scenery: Scenery, dispatch: DispatchScenery): Table {
  return query(name, document, {
    own: outcomes('allowed', ...planners),
    other: outcomes('NOT_FOUND', ...planners),
    subject: async () => {
      const { id } = await dispatch.plan();
      return scenery.about(id, { id });
    },
  });
}

/** Published sessions: the expert's own, those at the own township, and those that the own institution has planned. */
export function rotaSessionRows(scenery: Scenery, dispatch: DispatchScenery): Table {
  const session = (state: string, more: Variables = {}) => ({
    subject: async (by: Person) => scenery.change(await dispatch.session(state, { by }), more),
  });
  const begun = (state: string) => ({
    subject: async (by: Person) => {
      const startsAt = before(scenery.now, minutes(5));
      return scenery.change(await dispatch.session(state, { by, startsAt }));
    },
  });
  const elsewhere = outcomes('NOT_FOUND', ...attending);
  const ofExpert = (outcome: Outcome) => ({
    own: { [Role.EXPERT]: outcome, [Role.TOWNSHIP_HEAD]: 'TRANSITION_REFUSED WHO' as const },
    other: elsewhere,
  });
  const ofBoth = { own: outcomes('allowed', ...attending), other: elsewhere };
  const cardiologist = { otherExpertId: scenery.world.person('cardiologist').staffId };
  return {
    ...listing(scenery, dispatch),
    ...decisionRows(scenery, dispatch),
    ...mutation('confirmSession', 'SessionActionInput', { ...session('PLANNED'), ...ofExpert('allowed') }),
    ...mutation('requestSwap', 'RequestSwapInput', {
      ...session('PLANNED', cardiologist),
      ...ofExpert('TRANSITION_REFUSED ROTA_RULES_BROKEN'),
    }),
    ...mutation('withdrawSwap', 'SessionActionInput', { ...session('SWAP_PENDING'), ...ofExpert('allowed') }),
    ...mutation('checkInSession', 'SessionActionInput', { ...begun('CONFIRMED'), ...ofBoth }),
    ...mutation('completeSession', 'AttendanceInput', { ...begun('CHECKED_IN'), ...ofBoth }),
    ...mutation('correctAttendance', 'AttendanceInput', { ...begun('COMPLETED'), ...ofBoth }),
  };
}

function listing(scenery: Scenery, dispatch: DispatchScenery): Table {
  const lists = { own: outcomes('allowed', ...planners), other: outcomes('allowed', ...planners) };
  return {
    ...query(
      'rotaSessions',
      'query($id: ID!) { rotaSessions(fromDay: "2027-04-01", toDay: "2027-06-30", expertId: $id) { expert { id } } }',
      {
        own: outcomes('allowed', ...readers),
        other: outcomes('allowed', ...readers),
        subject: () => scenery.about(dispatch.expertId, { id: dispatch.expertId }),
      },
    ),
    ...query('rotaRepairList', '{ rotaRepairList { id } }', { ...lists, subject: () => scenery.about(null, {}) }),
  };
}

/** What planners decide about sessions. */
function decisionRows(scenery: Scenery, dispatch: DispatchScenery): Table {
  const otherExpertId = scenery.world.person('cardiologist').staffId;
  const subject = (state: string, more: Variables) => async (by: Person) =>
    scenery.change(await dispatch.session(state, { by }), more);
  const decided = (name: string, state: string) =>
    planning(name, 'SessionReasonInput', 'allowed', subject(state, REASON));
  const ruled = (name: string, state: string) =>
    planning(name, 'SessionActionInput', 'TRANSITION_REFUSED ROTA_RULES_BROKEN', subject(state, {}));
  return {
    ...ruled('approveSwap', 'SWAP_PENDING'),
    ...ruled('resumeSession', 'SUSPENDED'),
    ...decided('declineSwap', 'SWAP_PENDING'),
    ...decided('suspendSession', 'PLANNED'),
    ...decided('cancelSession', 'CONFIRMED'),
    ...decided('reinstateSession', 'NO_SHOW'),
    ...mutation('substituteExpert', 'SubstituteExpertInput', {
      subject: subject('PLANNED', { otherExpertId, ...REASON }),
      own: outcomes('TRANSITION_REFUSED ROTA_RULES_BROKEN', Role.MEDICAL_AFFAIRS),
      other: outcomes('NOT_FOUND', Role.MEDICAL_AFFAIRS),
    }),
  };
}

/** Secondments: planned at home, their breaks recorded on either side. */
export function secondmentRows(scenery: Scenery, dispatch: DispatchScenery): Table {
  const everybodyConcerned = outcomes('allowed', ...readers);
  return {
    ...query('secondments', '{ secondments(year: 2026) { id serviceDays } }', {
      own: everybodyConcerned,
      other: everybodyConcerned,
      subject: () => scenery.about(null, {}),
    }),
    ...change('planSecondment', 'PlanSecondmentInput', planners, async () => {
      const { staffId } = await scenery.world.hire('EXPERT', 'county');
      return scenery.input(staffId, dispatch.secondmentOf(staffId));
    }),
    ...change('withdrawSecondment', 'SessionReasonInput', planners, async () =>
      scenery.change(await dispatch.secondment('PLANNED'), REASON),
    ),
    ...change('terminateSecondment', 'SessionReasonInput', planners, async () =>
      scenery.change(await dispatch.secondment(), REASON),
    ),
    ...mutation('recordSecondmentBreak', 'SecondmentBreakInput', {
      own: {
        ...outcomes('allowed', ...planners, Role.TOWNSHIP_HEAD),
        [Role.EXPERT]: 'TRANSITION_REFUSED WHO',
      },
      other: outcomes('NOT_FOUND', ...planners, ...attending),
      subject: async () => scenery.change(await dispatch.secondment(), { fromDay: '2026-02-01', toDay: '2026-02-03' }),
    }),
  };
}
