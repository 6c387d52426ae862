import { after, before, minutes, seconds } from '#kernel';
import { isFresh, provesSecondFactor } from './provider-claims.js';

const NOW = new Date('2026-03-04T08:00:00Z');
const claims = { sub: 'zhang', iat: NOW.getTime() / 1_000 };
const wanted = { secondFactorAcr: ['urn:mfa'], secondFactorAmr: ['otp', 'hwk'] };

test('a second factor counts by a class or a method that the settings name, and by no other', () => {
  expect(provesSecondFactor({ ...claims, acr: 'urn:mfa' }, wanted)).toBe(true);
  expect(provesSecondFactor({ ...claims, amr: ['pwd', 'otp'] }, wanted)).toBe(true);
  expect(provesSecondFactor({ ...claims, acr: 'urn:pwd', amr: ['pwd'] }, wanted)).toBe(false);
  expect(provesSecondFactor(claims, wanted)).toBe(false);
});

test('a method that is said as one word instead of a list, and what nobody has named, prove nothing', () => {
  expect(provesSecondFactor({ ...claims, amr: 'otp' }, wanted)).toBe(false);
  const unnamed = { secondFactorAcr: [], secondFactorAmr: [] };
  expect(provesSecondFactor({ ...claims, acr: undefined, amr: ['otp'] }, unnamed)).toBe(false);
});

test('an answer is fresh for two minutes either way, by clocks that differ', () => {
  expect(isFresh(claims, after(NOW, minutes(2)))).toBe(true);
  expect(isFresh(claims, before(NOW, minutes(2)))).toBe(true);
  expect(isFresh(claims, after(after(NOW, minutes(2)), seconds(1)))).toBe(false);
  expect(isFresh(claims, before(before(NOW, minutes(2)), seconds(1)))).toBe(false);
});
