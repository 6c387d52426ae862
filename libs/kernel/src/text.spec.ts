import { hasText, readableLength } from './text.js';

describe('a text says something', () => {
  it.each(['好', ' a ', '\u200b。', '😀'])('where it is %j', (text) => {
    expect(hasText(text)).toBe(true);
  });

  it.each(['', ' \t\u3000 ', '\u200b\u200d', '\u2060\ufeff', null, undefined, 1])('and not where it is %j', (text) => {
    expect(hasText(text)).toBe(false);
  });
});

it('the length of a text is the number of characters that people can read', () => {
  expect(readableLength('继续服药 两周\u200b\u200b\u200b')).toBe(6);
  expect(readableLength('😀𠮷')).toBe(2);
});
