import { evaluate, walkTransitions } from '#kernel';
import {
  ItemState,
  OrderState,
  itemTransitions,
  orderLifecycle,
  orderTransitions,
  stateOf,
} from './order.transitions.js';

describe('the tables of orders and their items', () => {
  it('reach every state, and nothing leaves an end', () => {
    const order = walkTransitions(orderTransitions, {
      states: Object.values(OrderState),
      initial: ['DRAFT'],
      terminal: ['COMPLETED', 'CANCELLED'],
    });
    const item = walkTransitions(itemTransitions, {
      states: Object.values(ItemState),
      initial: ['ORDERED'],
      terminal: ['RECOGNIZED', 'REPORTED', 'CANCELLED'],
    });
    expect([...order.problems, ...item.problems]).toEqual([]);
  });

  it.each([
    [['ORDERED', 'CANCELLED'], 'ORDERED'],
    [['ORDERED', 'PERFORMED'], 'IN_PROGRESS'],
    [['ORDERED', 'RECOGNIZED'], 'IN_PROGRESS'],
    [['REPORTED', 'PERFORMED'], 'IN_PROGRESS'],
    [['REPORTED', 'RECOGNIZED', 'CANCELLED'], 'COMPLETED'],
    [['CANCELLED', 'CANCELLED'], 'CANCELLED'],
  ] as const)('an order with items %j is %s', (items, state) => {
    expect(stateOf(items)).toBe(state);
  });

  it('keep an order whose examination has begun', () => {
    const attempt = { isAuthor: true, items: ['PERFORMED', 'ORDERED'] as const };
    expect(evaluate(orderLifecycle, 'ORDERED', 'cancel', attempt)).toMatchObject({ rule: 'EXAMINATION_BEGUN' });
  });
});
