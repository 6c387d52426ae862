import { InvalidInputError, type FieldProblem } from '#kernel';

/**
 * Refuses texts that no column can hold: PostgreSQL takes no NUL, and half of a surrogate pair is no character.
 *
 * @param name of the argument; the path of a problem begins below it where it is an object
 * @throws InvalidInputError naming each field
 */
export function requireStorableText(value: unknown, name: string): void {
  const problems = problemsOf(value, '').map(({ path, ...rest }) => ({ path: path || name, ...rest }));
  if (problems.length > 0) throw new InvalidInputError(problems);
}

function problemsOf(value: unknown, path: string): FieldProblem[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [{ path, constraint: 'TEXT_NOT_STORABLE' }];
  if (value === null || typeof value !== 'object' || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, item]) => problemsOf(item, path ? `${path}.${key}` : key));
}

function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
