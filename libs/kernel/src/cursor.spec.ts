import fc from 'fast-check';
import { InvalidCursorError, decodeCursor, encodeCursor } from './cursor.js';

const sortValue = fc.oneof(
  fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
  fc.constant(null),
);

describe('a cursor', () => {
  it('gives back the sort key it was made from, Chinese text and odd numbers included', () => {
    fc.assert(
      fc.property(fc.array(sortValue, { maxLength: 4 }), (values) => {
        expect(decodeCursor(encodeCursor(values), values.length)).toEqual(values);
      }),
    );
    expect(decodeCursor(encodeCursor(['心内科', 3, null]), 3)).toEqual(['心内科', 3, null]);
  });

  it('can stand in a URL as it is', () => {
    fc.assert(
      fc.property(fc.array(sortValue, { maxLength: 4 }), (values) => {
        expect(encodeCursor(values)).toMatch(/^[\w-]*$/);
      }),
    );
  });

  it('refuses garbage with INVALID_CURSOR and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (garbage) => {
        expect(() => decodeCursor(garbage, 2)).toThrow(InvalidCursorError);
      }),
    );
  });

  it.each([
    ['the empty string', '', 1],
    ['a key of another length', encodeCursor(['a']), 2],
    ['an object', btoa('{"length":1}'), 1],
    ['a nested list', btoa('[[1]]').replaceAll('=', ''), 1],
    ['a boolean', btoa('[true]'), 1],
    ['a number beyond every double', btoa('[1e999]'), 1],
    ['bytes that are no UTF-8', btoa('["\xff"]').replaceAll('=', ''), 1],
    ['padding that is never written', btoa('["ab"]') + '==', 1],
    ['a text with NUL', encodeCursor(['a\0b']), 1],
    ['spaces inside', `${encodeCursor(['abc'])} `, 1],
    ['a key longer than any sort key', encodeCursor(['x'.repeat(3_000)]), 1],
  ])('refuses %s', (_, cursor, length) => {
    expect(() => decodeCursor(cursor, length)).toThrow(InvalidCursorError);
  });

  it('cannot be made from a number that is not finite', () => {
    expect(() => encodeCursor([Number.NaN])).toThrow(RangeError);
  });
});
