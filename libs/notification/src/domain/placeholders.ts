/** What stands for a placeholder: the id of something with a name, a coded reason, an instant, or a code as it is. */
export type PlaceholderKind = 'INSTITUTION' | 'DEPARTMENT' | 'REASON' | 'DUTY' | 'TIME' | 'CODE' | 'NUMBER';

interface Placeholder {
  readonly kind: PlaceholderKind;
  /** Whether texts that leave the platform may hold it: never what tells a person or an illness. */
  readonly outside: boolean;
}

const outside = (kind: PlaceholderKind): Placeholder => ({ kind, outside: true });
const inside = (kind: PlaceholderKind): Placeholder => ({ kind, outside: false });

/** Every placeholder that a template may hold. There is none for a name, a number of a document or a telephone. */
export const PLACEHOLDERS: Readonly<Record<string, Placeholder>> = {
  institution: outside('INSTITUTION'),
  fromInstitution: outside('INSTITUTION'),
  toInstitution: outside('INSTITUTION'),
  department: outside('DEPARTMENT'),
  duty: outside('DUTY'),
  time: outside('TIME'),
  referralNo: outside('CODE'),
  linkCode: outside('CODE'),
  criticalNo: outside('CODE'),
  count: outside('NUMBER'),
  minutes: outside('NUMBER'),
  reason: inside('REASON'),
};

/** What a notice is about, by placeholder: ids, codes and instants as text. */
export type NoticeParameters = Readonly<Record<string, string>>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const FORMS: Readonly<Record<PlaceholderKind, RegExp>> = {
  INSTITUTION: UUID,
  DEPARTMENT: UUID,
  REASON: /^[a-z][a-z.-]*\/[a-z0-9_]+$/,
  DUTY: /^(DUTY_DOCTOR|DUTY_HEAD|CENTRE_PHONE|MEDICAL_AFFAIRS_DUTY|GENERAL_DUTY)$/,
  TIME: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
  // Nothing but digits could be a telephone or the number of a document.
  CODE: /^(?!\d{7,}X?$)[A-Z0-9-]{1,40}$/,
  NUMBER: /^\d{1,6}$/,
};

/** Names of parameters that are unknown, or whose value is not of their kind or could tell who somebody is. */
export function unfitParameters(parameters: NoticeParameters): string[] {
  return Object.entries(parameters)
    .filter(([name, value]) => !fits(PLACEHOLDERS[name]?.kind, value))
    .map(([name]) => name);
}

function fits(kind: PlaceholderKind | undefined, value: string): boolean {
  return kind !== undefined && FORMS[kind].test(value);
}
