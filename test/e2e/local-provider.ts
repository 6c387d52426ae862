import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type JWK } from 'oidc-provider';

export const CLIENT = { id: 'alliance', secret: 'Hush-client-4711' } as const;

/** Somebody at the provider, and how they prove there who they are. */
export interface Visitor {
  readonly subject: string;
  readonly methods?: readonly string[];
  /** They change their mind instead of signing in. */
  readonly refuses?: boolean;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A real OpenID provider in this process, which asks no questions: whoever visits is who they say. */
export class LocalProvider {
  /** How many times the token endpoint has been asked. */
  exchanges = 0;
  /** Answers in place of the provider, by path. */
  readonly instead = new Map<string, Answer>();
  private visitor: Visitor = { subject: 'nobody' };
  private provider: Provider;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    private readonly redirectUrl: string,
  ) {
    this.provider = this.withKeys([signingKey()]);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response));
  }

  static async start(redirectUrl: string): Promise<LocalProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new LocalProvider(server, `http://127.0.0.1:${port}`, redirectUrl);
  }

  /** Signs with another key from now on, and publishes no other. */
  changeKeys(): void {
    this.provider = this.withKeys([signingKey()]);
  }

  /** Sends a browser through the provider. @returns the address to which it is sent back */
  async visit(address: string, visitor: Visitor): Promise<URL> {
    this.visitor = visitor;
    const cookies = new Map<string, string>();
    let next = new URL(address);
    while (next.origin === this.issuer) {
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [name, value] = line.split(';')[0]!.split('=');
        cookies.set(name!, value!);
      }
      const location = response.headers.get('location');
      if (!location) throw new Error(`The provider does not go on from ${next.pathname}: ${await response.text()}`);
      next = new URL(location, next);
    }
    return next;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url!.split('?')[0]!;
    if (path === '/token') this.exchanges += 1;
    const instead = this.instead.get(path);
    if (instead) instead(request, response);
    else if (path.startsWith('/interaction/')) await this.finish(request, response);
    else await this.provider.callback()(request, response);
  }

  private finish(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { subject, methods, refuses } = this.visitor;
    const outcome = refuses
      ? { error: 'access_denied' }
      : { login: { accountId: subject, ...(methods && { amr: [...methods] }) } };
    return this.provider.interactionFinished(request, response, outcome);
  }

  private withKeys(keys: readonly JWK[]): Provider {
    const provider: Provider = new Provider(this.issuer, {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [this.redirectUrl] }],
      jwks: { keys: [...keys] },
      claims: { openid: ['sub', 'amr', 'acr'] },
      cookies: { keys: [randomUUID()] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 3_600, AuthorizationCode: 60 },
      pkce: { required: () => true },
      findAccount: (_context, subject) => ({ accountId: subject, claims: () => ({ sub: subject }) }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new provider.Grant({ clientId: CLIENT.id, accountId: oidc.session!.accountId! });
        grant.addOIDCScope('openid');
        await grant.save();
        return grant;
      },
    });
    return provider;
  }
}

/** A key of RS256, as providers sign with; the public half alone where it is only shown. */
export function signingKey({ isPrivate = true }: { readonly isPrivate?: boolean } = {}): JWK {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = (isPrivate ? privateKey : publicKey).export({ format: 'jwk' });
  return { ...key, kid: randomUUID(), use: 'sig', alg: 'RS256' };
}
