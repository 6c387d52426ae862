/** The five nodes by which people follow a referral to its end (闭环节点). */
export const ClosingNode = {
  SUBMITTED: 'SUBMITTED',
  ACCEPTED: 'ACCEPTED',
  ARRANGED: 'ARRANGED',
  ARRIVED: 'ARRIVED',
  ENDED: 'ENDED',
} as const;
export type ClosingNode = (typeof ClosingNode)[keyof typeof ClosingNode];

/** An event as far as nodes look at it. */
export interface NodeEvent {
  readonly action: string | null;
  readonly fromState: string | null;
  readonly toState: string | null;
}

/** A node, and the event that reached it; null while it is missing. */
export interface ReachedNode<Event> {
  readonly node: ClosingNode;
  readonly event: Event | null;
}

const ACCEPTING = ['accept', 'acknowledgeEmergency', 'receive'];
const ARRANGING = ['arrange', 'rearrange', 'allocate'];
const ARRIVING = ['confirmArrival', 'recordRetrospectively'];
const ENDS = [
  'COMPLETED',
  'RETURNED_WITH_ADVICE',
  'REJECTED',
  'REFUSED',
  'REDIRECTED',
  'CANCELLED',
  'CLOSED',
  'EXPIRED',
];

/**
 * Which nodes a referral has reached, by its events, the oldest first. The first submit counts, and the last of
 * everything else; what a reopening, a redirection or a doctor who declines has undone is missing again.
 */
export function closingNodes<Event extends NodeEvent>(events: readonly Event[]): ReachedNode<Event>[] {
  const reached = new Map<ClosingNode, Event>();
  for (const event of events) {
    for (const node of undoneBy(event)) reached.delete(node);
    for (const node of nodesOf(event)) if (node !== 'SUBMITTED' || !reached.has(node)) reached.set(node, event);
  }
  return Object.values(ClosingNode).map((node) => ({ node, event: reached.get(node) ?? null }));
}

function nodesOf({ action, fromState, toState }: NodeEvent): ClosingNode[] {
  const leftDraft = fromState === 'DRAFT' && toState !== 'DRAFT' && toState !== 'CANCELLED';
  const isNamed = toState === 'PENDING_RECEIPT' && fromState !== toState;
  const reached: [ClosingNode, boolean][] = [
    ['SUBMITTED', leftDraft || (fromState === null && toState !== 'DRAFT')],
    ['ACCEPTED', action !== null && ACCEPTING.includes(action)],
    ['ARRANGED', isNamed || (action !== null && ARRANGING.includes(action))],
    ['ARRIVED', action !== null && ARRIVING.includes(action)],
    ['ENDED', toState !== fromState && toState !== null && ENDS.includes(toState)],
  ];
  return reached.filter(([, is]) => is).map(([node]) => node);
}

function undoneBy({ action, toState }: NodeEvent): ClosingNode[] {
  if (action === 'declineReceipt') return ['ARRANGED'];
  if (action !== 'reopen') return [];
  return toState === 'ARRIVED' ? ['ENDED'] : ['ARRANGED', 'ENDED'];
}
