/** SQL that is true for accesses (alias `bg`) by somebody of the institution, or to a patient whom it had registered. */
export function concernedBySql(institution: string): string {
  return `(bg.institution_id = ${institution} OR bg.patient_institution_id = ${institution})`;
}
