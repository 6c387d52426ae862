/** What JSON can carry. Instants travel as ISO 8601 strings, never as `Date`. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Named JSON values, as they appear in refusals, events and audit rows. */
export type JsonRecord = Readonly<Record<string, JsonValue>>;
