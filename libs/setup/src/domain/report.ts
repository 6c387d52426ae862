import type { SheetProblem } from '#kernel';

/** What an import does with one sheet, or would do. */
export interface SheetReport {
  readonly sheet: string;
  /** Headings of columns that the sheet does without; what is on record of them stays. */
  readonly absent: readonly string[];
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** What is on record and not in the sheet, by its codes; it stays. */
  readonly missing: readonly string[];
  /** Rows about what others set up; they are passed over. */
  readonly elsewhere: number;
  /** Whether somebody else has to import the sheet. */
  readonly passedOver: boolean;
}

/** An account with the password that is handed out once. */
export interface FirstAccount {
  readonly staffNo: string;
  readonly loginName: string;
  readonly password: string;
}

export interface SetupReport {
  readonly dryRun: boolean;
  readonly sheets: readonly SheetReport[];
  /** In a dry run alone: an import with problems is refused. */
  readonly problems: readonly SheetProblem[];
  readonly accounts: readonly FirstAccount[];
}
