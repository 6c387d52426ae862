import { elapsed, minutes, type Duration } from '#kernel';

/** What the provider has signed of somebody. Times are seconds since 1970. */
export interface ProviderClaims {
  readonly sub: string;
  readonly iat: number;
  readonly acr?: unknown;
  readonly amr?: unknown;
}

/** By which values the provider says that it has asked for a second factor (RFC 8176 names some of `amr`). */
export interface SecondFactorClaims {
  readonly secondFactorAcr: readonly string[];
  readonly secondFactorAmr: readonly string[];
}

/** How far the provider's clock may be from ours: an answer is issued while we wait for it. */
export const PROVIDER_CLOCK_TOLERANCE: Duration = minutes(2);

/** Whether the provider says, in words that the settings know, that it has asked for a second factor. */
export function provesSecondFactor({ acr, amr }: ProviderClaims, wanted: SecondFactorClaims): boolean {
  const methods: readonly unknown[] = Array.isArray(amr) ? amr : [];
  return (
    wanted.secondFactorAcr.some((value) => value === acr) ||
    wanted.secondFactorAmr.some((value) => methods.includes(value))
  );
}

/** Whether the answer was issued about now. */
export function isFresh({ iat }: ProviderClaims, now: Date): boolean {
  return Math.abs(elapsed(new Date(iat * 1_000), now)) <= PROVIDER_CLOCK_TOLERANCE;
}
