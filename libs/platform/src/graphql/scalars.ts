import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;
/** The calendar has no year 0, and PostgreSQL refuses it. */
const FIRST_DAY = '0001-01-01';
const FIRST_INSTANT = new Date(`${FIRST_DAY}T00:00:00Z`);

/** An instant; read from ISO 8601 with an offset, written in UTC with milliseconds. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant in ISO 8601 with an offset, e.g. `2026-03-01T08:30:00+08:00`; answered in UTC. 时间点',
  serialize: writeInstant,
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});

/** A calendar day in Asia/Shanghai. */
export const LocalDateScalar = new GraphQLScalarType<string, string>({
  name: 'LocalDate',
  description: 'A calendar day in China (Asia/Shanghai), `YYYY-MM-DD`. 日期',
  serialize: (value) => String(value).slice(0, 10),
  parseValue: parseLocalDate,
  parseLiteral: (node) => parseLocalDate(node.kind === Kind.STRING ? node.value : undefined),
});

/** PostgreSQL writes an instant into JSON in this form; rewriting the text takes a tenth of the time of parsing it. */
const JSON_INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,3})\d*)?\+00:00$/;

function writeInstant(value: unknown): string {
  const known = typeof value === 'string' ? JSON_INSTANT.exec(value) : null;
  if (known) return `${known[1]}.${(known[2] ?? '').padEnd(3, '0')}Z`;
  return new Date(value as string | Date).toISOString();
}

function parseInstant(value: unknown): Date {
  if (typeof value !== 'string' || !INSTANT.test(value) || !isRealDay(value.slice(0, 10))) {
    throw new GraphQLError('DateTime needs ISO 8601 with an offset.');
  }
  const instant = new Date(value);
  if (!isWritable(instant)) throw new GraphQLError('DateTime needs ISO 8601 with an offset.');
  return instant;
}

/** An offset can carry an instant out of the years that four digits write, and nobody could read it again. */
function isWritable(instant: Date): boolean {
  return !Number.isNaN(instant.getTime()) && /^\d{4}-/.test(instant.toISOString()) && instant >= FIRST_INSTANT;
}

function parseLocalDate(value: unknown): string {
  if (typeof value !== 'string' || !LOCAL_DATE.test(value) || !isRealDay(value) || value < FIRST_DAY) {
    throw new GraphQLError('LocalDate needs a real day as YYYY-MM-DD.');
  }
  return value;
}

function isRealDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
