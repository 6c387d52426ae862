import { SettingsBook } from './settings-book.js';

const at = (text: string): number => Date.parse(text);
const CHANGE = '2026-03-02T08:00:00Z';
const book = new SettingsBook(1, [
  { key: 'days', value: 7, from: at('2020-01-01T00:00:00Z'), to: at(CHANGE) },
  { key: 'days', value: 9, from: at(CHANGE), to: null },
  { key: 'ended', value: 1, from: at('2020-01-01T00:00:00Z'), to: at(CHANGE) },
]);

describe('a book of settings', () => {
  it('tells what counts at an instant: a period begins with its first instant and ends before its last', () => {
    expect(book.at(['days'], new Date(at(CHANGE) - 1))).toEqual({ days: 7 });
    expect(book.at(['days'], new Date(CHANGE))).toEqual({ days: 9 });
    expect(book.at([], new Date(CHANGE))).toEqual({});
  });

  it('names what is missing', () => {
    expect(() => book.at(['days', 'ended', 'unknown'], new Date(CHANGE))).toThrow('missing: ended, unknown');
    expect(() => book.at(['days'], new Date('2019-12-31T00:00:00Z'))).toThrow('missing: days');
  });
});
