import type { FieldProblem } from '#kernel';
import { ChannelKind } from './channel-kind.js';
import { Medium } from './medium.js';

/** What a channel is called with; never answered back. */
export interface ChannelSecrets {
  /** Webhook: `whsec_…`; WeCom: the key of the robot; DingTalk: the signing secret; SMTP: the password. */
  readonly secret?: string | undefined;
  /** DingTalk: the access token of the robot. */
  readonly accessToken?: string | undefined;
  /** SMTP: the name to sign in with. */
  readonly account?: string | undefined;
}

export interface ChannelTerms {
  readonly kind: ChannelKind;
  readonly url: string;
  readonly sender: string | null;
  readonly mailTo: readonly string[] | null;
}

/** The text that a kind of channel carries; a webhook carries ids and codes, and no text. */
export const MEDIUM_OF: Readonly<Record<ChannelKind, Medium | null>> = {
  WEBHOOK: null,
  WECOM_ROBOT: Medium.ROBOT,
  DINGTALK_ROBOT: Medium.ROBOT,
  SMS_GATEWAY: Medium.SMS,
  SMTP: Medium.EMAIL,
};

const SCHEMES: Readonly<Record<ChannelKind, readonly string[]>> = {
  WEBHOOK: ['http:', 'https:'],
  WECOM_ROBOT: ['http:', 'https:'],
  DINGTALK_ROBOT: ['http:', 'https:'],
  SMS_GATEWAY: ['http:', 'https:'],
  SMTP: ['smtp:', 'smtps:'],
};
const MAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/;
/** 24 to 64 bytes in base64, as the convention of Standard Webhooks has it. */
const WEBHOOK_SECRET = /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/;
const TOKEN = /^[\w-]{8,200}$/;

/**
 * What is wrong with the terms of a channel, and with the secrets that come with them.
 * @param mayCall whether messages may go to the host of a URL
 */
export function problemsOfChannel(
  terms: ChannelTerms,
  secrets: ChannelSecrets,
  mayCall: (hostname: string) => boolean,
): FieldProblem[] {
  const wrong: Readonly<Record<string, string | false>> = {
    url: urlProblem(terms, mayCall),
    secret: !isSecret(terms.kind, secrets) && 'SECRET_FORM',
    accessToken: terms.kind === ChannelKind.DINGTALK_ROBOT && !isToken(secrets.accessToken) && 'SECRET_FORM',
    ...(terms.kind === ChannelKind.SMTP && mailProblems(terms)),
  };
  return Object.entries(wrong).flatMap(([path, constraint]) => (constraint ? [{ path, constraint }] : []));
}

function urlProblem(terms: ChannelTerms, mayCall: (hostname: string) => boolean): string | false {
  if (!isAddress(terms)) return 'CHANNEL_URL';
  return !mayCall(new URL(terms.url).hostname) && 'ADDRESS_FORBIDDEN';
}

function mailProblems({ sender, mailTo }: ChannelTerms): Record<string, string | false> {
  const areAddresses = mailTo !== null && mailTo.length > 0 && mailTo.every((address) => MAIL.test(address));
  return { sender: !MAIL.test(sender ?? '') && 'MAIL_ADDRESS', mailTo: !areAddresses && 'MAIL_ADDRESS' };
}

const isToken = (text = ''): boolean => TOKEN.test(text);

/** Without anything in it that could be secret, because the address is shown. */
function isAddress({ kind, url }: ChannelTerms): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password, search, hash, hostname, pathname } = new URL(url);
  const bare = username + password + search + hash === '' && hostname !== '';
  const path = kind !== ChannelKind.SMTP || pathname === '' || pathname === '/';
  return SCHEMES[kind].includes(protocol) && bare && path;
}

function isSecret(kind: ChannelKind, { secret, account }: ChannelSecrets): boolean {
  if (kind === ChannelKind.WEBHOOK) return WEBHOOK_SECRET.test(secret ?? '');
  if (kind === ChannelKind.SMTP) return (secret === undefined) === (account === undefined);
  return kind === ChannelKind.SMS_GATEWAY ? secret === undefined : isToken(secret);
}
