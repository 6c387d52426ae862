import type { Role } from '#identity';
import { after, days } from '#kernel';
import { START, type Person } from '#testing';
import { change, key, mutation, outcomes, query, type Row, type Table } from './row.js';
import type { Scenery } from './scenery.js';

const isSender = ({ role }: Person): boolean => role.startsWith('TOWNSHIP');

/** Reading and writing referrals, on the side that sends them. */
export function sendingRows(scenery: Scenery): Table {
  const readers: Role[] = ['TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD', 'COUNTY_DOCTOR', 'DEPT_HEAD', 'REFERRAL_COORDINATOR'];
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
      subject: async (by) => {
        scenery.letTimePass();
        return scenery.about((await scenery.submitted(by)).id, { box: isSender(by) ? 'SENT' : 'RECEIVED' });
      },
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

/** Files of a referral that is being written. */
export function attachmentRows(scenery: Scenery): Table {
  return {
    ...change('attachToReferral', 'AttachToReferralInput', ['TOWNSHIP_DOCTOR'], async (by) =>
      scenery.change(await scenery.draft(by), { fileId: await scenery.upload(by), name: '检验报告.png' }),
    ),
    ...change('removeAttachment', 'RemoveAttachmentInput', ['TOWNSHIP_DOCTOR'], async (by) => {
      const { attachmentId, ...referral } = await scenery.attached(by);
      return scenery.change(referral, { attachmentId });
    }),
  };
}

/** What a doctor of the receiving department decides. */
export function decisionRows(scenery: Scenery): Table {
  const doctors: Role[] = ['COUNTY_DOCTOR', 'DEPT_HEAD'];
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
  };
}

/** The appointment, the arrival and what became of the patient. */
export function arrivalRows(scenery: Scenery): Table {
  const doctors: Role[] = ['COUNTY_DOCTOR', 'DEPT_HEAD'];
  const diagnosis = { system: 'ICD-10-CN-CLINICAL', version: '2.0', code: 'I20.0', display: '不稳定型心绞痛' };
  const judgement = { diagnoses: [diagnosis], treatment: '药物治疗', feedback: '请随访', appropriate: true };
  return {
    ...change('arrangeReferral', 'ArrangeReferralInput', ['REFERRAL_COORDINATOR'], async (by) =>
      scenery.change(await scenery.accepted(by), { visitTime: after(START, days(1)).toISOString() }),
    ),
    ...change('recordNoFreeSlot', 'RecordNoFreeSlotInput', ['REFERRAL_COORDINATOR'], async (by) => {
      const { id: referralId } = await scenery.accepted(by);
      const week = { firstDay: '2026-03-05', lastDay: '2026-03-12' };
      return scenery.input(referralId, { ...key(), referralId, wanted: 'SLOT', ...week });
    }),
    ...change('urgeReferral', 'UrgeReferralInput', ['REFERRAL_COORDINATOR'], async (by) => {
      const { id: referralId } = await scenery.submitted(by);
      return scenery.input(referralId, { ...key(), referralId });
    }),
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

/** Listening to what changes. Nobody is told of referrals of others; `live-updates.spec.ts` shows what they are told. */
export function listeningRows(scenery: Scenery): Table {
  const readers: Role[] = ['TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD', 'COUNTY_DOCTOR', 'DEPT_HEAD', 'REFERRAL_COORDINATOR'];
  return {
    ...query('referralWorkListChanged', 'subscription { referralWorkListChanged { cursor } }', {
      subject: () => scenery.about(null, {}),
      own: outcomes('allowed', ...readers),
      other: outcomes('allowed', ...readers),
    }),
    ...query('referralChanged', 'subscription($id: ID!) { referralChanged(id: $id) { cursor } }', {
      subject: async (by) => {
        const { id } = await scenery.submitted(by);
        return scenery.about(id, { id });
      },
      own: outcomes('allowed', ...readers),
      other: outcomes('NOT_FOUND', ...readers),
    }),
  };
}

/** Papers: `referral-print.int-spec.ts` shows that their addresses are guarded alike. */
export function printRows(scenery: Scenery): Table {
  const readers: Role[] = ['TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD', 'COUNTY_DOCTOR', 'DEPT_HEAD', 'REFERRAL_COORDINATOR'];
  return query('referralPrint', 'query($id: ID!) { referralPrint(id: $id, form: TRANSFER) { path } }', {
    subject: async (by) => {
      const { id } = await scenery.submitted(by);
      return scenery.about(id, { id });
    },
    own: outcomes('allowed', ...readers),
    other: outcomes('NOT_FOUND', ...readers),
  });
}
