import type { Institution, StaffMember } from '../county/index.js';
import type { Act, Handling, State } from './act.js';

/** Where a referral stands after its acts. */
export interface Standing {
  readonly state: State;
  readonly version: number;
  readonly stateChangedAt: Date;
  readonly owner: StaffMember | null;
  readonly handling: Handling | null;
  readonly isGreen: boolean;
  readonly reviewing: Institution | null;
  readonly submittedAt: Date | null;
  readonly receivedAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly visitTime: Date | null;
  readonly editedAt: Date | null;
  readonly archivedAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedFrom: State | null;
}

const SUBMITS = ['submit', 'submitEmergency', 'recordRetrospectively'];
/** With its receiver. */
const RECEIVED: readonly State[] = [
  'PENDING_ACCEPTANCE',
  'ARRANGED',
  'ARRIVED',
  'PENDING_RECEIPT',
  'PENDING_ALLOCATION',
];
const ENDS: readonly State[] = [
  'COMPLETED',
  'RETURNED_WITH_ADVICE',
  'REJECTED',
  'REFUSED',
  'REDIRECTED',
  'CANCELLED',
  'CLOSED',
  'EXPIRED',
];

/** What the acts have made of it, in their order. */
export function standingOf(acts: readonly Act[]): Standing {
  let standing: Standing = {
    state: acts[0]!.to,
    version: 0,
    stateChangedAt: acts[0]!.at,
    owner: null,
    handling: null,
    isGreen: false,
    reviewing: null,
    submittedAt: null,
    receivedAt: null,
    arrivedAt: null,
    visitTime: null,
    editedAt: null,
    archivedAt: null,
    endedAt: null,
    endedFrom: null,
  };
  for (const act of acts) standing = afterAct(standing, act);
  return standing;
}

/** Whether an act makes another version: a turn that passes to somebody else does not. */
export const isVersion = ({ action }: Act): boolean => action !== 'escalate';

function afterAct(before: Standing, act: Act): Standing {
  const { at, to } = act;
  return {
    ...before,
    ...timesAfter(before, act),
    ...changesBy(act),
    version: before.version + (isVersion(act) ? 1 : 0),
    state: to,
    stateChangedAt: to === before.state ? before.stateChangedAt : at,
    ...endAfter(before, act),
  };
}

/** What an act sets of the referral itself; whose turn it is stands elsewhere. */
function changesBy({ sets }: Act): Omit<NonNullable<Act['sets']>, 'escalation'> {
  return Object.fromEntries(Object.entries(sets ?? {}).filter(([name]) => name !== 'escalation'));
}

type Times = Pick<Standing, 'submittedAt' | 'receivedAt' | 'arrivedAt' | 'editedAt' | 'archivedAt'>;

/** The instants that an act leaves, where it does not name them itself. */
function timesAfter(before: Times, { at, to, topic, action }: Act): Times {
  return {
    submittedAt: before.submittedAt ?? (SUBMITS.includes(action) ? at : null),
    receivedAt: before.receivedAt ?? (RECEIVED.includes(to) ? at : null),
    arrivedAt: topic === 'referral.arrived' ? at : before.arrivedAt,
    editedAt: topic === 'referral.edited' ? at : before.editedAt,
    archivedAt: topic === 'referral.archived' ? at : before.archivedAt,
  };
}

function endAfter(before: Standing, { at, to }: Act): Pick<Standing, 'endedAt' | 'endedFrom'> {
  if (!ENDS.includes(to)) return { endedAt: null, endedFrom: null };
  if (ENDS.includes(before.state) && before.state === to) return before;
  return { endedAt: at, endedFrom: before.state };
}
