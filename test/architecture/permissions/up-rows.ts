import type { Role } from '#identity';
import { after, days } from '#kernel';
import { START } from '#testing';
import { change, key, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';
import type { UpScenery } from './up-scenery.js';

const doctors: Role[] = ['COUNTY_DOCTOR', 'DEPT_HEAD'];

/** What leaves the sender, and who decides it. */
export function reviewRows(scenery: Scenery, up: UpScenery): Table {
  const switchers: Role[] = ['TOWNSHIP_HEAD', 'DEPT_HEAD', 'SYSTEM_ADMIN'];
  return {
    ...mutation('approveReferral', 'ReferralActionInput', {
      subject: async (by) => scenery.change(await up.inReview(by)),
      own: { TOWNSHIP_HEAD: 'allowed', ...outcomes('NOT_FOUND', 'DEPT_HEAD', 'REFERRAL_COORDINATOR') },
      other: outcomes('NOT_FOUND', 'TOWNSHIP_HEAD', 'DEPT_HEAD', 'REFERRAL_COORDINATOR'),
    }),
    ...change('switchReferralReview', 'SwitchReferralReviewInput', switchers, ({ role, institutionId }) => {
      const isTownship = institutionId === scenery.world.institutionId('north');
      const departmentId = isTownship ? scenery.world.departmentId('general-north') : scenery.department;
      const direction = role === 'SYSTEM_ADMIN' ? 'DOWN' : 'LATERAL';
      return scenery.input(departmentId, { departmentId, direction, reviewRequired: false, expectedVersion: 0 });
    }),
    ...query('referralReviewSwitches', '{ referralReviewSwitches { id } }', {
      subject: () => scenery.about(null, {}),
      own: outcomes('allowed', ...switchers),
      other: outcomes('allowed', ...switchers),
    }),
  };
}

/** Emergencies, and what is recorded afterwards. */
export function emergencyRows(scenery: Scenery, up: UpScenery): Table {
  const report = { priority: 'I', consciousness: 'COMA', phone: '13800000001' };
  return {
    ...change('submitEmergencyReferral', 'SubmitEmergencyReferralInput', ['TOWNSHIP_DOCTOR'], async () => {
      const { id } = await scenery.patient();
      return scenery.input(id, { ...key(), ...report, patientId: id, toDepartmentId: scenery.department });
    }),
    ...change('acknowledgeEmergencyReferral', 'ReferralActionInput', doctors, async (by) =>
      scenery.change(await up.emergency(by)),
    ),
    ...change('amendEmergencyReferral', 'AmendEmergencyReferralInput', ['TOWNSHIP_DOCTOR'], async (by) =>
      scenery.change(await up.emergency(by), report),
    ),
    ...change('recordReferralRetrospectively', 'RecordReferralRetrospectivelyInput', ['TOWNSHIP_DOCTOR'], async (by) =>
      scenery.change(await scenery.draft(by), { arrivedAt: START.toISOString() }),
    ),
  };
}

/** What the sides say to each other before a referral is decided. */
export function exchangeRows(scenery: Scenery, up: UpScenery): Table {
  return {
    ...change('assignReferral', 'AssignReferralInput', ['REFERRAL_COORDINATOR'], async (by) =>
      scenery.change(await scenery.submitted(by), { doctorStaffId: scenery.world.person('cardiologist').staffId }),
    ),
    ...change('requestReferralInformation', 'RequestReferralInformationInput', doctors, async (by) =>
      scenery.change(await scenery.claimed(by), { question: '请补充心电图结果' }),
    ),
    ...change('supplyReferralInformation', 'SupplyReferralInformationInput', ['TOWNSHIP_DOCTOR'], async (by) =>
      scenery.change(await up.awaiting(by), { answer: '心电图未见异常' }),
    ),
    ...change('returnReferralWithAdvice', 'ReturnReferralWithAdviceInput', doctors, async (by) =>
      scenery.change(await scenery.claimed(by), { advice: '请继续口服药物治疗并复查' }),
    ),
  };
}

/** The visit that is or is not, and ends that are no answer. */
export function endingRows(scenery: Scenery, up: UpScenery): Table {
  const coordinator: Role[] = ['REFERRAL_COORDINATOR'];
  const visitTime = after(START, days(2)).toISOString();
  return {
    ...change('rearrangeReferral', 'ArrangeReferralInput', coordinator, async (by) =>
      scenery.change(await scenery.arranged(by), { visitTime }),
    ),
    ...mutation('confirmReferralArrival', 'ReferralActionInput', {
      subject: async (by) => scenery.change(await scenery.arranged(by)),
      own: { REFERRAL_COORDINATOR: 'allowed', ...outcomes('TRANSITION_REFUSED WHO', ...doctors) },
      other: outcomes('NOT_FOUND', ...coordinator, ...doctors),
    }),
    ...change('markReferralNoShow', 'ReferralReasonInput', coordinator, async (by) =>
      scenery.change(await scenery.arranged(by), { reasonCode: 'patient_forgot' }),
    ),
    ...change('cancelReferral', 'ReferralReasonInput', ['TOWNSHIP_DOCTOR'], async (by) =>
      scenery.change(await scenery.submitted(by), { reasonCode: 'form_error' }),
    ),
    ...change('closeReferralByAgreement', 'ReferralReasonInput', coordinator, async (by) =>
      scenery.change(await scenery.submitted(by), { reasonCode: 'patient_giveup' }),
    ),
    ...change('reopenReferral', 'ReferralReasonInput', coordinator, async (by) =>
      scenery.change(await up.closed(by), { reasonCode: 'ended_in_error' }),
    ),
  };
}

/** Where a referral goes on, in the alliance and beyond. */
export function redirectionRows(scenery: Scenery, up: UpScenery): Table {
  const receivers: Role[] = [...doctors, 'REFERRAL_COORDINATOR'];
  const centre: Role[] = ['REFERRAL_COORDINATOR'];
  return {
    ...change('redirectReferral', 'RedirectReferralInput', receivers, async (by) =>
      scenery.change(await scenery.claimed(by), { toDepartmentId: scenery.world.departmentId('surgery') }),
    ),
    ...change('forwardReferralOnward', 'ForwardReferralOnwardInput', receivers, async (by) =>
      scenery.change(await scenery.claimed(by), { institutionName: '省人民医院' }),
    ),
    ...change('sendOnwardReferral', 'ReferralActionInput', centre, async (by) =>
      scenery.change(await up.onward(by, 'DRAFT')),
    ),
    ...change('answerOnwardReferral', 'AnswerOnwardReferralInput', centre, async (by) =>
      scenery.change(await up.onward(by, 'SENT'), { answer: '同意收治' }),
    ),
    ...change('completeOnwardReferral', 'ReferralActionInput', centre, async (by) =>
      scenery.change(await up.onward(by, 'ANSWERED')),
    ),
    ...change('closeOnwardReferral', 'ReferralReasonInput', centre, async (by) =>
      scenery.change(await up.onward(by, 'SENT'), { reasonCode: 'patient_giveup' }),
    ),
  };
}
