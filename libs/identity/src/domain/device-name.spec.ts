import { deviceNameOf } from './device-name.js';

describe('the name of a device', () => {
  test('is the user agent, shortened', () => {
    expect(deviceNameOf('x'.repeat(500))).toHaveLength(160);
  });

  test('holds nothing but printable characters', () => {
    expect(deviceNameOf('Firefox\u0007/140 \u202e')).toBe('Firefox /140');
  });

  test.each([undefined, '', '\n'])('is absent for %p', (userAgent) => {
    expect(deviceNameOf(userAgent)).toBeNull();
  });
});
