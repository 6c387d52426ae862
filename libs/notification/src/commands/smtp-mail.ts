import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { ChannelSecrets } from '../domain/channel-rules.js';
import type { Destinations } from './destinations.js';
import type { NoticeText } from '../domain/template.js';
import type { Verdict } from '../domain/verdict.js';
import { ForbiddenAddressError, checkedAddress } from './checked-lookup.js';

export interface Mail extends NoticeText {
  /** The same at every attempt, so that a mailbox recognises a repetition. */
  readonly id: string;
  /** `smtp://host:port`, or `smtps://` for TLS from the beginning. */
  readonly url: string;
  readonly secrets: ChannelSecrets;
  readonly sender: string;
  readonly to: readonly string[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Where it may go. */
  readonly destinations: Destinations;
}

const SUBMISSION = { 'smtp:': 25, 'smtps:': 465 } as const;

/** Hands a mail to the server of the institution. A password goes out over TLS alone. */
export async function sendMail(mail: Mail): Promise<Verdict> {
  const host = new URL(mail.url).hostname.replace(/^\[|\]$/g, '');
  try {
    const address = await checkedAddress(host, mail.destinations);
    return await handOver(mail, { host, address });
  } catch (error) {
    if (mail.signal.aborted) throw error;
    if (error instanceof ForbiddenAddressError) return { kind: 'FAILED', status: null, failure: error.code };
    return verdictOfMail(error as { responseCode?: number; code?: string });
  }
}

async function handOver(mail: Mail, server: { readonly host: string; readonly address: string }): Promise<Verdict> {
  const { port, protocol } = new URL(mail.url);
  const { account, secret } = mail.secrets;
  const credentials = account !== undefined && secret !== undefined;
  const transport = createTransport({
    // The address that was checked, under the name that its certificate has to bear.
    host: server.address,
    ...(isIP(server.host) === 0 && { tls: { servername: server.host } }),
    port: Number(port) || SUBMISSION[protocol as keyof typeof SUBMISSION],
    secure: protocol === 'smtps:',
    requireTLS: credentials && protocol === 'smtp:',
    ...(credentials && { auth: { user: account, pass: secret } }),
    connectionTimeout: mail.timeoutMs,
    greetingTimeout: mail.timeoutMs,
    socketTimeout: mail.timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const stop = (): void => transport.close();
  mail.signal.addEventListener('abort', stop, { once: true });
  try {
    const domain = mail.sender.slice(mail.sender.indexOf('@') + 1);
    await transport.sendMail({
      from: mail.sender,
      to: [...mail.to],
      subject: mail.title,
      text: mail.body,
      messageId: `<${mail.id}@${domain}>`,
    });
    return { kind: 'SENT', status: 250 };
  } finally {
    mail.signal.removeEventListener('abort', stop);
    transport.close();
  }
}

/** Codes of 500 and above are for good; 400 and above, and a line that broke, are for now. */
function verdictOfMail({ responseCode, code }: { responseCode?: number; code?: string }): Verdict {
  if (responseCode !== undefined && responseCode >= 500) {
    return { kind: 'FAILED', status: responseCode, failure: `SMTP_${responseCode}` };
  }
  const failure = responseCode === undefined ? (code ?? 'CONNECTION_FAILED') : `SMTP_${responseCode}`;
  return { kind: 'RETRY', status: responseCode ?? null, failure };
}
