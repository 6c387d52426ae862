import type { Lifecycle, TransitionTable } from '#kernel';

export const OrderState = {
  DRAFT: 'DRAFT',
  ORDERED: 'ORDERED',
  IN_PROGRESS: 'IN_PROGRESS',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
} as const;
export type OrderState = (typeof OrderState)[keyof typeof OrderState];

export type OrderAction = 'place' | 'cancel' | 'settle';

/** An order for examinations. What becomes of its items moves it on. */
export const orderTransitions = {
  place: { from: 'DRAFT', to: 'ORDERED', who: 'author' },
  cancel: { from: ['DRAFT', 'ORDERED'], to: 'CANCELLED', who: 'author', guards: 'nothingBegun', demands: 'reason' },
  settle: {
    from: ['ORDERED', 'IN_PROGRESS'],
    to: { chosenBy: 'items', oneOf: ['ORDERED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'] },
    who: 'anybody',
    demands: ['reason', 'item'],
  },
} as const satisfies TransitionTable<OrderState, OrderAction>;

export const ItemState = {
  ORDERED: 'ORDERED',
  RECOGNIZED: 'RECOGNIZED',
  PERFORMED: 'PERFORMED',
  REPORTED: 'REPORTED',
  CANCELLED: 'CANCELLED',
} as const;
export type ItemState = (typeof ItemState)[keyof typeof ItemState];

export type ItemAction = 'recognize' | 'cancel' | 'perform' | 'abandon' | 'report';

/** One examination of an order. */
export const itemTransitions = {
  recognize: { from: 'ORDERED', to: 'RECOGNIZED', who: 'anybody' },
  cancel: { from: 'ORDERED', to: 'CANCELLED', who: 'anybody' },
  perform: { from: 'ORDERED', to: 'PERFORMED', who: 'anybody' },
  // A medical reason ends what has begun; nothing is paid back.
  abandon: { from: 'PERFORMED', to: 'CANCELLED', who: 'anybody' },
  report: { from: 'PERFORMED', to: 'REPORTED', who: 'anybody' },
} as const satisfies TransitionTable<ItemState, ItemAction>;

/** What is on record when somebody acts on an order. */
export interface OrderFacts {
  readonly isAuthor: boolean;
  readonly items: readonly ItemState[];
}

/** What an attempt brings along. */
export interface OrderAttempt {
  readonly reasonProblem?: string | null;
  /** Which rule keeps the item from going on, and how the items stand after it. */
  readonly itemProblem?: string | null;
  readonly itemsAfter?: readonly ItemState[];
}

export const orderLifecycle: Lifecycle<typeof orderTransitions, OrderFacts, OrderAttempt> = {
  table: orderTransitions,
  who: { author: ({ isAuthor }) => isAuthor, anybody: () => true },
  guards: {
    nothingBegun: ({ items }) => items.every((item) => item === 'ORDERED' || item === 'CANCELLED') || BEGUN,
  },
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    item: ({ itemProblem }) => !itemProblem || { rule: itemProblem },
  },
  choices: { items: ({ itemsAfter, items }) => stateOf(itemsAfter ?? items) },
};

const BEGUN = { rule: 'EXAMINATION_BEGUN' };

export const itemLifecycle: Lifecycle<typeof itemTransitions, object, object> = {
  table: itemTransitions,
  who: { anybody: () => true },
  guards: {},
  demands: {},
  choices: {},
};

/** How far an order has come whose items stand so. */
export function stateOf(items: readonly ItemState[]): Exclude<OrderState, 'DRAFT'> {
  if (items.every((item) => item === 'CANCELLED')) return 'CANCELLED';
  if (items.every((item) => item === 'ORDERED' || item === 'CANCELLED')) return 'ORDERED';
  return items.some((item) => item === 'ORDERED' || item === 'PERFORMED') ? 'IN_PROGRESS' : 'COMPLETED';
}
