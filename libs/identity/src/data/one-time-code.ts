import { hash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/** Clocks of telephones are off by some seconds, and people type slowly. */
const STEPS_EITHER_SIDE = 1;
const ISSUER = '医共体协同平台';

/** Without what looks alike on paper: I O 0 1. Five bits each. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const RECOVERY_CODES = 10;
const RECOVERY_CODE_LENGTH = 16;

/** A new shared secret, in base32. */
export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app is given: `otpauth://totp/…`. */
export function enrolmentUri(secret: string, loginName: string): string {
  return totp(secret, loginName).toString();
}

/** The time step (RFC 6238) at about `now` whose code this is; null where it is none. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret, '').validate({ token: code, timestamp, window: STEPS_EITHER_SIDE });
  return delta === null ? null : Math.floor(timestamp / 1_000 / PERIOD_SECONDS) + delta;
}

/** Fresh codes for a lost device, to be shown once: `ABCD-EFGH-…`, 80 random bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const characters = [...randomBytes(RECOVERY_CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]!);
    return characters.join('').replaceAll(/.{4}(?=.)/g, '$&-');
  });
}

/** What is stored of a recovery code; a plain hash is enough because the code cannot be guessed. Dashes and case do not count. */
export function hashRecoveryCode(code: string): Buffer {
  return hash('sha256', code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''), 'buffer');
}

/** Six digits are a code of the device, anything else one from paper. */
export function isDeviceCode(code: string): boolean {
  return /^\d{6}$/.test(code);
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS, secret });
}
