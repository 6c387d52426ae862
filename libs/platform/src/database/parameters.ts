/**
 * Collects the values of a statement while its text is put together: `add` answers the placeholder. Equal shapes give
 * equal texts, so that they share one prepared statement.
 */
export class Parameters {
  readonly values: unknown[] = [];

  /** @returns `$n` for the value */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** @returns SQL of an instant; null is that of the transaction itself */
  instant(instant: Date | null): string {
    return instant ? this.add(instant) : 'now()';
  }
}
