/** What an indicator means, before an alliance changes it to its own. */
export interface Definition {
  readonly name: readonly [zh: string, en: string];
  /** `numerator ÷ denominator`. */
  readonly formula: string;
  readonly window?: string;
  readonly exclusions?: string;
  readonly attribution: 'SENDER' | 'RECEIVER' | 'BOTH';
  readonly unit?: 'MINUTES' | 'COUNT' | 'PER_SESSION' | 'MONEY';
  /** In minutes. */
  readonly limit?: number;
  readonly higherIsBetter?: true;
  readonly green?: number;
  readonly yellow?: number;
}
