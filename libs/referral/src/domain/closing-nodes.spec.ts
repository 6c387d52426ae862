import { closingNodes } from './closing-nodes.js';

type Step = readonly [action: string, fromState: string | null, toState: string];

/** The actions that reached the nodes, in their order; null where one is missing. */
const reachedBy = (...steps: Step[]): (string | null)[] =>
  closingNodes(steps.map(([action, fromState, toState]) => ({ action, fromState, toState }))).map(
    ({ event }) => event?.action ?? null,
  );

const ACCEPTED: Step[] = [
  ['draft', null, 'DRAFT'],
  ['submit', 'DRAFT', 'PENDING_ACCEPTANCE'],
  ['claim', 'PENDING_ACCEPTANCE', 'PENDING_ACCEPTANCE'],
  ['accept', 'PENDING_ACCEPTANCE', 'ACCEPTED'],
];

describe('the closing nodes of a referral', () => {
  it('are all missing of a draft', () => {
    expect(reachedBy(['draft', null, 'DRAFT'])).toEqual([null, null, null, null, null]);
  });

  it('are reached one after the other on the way up', () => {
    expect(
      reachedBy(
        ...ACCEPTED,
        ['arrange', 'ACCEPTED', 'ARRANGED'],
        ['rearrange', 'ARRANGED', 'ARRANGED'],
        ['confirmArrival', 'ARRANGED', 'ARRIVED'],
        ['complete', 'ARRIVED', 'COMPLETED'],
      ),
    ).toEqual(['submit', 'accept', 'rearrange', 'confirmArrival', 'complete']);
  });

  it('keep the first submit of a referral that was returned', () => {
    const [submitted] = closingNodes([
      { action: 'submit', fromState: 'DRAFT', toState: 'PENDING_ACCEPTANCE', no: 1 },
      { action: 'returnForEdit', fromState: 'PENDING_ACCEPTANCE', toState: 'RETURNED_FOR_EDIT', no: 2 },
      { action: 'submit', fromState: 'RETURNED_FOR_EDIT', toState: 'PENDING_ACCEPTANCE', no: 3 },
    ]);
    expect(submitted?.event?.no).toBe(1);
  });

  it('show what an emergency went without as missing', () => {
    expect(
      reachedBy(
        ['draft', null, 'DRAFT'],
        ['submitEmergency', 'DRAFT', 'ARRANGED'],
        ['acknowledgeEmergency', 'ARRANGED', 'ARRANGED'],
        ['confirmArrival', 'ARRANGED', 'ARRIVED'],
      ),
    ).toEqual(['submitEmergency', 'acknowledgeEmergency', null, 'confirmArrival', null]);
  });

  it('are missing again after a reopening has undone them', () => {
    expect(
      reachedBy(
        ...ACCEPTED,
        ['arrange', 'ACCEPTED', 'ARRANGED'],
        ['closeByAgreement', 'ARRANGED', 'CLOSED'],
        ['reopen', 'CLOSED', 'ACCEPTED'],
      ),
    ).toEqual(['submit', 'accept', null, null, null]);
  });

  it('follow a patient down to the doctor who takes them', () => {
    expect(
      reachedBy(
        ['draft', null, 'DRAFT'],
        ['submit', 'DRAFT', 'PENDING_RECEIPT'],
        ['declineReceipt', 'PENDING_RECEIPT', 'PENDING_REASSIGNMENT'],
        ['allocate', 'PENDING_REASSIGNMENT', 'PENDING_RECEIPT'],
        ['receive', 'PENDING_RECEIPT', 'IN_TRANSIT'],
        ['confirmArrival', 'IN_TRANSIT', 'FOLLOW_UP'],
      ),
    ).toEqual(['submit', 'receive', 'allocate', 'confirmArrival', null]);
  });
});
