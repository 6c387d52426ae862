const MONTHS_AHEAD = 3;

/** Makes the partitions of the audit trail that are missing for the month of `$1` and those after it. */
export const AUDIT_PARTITIONS_SQL = `SELECT ensure_audit_partitions($1, ${MONTHS_AHEAD})`;
