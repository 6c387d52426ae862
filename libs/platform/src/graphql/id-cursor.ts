import { InvalidCursorError, decodeCursor, encodeCursor } from '#kernel';
import { isUUID } from 'class-validator';

/** The cursor of a list that is ordered by id alone. */
export function encodeIdCursor(id: string): string {
  return encodeCursor([id]);
}

/** @throws InvalidCursorError where the cursor does not come from such a list */
export function decodeIdCursor(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isUUID(id)) throw new InvalidCursorError();
  return id as string;
}
