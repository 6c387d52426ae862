import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { RateLimitedError } from '#kernel';

/** argon2id (the package's default algorithm) with 19 MiB and two passes: the OWASP minimum, about 25 ms of one core. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** A hash of random bytes with the same parameters; no password is known for it. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$8Ei8Vz8TabibIS3YkQ83Fg$+0TghGm5cYsb6P1pdBYnR49AH11TsrNAPPo6CfsE4MA';
/** Hashing takes threads of the pool that file access and name resolution share, four by default: two stay free. */
const AT_ONCE = 2;
/** Some three seconds of work; whoever comes later hears so at once instead of waiting for a time-out. */
const LONGEST_QUEUE = 200;
const RETRY_AFTER_SECONDS = 3;

/** Hashes a password for storage. Characters that look alike but are coded differently count as the same. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), PARAMETERS);
}

/** Verifies and hashes passwords, a few at a time, so that a flood of sign-ins does not take the whole machine. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @throws RateLimitedError when too many are waiting already */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hashPassword(password));
  }

  /**
   * Whether the password belongs to the hash. Without a hash it takes as long and is never right, so that time does not
   * tell whether an account exists. @throws RateLimitedError when too many are waiting already
   */
  verify(passwordHash: string | null, password: string): Promise<boolean> {
    return this.inTurn(async () => {
      const right = await verify(passwordHash ?? NOBODYS_HASH, password.normalize('NFKC'));
      return right && passwordHash !== null;
    });
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < AT_ONCE) this.running++;
    else await this.queue();
    try {
      return await work();
    } finally {
      // The place is handed on rather than given back, so that nobody can slip in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private queue(): Promise<void> {
    if (this.waiting.length >= LONGEST_QUEUE) throw new RateLimitedError(RETRY_AFTER_SECONDS);
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
