const MAX_LENGTH = 160;

/** A user agent as a session remembers it: printable, short, null when there is none. */
export function deviceNameOf(userAgent: string | undefined): string | null {
  const printable = (userAgent ?? '').replace(/[^\x20-\x7e]+/g, ' ').trim();
  return printable.slice(0, MAX_LENGTH) || null;
}
