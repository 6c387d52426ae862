/** A setting during one period. */
interface Period {
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/** One row of the settings, its instants in milliseconds; null where no end is set. */
export interface SettingRow {
  readonly key: string;
  readonly value: number;
  readonly from: number;
  readonly to: number | null;
}

/** All settings with all their periods, as they stood at one revision. */
export class SettingsBook {
  private readonly periods = new Map<string, Period[]>();

  constructor(
    readonly revision: number,
    rows: readonly SettingRow[],
  ) {
    for (const { key, to, ...row } of rows) {
      const period = { ...row, to: to ?? Infinity };
      const others = this.periods.get(key);
      if (others) others.push(period);
      else this.periods.set(key, [period]);
    }
  }

  /** @throws Error when the reference data lacks one at that time, which is a defect of the set-up */
  at<Key extends string>(keys: readonly Key[], instant: Date): Record<Key, number> {
    const at = instant.getTime();
    const found = keys.map(
      (key) => [key, this.periods.get(key)?.find(({ from, to }) => from <= at && at < to)] as const,
    );
    const missing = found.flatMap(([key, period]) => (period ? [] : [key]));
    if (missing.length > 0) throw new Error(`Reference settings are missing: ${missing.join(', ')}`);
    return Object.fromEntries(found.map(([key, period]) => [key, period!.value])) as Record<Key, number>;
  }
}
