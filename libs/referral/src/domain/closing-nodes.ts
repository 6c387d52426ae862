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

const BY_ACTION: ReadonlyMap<string, ClosingNode> = new Map([
  ['accept', ClosingNode.ACCEPTED],
  ['acknowledgeEmergency', ClosingNode.ACCEPTED],
  ['receive', ClosingNode.ACCEPTED],
  ['arrange', ClosingNode.ARRANGED],
  ['rearrange', ClosingNode.ARRANGED],
  ['confirmArrival', ClosingNode.ARRIVED],
  ['recordRetrospectively', ClosingNode.ARRIVED],
]);
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
 * everything else; what a reopening or a doctor who declines has undone is missing again.
 */
export function closingNodes<Event extends NodeEvent>(events: readonly Event[]): ReachedNode<Event>[] {
  const reached = new Map<ClosingNode, Event>();
  for (const event of events) {
    for (const node of undoneBy(event)) reached.delete(node);
    for (const node of nodesOf(event)) if (node !== 'SUBMITTED' || !reached.has(node)) reached.set(node, event);
  }
  return Object.values(ClosingNode).map((node) => ({ node, event: reached.get(node) ?? null }));
}

function nodesOf(event: NodeEvent): ClosingNode[] {
  const byAction = BY_ACTION.get(event.action ?? '');
  return [
    ...(isSubmit(event) ? [ClosingNode.SUBMITTED] : []),
    ...(byAction ? [byAction] : []),
    // Whoever sends down may name the doctor at once.
    ...(hasCome(event, ['PENDING_RECEIPT']) ? [ClosingNode.ARRANGED] : []),
    ...(hasCome(event, ENDS) ? [ClosingNode.ENDED] : []),
  ];
}

/** A referral that goes on as a child of another one begins with its receiver. */
function isSubmit({ fromState, toState }: NodeEvent): boolean {
  return (fromState === null || fromState === 'DRAFT') && toState !== 'DRAFT' && toState !== 'CANCELLED';
}

const hasCome = ({ fromState, toState }: NodeEvent, states: readonly string[]): boolean =>
  toState !== null && toState !== fromState && states.includes(toState);

function undoneBy({ action, toState }: NodeEvent): ClosingNode[] {
  if (action === 'declineReceipt') return ['ARRANGED'];
  if (action !== 'reopen') return [];
  return toState === 'ARRIVED' ? ['ENDED'] : ['ARRANGED', 'ENDED'];
}
