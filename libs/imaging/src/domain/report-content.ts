export const FieldKind = { NUMBER: 'NUMBER', CHOICE: 'CHOICE', TEXT: 'TEXT' } as const;
export type FieldKind = (typeof FieldKind)[keyof typeof FieldKind];

/** One structured finding that a template asks for. */
export interface TemplateField {
  readonly code: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly kind: FieldKind;
  readonly unit: string | null;
  /** Of a choice. */
  readonly options: readonly string[];
  readonly required: boolean;
}

/** A structured finding: the value as it is written. */
export interface StructuredFinding {
  readonly code: string;
  readonly value: string;
}

/** What a report says. */
export interface ReportContent {
  readonly templateCode: string | null;
  readonly findings: string;
  readonly conclusion: string;
  readonly structured: readonly StructuredFinding[];
  /** Null while nobody has said. */
  readonly abnormal: boolean | null;
}

const NUMBER = /^-?\d{1,6}(\.\d{1,4})?$/;

interface Problem {
  readonly rule: string;
  readonly facts?: { readonly field: string };
}

/** Which rule a content breaks: findings that the template does not ask for or that do not fit, and what is missing. */
export function contentProblem(
  { findings, conclusion, structured, abnormal }: ReportContent,
  fields: readonly TemplateField[],
  complete: boolean,
): Problem | null {
  const unfit = structured.find((finding, index) => !fits(finding, fields) || isAgain(structured, index));
  if (unfit) return { rule: 'FINDING_UNFIT', facts: { field: unfit.code } };
  if (!complete) return null;
  if (findings.trim() === '' || conclusion.trim() === '') return { rule: 'REPORT_EMPTY' };
  if (abnormal === null) return { rule: 'ABNORMAL_UNSAID' };
  const missing = fields.find(({ code, required }) => required && !structured.some((found) => found.code === code));
  return missing ? { rule: 'FINDING_MISSING', facts: { field: missing.code } } : null;
}

function fits({ code, value }: StructuredFinding, fields: readonly TemplateField[]): boolean {
  const field = fields.find((one) => one.code === code);
  if (!field || value.trim() === '') return false;
  if (field.kind === 'NUMBER') return NUMBER.test(value);
  return field.kind === 'TEXT' || field.options.includes(value);
}

const isAgain = (structured: readonly StructuredFinding[], index: number): boolean =>
  structured.findIndex(({ code }) => code === structured[index]!.code) < index;
