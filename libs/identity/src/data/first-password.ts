import { randomInt } from 'node:crypto';

/** Without what looks alike on paper: 0 O, 1 l I. */
const CLASSES = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'] as const;
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** A password for one sign-in, to be read from paper: `k7Tmq-…`, more than 110 random bits, three classes and a dash. */
export function firstPassword(): string {
  const groups = Array.from({ length: GROUPS }, group);
  return groups.join('-');
}

/** Has a character of each class, so that the rules of passwords hold whatever the dice say. */
function group(): string {
  const first = CLASSES.map(pick);
  const rest = Array.from({ length: GROUP_LENGTH - first.length }, () => pick(CLASSES.join('')));
  return shuffled([...first, ...rest]).join('');
}

function pick(characters: string): string {
  return characters[randomInt(characters.length)]!;
}

function shuffled(characters: readonly string[]): string[] {
  const left = [...characters];
  return characters.map(() => left.splice(randomInt(left.length), 1)[0]!);
}
