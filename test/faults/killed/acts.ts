import { randomUUID } from 'node:crypto';
import { completeForm, type Person } from '#testing';
import type { Act as ActOf, Request } from './scene.js';
import type { Stage } from './stage.js';

type Input = Readonly<Record<string, unknown>>;

/** Something that people do with a referral. */
export interface Act extends ActOf<Stage> {
  /** What its appointments take, each time. */
  readonly takes: { readonly first?: 1; readonly second?: 1; readonly beds?: 1 };
}

interface Referral {
  readonly id: string;
  readonly version: number;
}

function make(by: Person, mutation: string, type: string, input: Input): Request {
  return { by, mutation, type, input: { ...input, idempotencyKey: randomUUID() }, subjectId: null };
}

/** Of an input that has nothing beside the referral, or more. */
function change(by: Person, [mutation, type = 'ReferralActionInput']: readonly [string, string?], more: object = {}) {
  return ({ id, version }: Referral): Request => ({
    ...make(by, mutation, type, { id, expectedVersion: version, ...more }),
    subjectId: id,
  });
}

const act = (name: string, prepare: Act['prepare'], takes: Act['takes'] = {}): Act => ({ name, prepare, takes });

const makingActs: readonly Act[] = [
  act('draft', async ({ doctor, up, world }) =>
    make(doctor, 'draftReferral', 'DraftReferralInput', {
      patientId: await up.patient(doctor),
      toDepartmentId: world.departmentId('cardiology'),
      source: 'OUTPATIENT',
      priority: 'III',
      purposeCode: 'specialist_needed',
      form: completeForm,
    }),
  ),
  act('send an emergency', ({ doctor, world }) =>
    Promise.resolve(
      make(doctor, 'submitEmergencyReferral', 'SubmitEmergencyReferralInput', {
        toDepartmentId: world.departmentId('cardiology'),
        priority: 'I',
        consciousness: 'COMA',
        phone: '13800000001',
        patientName: '无名氏（男，约六十岁）',
      }),
    ),
  ),
];

const answeringActs: readonly Act[] = [
  act('submit', async ({ doctor, up }) =>
    change(doctor, ['submitReferral', 'SubmitReferralInput'])(await up.draft(doctor)),
  ),
  act('claim', async ({ doctor, cardiologist, up }) =>
    change(cardiologist, ['claimReferral'])(await up.submitted(doctor)),
  ),
  act('urge', async ({ doctor, coordinator, up }) => {
    const { id } = await up.submitted(doctor);
    return { ...make(coordinator, 'urgeReferral', 'UrgeReferralInput', { referralId: id }), subjectId: id };
  }),
  act('ask', async (stage) => {
    const ask = ['requestReferralInformation', 'RequestReferralInformationInput'] as const;
    return change(stage.cardiologist, ask, { question: '请补充心电图结果' })(await stage.claimed());
  }),
  act('answer', async (stage) => {
    const question = { question: '请补充心电图结果' };
    const asked = await stage.up.act(stage.cardiologist, 'requestReferralInformation', await stage.claimed(), question);
    const answer = ['supplyReferralInformation', 'SupplyReferralInformationInput'] as const;
    return change(stage.doctor, answer, { answer: '心电图未见异常' })(asked);
  }),
  act('redirect', async (stage) => {
    const toDepartmentId = stage.world.departmentId('surgery');
    const redirect = ['redirectReferral', 'RedirectReferralInput'] as const;
    return change(stage.cardiologist, redirect, { toDepartmentId })(await stage.claimed());
  }),
  act('accept', async (stage) => {
    const accept = ['acceptReferral', 'AcceptReferralInput'] as const;
    return change(stage.cardiologist, accept, { handling: 'OUTPATIENT' })(await stage.claimed());
  }),
];

const ARRANGE = ['arrangeReferral', 'ArrangeReferralInput'] as const;
const REARRANGE = ['rearrangeReferral', 'ArrangeReferralInput'] as const;
const CANCEL = ['cancelReferral', 'ReferralReasonInput'] as const;

const visitingActs: readonly Act[] = [
  act(
    'arrange a place',
    async (stage) => change(stage.coordinator, ARRANGE, stage.slot('first'))(await stage.accepted()),
    { first: 1 },
  ),
  act(
    'arrange a bed',
    async (stage) => change(stage.coordinator, ARRANGE, stage.bed())(await stage.accepted('INPATIENT')),
    { beds: 1 },
  ),
  act(
    'arrange another place',
    async (stage) => change(stage.coordinator, REARRANGE, stage.slot('second'))(await stage.arranged()),
    { first: 1, second: 1 },
  ),
  act(
    'arrive at a place',
    async (stage) => change(stage.coordinator, ['confirmReferralArrival'])(await stage.arranged()),
    { first: 1 },
  ),
  act(
    'arrive in a bed',
    async (stage) => change(stage.coordinator, ['confirmReferralArrival'])(await stage.arrangedInBed()),
    { beds: 1 },
  ),
  act(
    'cancel',
    async (stage) => change(stage.doctor, CANCEL, { reasonCode: 'patient_withdraw' })(await stage.arranged()),
    { first: 1 },
  ),
  act('complete', async (stage) => change(stage.coordinator, ['completeReferral'])(await stage.treated())),
];

const homewardActs: readonly Act[] = [
  act('send down', async (stage) => change(stage.cardiologist, ['submitDownReferral'])(await stage.downDraft())),
  act('allocate', async (stage) => {
    const allocate = ['allocateDownReferral', 'AllocateDownReferralInput'] as const;
    return change(stage.head, allocate, { receiverStaffId: stage.doctor.staffId })(await stage.downSubmitted());
  }),
  act('receive', async (stage) => change(stage.doctor, ['receiveDownReferral'])(await stage.downAllocated())),
  act('come home', async (stage) => change(stage.doctor, ['confirmDownReferralArrival'])(await stage.downReceived())),
];

/** All that is done while the product is killed. */
export const ACTS: readonly Act[] = [...makingActs, ...answeringActs, ...visitingActs, ...homewardActs];
