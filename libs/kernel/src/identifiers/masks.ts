/**
 * The number of an identity document for a screen that does not need it: `110***********1234`. Resident ids keep their
 * first three and last four characters, so that neither birth date nor sex shows; other numbers, being shorter, keep one
 * and two; fewer than seven characters keep none.
 */
export function maskIdNumber(number: string): string {
  if (/^(\d{17}[\dXx]|\d{15})$/.test(number)) return masked(number, 3, 4);
  return number.length < 7 ? masked(number, 0, 0) : masked(number, 1, 2);
}

/** A phone number: `138****5678`. One of fewer than 11 characters keeps at most its last two. */
export function maskPhone(phone: string): string {
  if (phone.length >= 11) return masked(phone, 3, 4);
  return phone.length < 7 ? masked(phone, 0, 0) : masked(phone, 0, 2);
}

/**
 * A person's name: `张*`, `张**`, `欧***`, `J***`. The first character stays, unless it is the whole name; three stars at
 * most stand for the rest, so that long names are not known by their length.
 */
export function maskName(name: string): string {
  // Characters beyond the basic plane, which some surnames need, are two code units.
  const characters = Array.from(name.trim());
  if (characters.length <= 1) return '*'.repeat(characters.length);
  return characters[0] + '*'.repeat(Math.min(characters.length - 1, 3));
}

function masked(text: string, first: number, last: number): string {
  const characters = Array.from(text);
  const hidden = Math.max(characters.length - first - last, 0);
  return [...characters.slice(0, first), '*'.repeat(hidden), ...characters.slice(first + hidden)].join('');
}
