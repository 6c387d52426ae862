/** A code never travels alone: the same code means different things in two systems, and in two versions of one. */
export interface CodedConcept {
  /** Which code list: `ICD-10-CN-CLINICAL`, `ICD-10-CN-INSURANCE`, a local list of an institution. */
  readonly system: string;
  readonly version: string;
  readonly code: string;
  /** The text the list gives the code, kept as it was when recorded. */
  readonly display: string;
}

/** Whether both name the same entry of the same version of the same list; the display text does not count. */
export function isSameConcept(a: CodedConcept, b: CodedConcept): boolean {
  return a.system === b.system && a.version === b.version && a.code === b.code;
}
