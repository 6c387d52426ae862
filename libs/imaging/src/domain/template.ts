import type { FieldProblem } from '#kernel';
import type { TemplateField } from './report-content.js';

/** A choice of one is none. */
const LEAST_OPTIONS = 2;

/** What is wrong with the findings that a template asks for; null where nothing is. */
export function templateProblem(fields: readonly TemplateField[]): FieldProblem | null {
  for (const [index, field] of fields.entries()) {
    const constraint = problemOf(field, fields.slice(0, index));
    if (constraint) return { path: `fields.${index}.${constraint.path}`, constraint: constraint.name };
  }
  return null;
}

function problemOf({ code, kind, unit, options }: TemplateField, before: readonly TemplateField[]) {
  if (before.some((one) => one.code === code)) return { path: 'code', name: 'FIELD_TWICE' };
  if (unit !== null && kind !== 'NUMBER') return { path: 'unit', name: 'UNIT_OF_NUMBERS' };
  if (kind !== 'CHOICE') return options.length > 0 ? { path: 'options', name: 'OPTIONS_OF_CHOICES' } : null;
  const different = new Set(options).size;
  return different < LEAST_OPTIONS || different < options.length ? { path: 'options', name: 'OPTIONS_DIFFER' } : null;
}
