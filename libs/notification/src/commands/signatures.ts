import { createHmac } from 'node:crypto';

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** Headers of the Standard Webhooks convention: the receiver checks id, time and body with the shared secret. */
export function webhookHeaders(id: string, at: Date, body: string, secret: string): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const timestamp = String(seconds(at));
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}

/** Query of a DingTalk robot with signing: HMAC-SHA-256 of `timestamp\nsecret`, the time in milliseconds. */
export function dingtalkQuery(at: Date, accessToken: string, secret: string): string {
  const timestamp = String(at.getTime());
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  return new URLSearchParams({ access_token: accessToken, timestamp, sign }).toString();
}
