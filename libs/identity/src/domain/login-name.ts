/** ASCII, so that upper and lower case pair up the same way here, in the database and on every keyboard. */
export const LOGIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._@-]{1,63}$/;

/** The form under which a login name is stored and looked up: case and surrounding blanks do not count. */
export function normalizeLoginName(typed: string): string {
  return typed.trim().toLowerCase();
}
