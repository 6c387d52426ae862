import { hashSessionToken, isSessionToken, newSessionToken } from './session-token.js';

describe('session tokens', () => {
  test('a new token has the form of one and is unlike the one before', () => {
    const token = newSessionToken();
    expect(isSessionToken(token)).toBe(true);
    expect(newSessionToken()).not.toBe(token);
  });

  test('what is stored are 32 bytes that do not contain the token', () => {
    const token = newSessionToken();
    expect(hashSessionToken(token)).toHaveLength(32);
    expect(hashSessionToken(token).equals(Buffer.from(token, 'base64url'))).toBe(false);
  });

  test.each(['', 'short', 'x'.repeat(44), `${'x'.repeat(42)}=`])('%p is no token', (text) => {
    expect(isSessionToken(text)).toBe(false);
  });
});
