import type { Chance } from '../random.js';

export type Weights<T extends string> = Readonly<Partial<Record<T, number>>>;

/**
 * What sends people of the county to a hospital, with the words a doctor writes about it. In texts `{a|b}` is one of the
 * alternatives, `{3-5}` a number between (with one decimal where the ends have one), and `{name}` one of `values`.
 */
export interface Illness {
  /** ICD-10 国家临床版 2.0: code and text. */
  readonly code: string;
  readonly display: string;
  /** Codes of departments that take it, in the hospital of `hospital`. */
  readonly departments: readonly string[];
  readonly hospital: 'LEAD_HOSPITAL' | 'TCM_HOSPITAL';
  /** Youngest and oldest patients. */
  readonly ages: readonly [number, number];
  readonly sex?: '1' | '2';
  /** How often it comes, compared with the others. */
  readonly weight: number;
  readonly purposes: Weights<string>;
  readonly priorities: Weights<'I' | 'II' | 'III' | 'IV'>;
  readonly inpatientShare: number;
  /** Share of patients who can be moved only after an assessment. */
  readonly assessedShare?: number;
  /** Chosen once for each case, so that all its texts agree. */
  readonly values?: Readonly<Record<string, string>>;
  readonly complaint: string;
  readonly present: string;
  readonly past: string;
  readonly treatment: string;
  readonly medication: string;
  readonly outcome: IllnessOutcome;
}

export interface IllnessOutcome {
  /** The diagnosis made, where it is another or a more exact one than the preliminary one. */
  readonly code?: string;
  readonly display?: string;
  readonly treatment: string;
  readonly feedback: string;
}

/** Texts of one case, all with the same values. */
export class CaseTexts {
  private readonly values = new Map<string, string>();

  constructor(
    private readonly chance: Chance,
    values: Readonly<Record<string, string>> = {},
  ) {
    for (const [name, text] of Object.entries(values)) this.values.set(name, this.fill(text));
  }

  /** Innermost braces first, so that an alternative may hold a number. */
  fill(text: string): string {
    const filled = text.replaceAll(
      /\{([^{}]+)\}/g,
      (_, inside: string) => this.values.get(inside) ?? this.choose(inside),
    );
    return filled.includes('{') ? this.fill(filled) : filled;
  }

  private choose(inside: string): string {
    const [, from, to] = /^([\d.]+)-([\d.]+)$/.exec(inside) ?? [];
    if (!from || !to) return this.chance.pick(inside.split('|'));
    if (!from.includes('.')) return String(this.chance.integer(Number(from), Number(to)));
    return (this.chance.integer(Number(from) * 10, Number(to) * 10) / 10).toFixed(1);
  }
}
