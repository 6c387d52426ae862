import { pageOf } from './connection.js';

const cursorOf = (row: number) => `after-${row}`;

describe('a page', () => {
  it('leaves out the extra row and says that more follow', () => {
    expect(pageOf([1, 2, 3], 2, cursorOf)).toEqual({ items: [1, 2], endCursor: 'after-2', hasNextPage: true });
  });

  it('is the last one when the extra row is missing', () => {
    expect(pageOf([1, 2], 2, cursorOf)).toEqual({ items: [1, 2], endCursor: 'after-2', hasNextPage: false });
  });

  it('has no cursor when it is empty', () => {
    expect(pageOf([], 2, cursorOf)).toEqual({ items: [], endCursor: null, hasNextPage: false });
  });
});
