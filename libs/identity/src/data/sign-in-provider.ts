import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { elapsed, type Clock } from '#kernel';
import { CLOCK, Config, LOGGER, systemClock, type ProviderSettings } from '#platform';
import * as openid from 'openid-client';
import type { Logger } from 'pino';
import { ProviderFailure, ProviderSignInFailedError, ProviderUnavailableError } from '../domain/errors.js';
import {
  PROVIDER_CLOCK_TOLERANCE,
  isFresh,
  provesSecondFactor,
  type ProviderClaims,
} from '../domain/provider-claims.js';
import type { SignInProofs } from './browser-key.js';

/** Who somebody is at the provider, by its signature. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** Whether the provider has asked for a second factor. */
  readonly isProven: boolean;
}

/** What an answer of the provider has to fit. */
export interface ExpectedAnswer extends SignInProofs {
  readonly state: string;
}

/** Refusals of the library that come from what was answered, not from the provider being away or out of order. */
const REFUSALS = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
]);
const SERVER_ERROR = 500;

/** The OpenID provider of the settings. Nothing of it is remembered, so that its keys and addresses may change at any time. */
@Injectable()
export class SignInProvider {
  constructor(
    private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Which provider names people; null where none is set up. */
  get issuer(): string | null {
    return this.config.signInProvider?.issuer.href ?? null;
  }

  /** @throws NotFoundException where no provider is set up */
  get settings(): ProviderSettings {
    if (!this.config.signInProvider) throw new NotFoundException();
    return this.config.signInProvider;
  }

  /** Where a browser goes to sign in. @throws ProviderUnavailableError */
  async addressFor({ state, nonce, verifier }: ExpectedAnswer): Promise<URL> {
    const { redirectUrl, secondFactorAcr } = this.settings;
    return this.asking(async () => {
      const client = await this.client();
      return openid.buildAuthorizationUrl(client, {
        redirect_uri: redirectUrl.href,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(secondFactorAcr.length > 0 && { acr_values: secondFactorAcr.join(' ') }),
      });
    });
  }

  /**
   * Who has come back: exchanges the provider's code and verifies what it has signed.
   *
   * @param parameters with which the browser was sent back, as they stand in its address
   * @throws ProviderSignInFailedError for whatever does not fit, or was refused there
   * @throws ProviderUnavailableError
   */
  async identify(parameters: URLSearchParams, expected: ExpectedAnswer): Promise<ProvenIdentity> {
    const address = new URL(this.settings.redirectUrl);
    address.search = parameters.toString();
    const claims = await this.asking(async () => {
      const answer = await openid.authorizationCodeGrant(await this.client(), address, {
        expectedState: expected.state,
        expectedNonce: expected.nonce,
        pkceCodeVerifier: expected.verifier,
        idTokenExpected: true,
      });
      return answer.claims() as ProviderClaims;
    });
    if (!isFresh(claims, this.clock.now())) throw new ProviderSignInFailedError(ProviderFailure.Provider);
    const { issuer } = this.settings;
    return { issuer: issuer.href, subject: claims.sub, isProven: provesSecondFactor(claims, this.settings) };
  }

  private async client(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret, timeout } = this.settings;
    const times = {
      [openid.clockSkew]: Math.round(elapsed(systemClock.now(), this.clock.now()) / 1_000),
      [openid.clockTolerance]: PROVIDER_CLOCK_TOLERANCE / 1_000,
    };
    const client = await openid.discovery(issuer, clientId, times, openid.ClientSecretBasic(clientSecret), {
      timeout: timeout / 1_000,
      // The settings refuse plain HTTP in production; the library marks it so that nobody overlooks it.
      // oxlint-disable-next-line typescript/no-deprecated
      execute: issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : [],
    });
    // TLS says who answers, which an intranet may end at a proxy: the signature counts.
    openid.enableNonRepudiationChecks(client);
    return client;
  }

  private async asking<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      const { name, code } = error as { name: string; code?: string };
      this.logger.warn({ error: name, code }, 'sign-in provider');
      if (isRefusal(error)) throw new ProviderSignInFailedError(ProviderFailure.Provider);
      throw new ProviderUnavailableError();
    }
  }
}

function isRefusal(error: unknown): boolean {
  if (error instanceof openid.AuthorizationResponseError) return true;
  if (error instanceof openid.ResponseBodyError) return error.status < SERVER_ERROR;
  return error instanceof openid.ClientError && REFUSALS.has(error.code ?? '');
}
