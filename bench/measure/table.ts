/** One figure beside what it should be. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly target: string;
  readonly met: boolean;
  readonly detail: string;
}

/** A table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, target, met, detail }) => [
    what,
    value,
    target,
    met ? 'met' : 'MISSED',
    detail,
  ]);
  const all = [['what', 'measured', 'target', '', 'how'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
