import type { StreamedCell, StreamedSheet } from './workbook-stream.js';

/** A column of a listing, its width in characters; `number` counts the lines from 1. */
export type ListingColumn<Line> = readonly [
  heading: string,
  width: number,
  value: (line: Line, number: number) => StreamedCell,
];

/** What is read batch by batch as a sheet, a row for each line. */
export function listingSheet<Line>(
  name: string,
  columns: readonly ListingColumn<Line>[],
  batches: AsyncIterable<readonly Line[]>,
): StreamedSheet {
  return {
    name,
    columns: columns.map(([heading, width]) => [heading, width] as const),
    rows: cellsOf(columns, batches),
  };
}

async function* cellsOf<Line>(
  columns: readonly ListingColumn<Line>[],
  batches: AsyncIterable<readonly Line[]>,
): AsyncGenerator<StreamedCell[][]> {
  let number = 0;
  for await (const batch of batches) {
    yield batch.map((line) => {
      number += 1;
      return columns.map(([, , value]) => value(line, number));
    });
  }
}
