import { Environment } from './environment.js';
import { parseProviderSettings } from './provider-settings.js';

const SETTINGS = {
  OIDC_ISSUER: 'https://sign-in.example.cn/realms/county',
  OIDC_CLIENT_ID: 'alliance',
  OIDC_CLIENT_SECRET: 'Hush-4711',
  OIDC_REDIRECT_URL: 'https://alliance.example.cn/sign-in/oidc/callback',
  OIDC_RETURN_URL: 'https://portal.example.cn/signed-in',
};
const parse = (changes: Record<string, string> = {}, production = true) =>
  parseProviderSettings(new Environment({ ...SETTINGS, ...changes }), production);

test('nothing set means no provider, and all of it one', () => {
  expect(parseProviderSettings(new Environment({}), true)).toBeUndefined();
  expect(parse({ OIDC_SECOND_FACTOR_AMR: 'otp, hwk' })).toMatchObject({
    clientId: 'alliance',
    secondFactorAmr: ['otp', 'hwk'],
    secondFactorAcr: [],
    timeout: 5_000,
  });
});

test.each(Object.keys(SETTINGS))('half of it is refused, naming %s where that is missing', (name) => {
  expect(() => parse({ [name]: '' })).toThrow(`${name} is missing although another OIDC_ setting is given.`);
});

test('addresses are addresses, of HTTPS in production, and the one to come back to is ours', () => {
  expect(() => parse({ OIDC_ISSUER: 'sign-in' })).toThrow(/^OIDC_ISSUER must be an address/);
  expect(() => parse({ OIDC_ISSUER: 'http://10.0.0.5:8080' })).toThrow(/^OIDC_ISSUER must be an address/);
  expect(parse({ OIDC_ISSUER: 'http://10.0.0.5:8080' }, false)!.issuer.host).toBe('10.0.0.5:8080');
  expect(() => parse({ OIDC_RETURN_URL: 'javascript:alert(1)' }, false)).toThrow(/^OIDC_RETURN_URL must be/);
  expect(() => parse({ OIDC_REDIRECT_URL: 'https://alliance.example.cn/callback' })).toThrow(
    /^OIDC_REDIRECT_URL must end/,
  );
  expect(() => parse({ OIDC_TIMEOUT_MS: '60000' })).toThrow(/^OIDC_TIMEOUT_MS must be a whole number/);
});
