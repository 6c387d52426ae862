import { isReckonable } from '#kernel';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;

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
  // An offset, or a time of day that does not exist, makes another instant of a real day, or none.
  if (Number.isNaN(instant.getTime()) || !isReckonable(instant.toISOString().slice(0, 10))) {
    throw new GraphQLError('DateTime needs ISO 8601 with an offset, of the years 2 to 9998.');
  }
  return instant;
}

function parseLocalDate(value: unknown): string {
  if (typeof value !== 'string' || !LOCAL_DATE.test(value) || !isRealDay(value) || !isReckonable(value)) {
    throw new GraphQLError('LocalDate needs a real day of the years 2 to 9998 as YYYY-MM-DD.');
  }
  return value;
}

function isRealDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
