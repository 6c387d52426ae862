/** A chance that is the same in every load (mulberry32), so that the county is, too. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  /** True in `share` of all cases. */
  happens(share: number): boolean {
    return this.fraction() < share;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.integer(0, from.length - 1)]!;
  }

  /** By weight: `{ III: 6, IV: 3 }` gives III twice as often as IV. */
  weighted<T extends string>(weights: Readonly<Partial<Record<T, number>>>): T {
    const choices = Object.entries(weights) as [T, number][];
    let left = this.fraction() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    const chosen = choices.find(([, weight]) => (left -= weight) < 0);
    return (chosen ?? choices.at(-1)!)[0];
  }

  /** A UUID of version 7: sorts by `at`, like the ids that the product gives. */
  id(at: Date): string {
    const time = at.getTime().toString(16).padStart(12, '0');
    const a = this.hex(0x1000).padStart(3, '0');
    const b = (0x8000 | this.integer(0, 0x3fff)).toString(16);
    const c = this.hex(0x1000000).padStart(6, '0') + this.hex(0x1000000).padStart(6, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${a}-${b}-${c}`;
  }

  private hex(below: number): string {
    return this.integer(0, below - 1).toString(16);
  }
}
