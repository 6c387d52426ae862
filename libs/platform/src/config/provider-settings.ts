import { StartupError } from '../startup-error.js';
import type { Environment } from './environment.js';

/** The OpenID provider at which people may sign in. */
export interface ProviderSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The address of our own to which the provider sends people back, as browsers know it. */
  readonly redirectUrl: URL;
  /** The page that takes over from there. */
  readonly returnUrl: URL;
  /** Values of `acr` and of `amr` by which the provider says that it has asked for a second factor. */
  readonly secondFactorAcr: readonly string[];
  readonly secondFactorAmr: readonly string[];
  /** How long one answer of the provider may take, in milliseconds. */
  readonly timeout: number;
}

const REQUIRED = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_REDIRECT_URL', 'OIDC_RETURN_URL'];
const CALLBACK_PATH = '/sign-in/oidc/callback';

/** @returns none where nothing is set @throws StartupError for half of it, for what is no address, and for plain HTTP in production */
export function parseProviderSettings(environment: Environment, production: boolean): ProviderSettings | undefined {
  const missing = REQUIRED.filter((name) => environment.text(name) === undefined);
  if (missing.length === REQUIRED.length) return undefined;
  if (missing.length > 0) throw new StartupError(`${missing[0]} is missing although another OIDC_ setting is given.`);
  const address = (name: string): URL => addressOf(name, environment.text(name)!, production);
  const redirectUrl = address('OIDC_REDIRECT_URL');
  if (!redirectUrl.pathname.endsWith(CALLBACK_PATH) || redirectUrl.search !== '') {
    throw new StartupError(`OIDC_REDIRECT_URL must end in ${CALLBACK_PATH}.`);
  }
  return {
    issuer: address('OIDC_ISSUER'),
    clientId: environment.text('OIDC_CLIENT_ID')!,
    clientSecret: environment.text('OIDC_CLIENT_SECRET')!,
    redirectUrl,
    returnUrl: address('OIDC_RETURN_URL'),
    secondFactorAcr: environment.list('OIDC_SECOND_FACTOR_ACR'),
    secondFactorAmr: environment.list('OIDC_SECOND_FACTOR_AMR'),
    timeout: environment.integer('OIDC_TIMEOUT_MS', { min: 100, max: 8_000, default: 5_000 }),
  };
}

function addressOf(name: string, text: string, production: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const allowed = production ? ['https:'] : ['https:', 'http:'];
  if (!url || !allowed.includes(url.protocol) || url.hash !== '') {
    throw new StartupError(`${name} must be an address like https://sign-in.example.cn.`);
  }
  return url;
}
