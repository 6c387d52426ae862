/** How a germ was tested against a drug. */
export const SusceptibilityMethod = { MIC: 'MIC', DISK: 'DISK', ETEST: 'ETEST' } as const;
export type SusceptibilityMethod = (typeof SusceptibilityMethod)[keyof typeof SusceptibilityMethod];

/** What came of it, by the breakpoints that the laboratory goes by (CLSI M100 or EUCAST). */
export const Interpretation = { S: 'S', SDD: 'SDD', I: 'I', R: 'R', NS: 'NS' } as const;
export type Interpretation = (typeof Interpretation)[keyof typeof Interpretation];

/** One line of an antibiogram. */
export interface Susceptibility {
  readonly agent: string;
  readonly method: SusceptibilityMethod;
  /** As it was measured: `≤0.25` µg/mL, `22` mm. */
  readonly value: string;
  readonly interpretation: Interpretation;
}

/** A germ that grew in a culture, with its antibiogram. */
export interface Isolate {
  readonly organismCode: string | null;
  readonly organism: string;
  /** How much of it: `10^5 CFU/mL`. */
  readonly quantity: string | null;
  readonly susceptibilities: readonly Susceptibility[];
}

export type IsolateRule = 'NOT_MICROBIOLOGY' | 'ORGANISM_TWICE' | 'AGENT_TWICE';

const isTwice = (names: readonly string[]): boolean => new Set(names).size < names.length;

/** The rule against germs in a report of a group, or null. */
export function isolateProblem(isolates: readonly Isolate[], groupCode: string): IsolateRule | null {
  if (isolates.length > 0 && !groupCode.startsWith('LAB_MICRO')) return 'NOT_MICROBIOLOGY';
  if (isTwice(isolates.map(({ organism }) => organism))) return 'ORGANISM_TWICE';
  const twice = isolates.some(({ susceptibilities }) =>
    isTwice(susceptibilities.map(({ agent, method }) => `${agent}/${method}`)),
  );
  return twice ? 'AGENT_TWICE' : null;
}
