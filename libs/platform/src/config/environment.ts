import { readFileSync } from 'node:fs';
import { StartupError } from '../startup-error.js';

/** Typed access to environment variables. `NAME_FILE` may name a file that holds the value of `NAME` (secrets as files). */
export class Environment {
  constructor(private readonly variables: Readonly<Record<string, string | undefined>>) {}

  text(name: string): string | undefined {
    const file = this.variables[`${name}_FILE`];
    const value = file ? this.contentOf(`${name}_FILE`, file) : this.variables[name];
    return value?.trim() || undefined;
  }

  integer(name: string, range: { min: number; max: number; default: number }): number {
    const text = this.text(name);
    if (text === undefined) return range.default;
    const value = Number(text);
    if (!Number.isInteger(value) || value < range.min || value > range.max) {
      throw new StartupError(`${name} must be a whole number from ${range.min} to ${range.max}.`);
    }
    return value;
  }

  flag(name: string, fallback: boolean): boolean {
    const text = this.text(name);
    if (text === undefined) return fallback;
    if (text !== 'true' && text !== 'false') throw new StartupError(`${name} must be true or false.`);
    return text === 'true';
  }

  choice<T extends string>(name: string, choices: readonly [T, ...T[]]): T {
    const text = this.text(name) ?? choices[0];
    const found = choices.find((choice) => choice === text);
    if (!found) throw new StartupError(`${name} must be one of: ${choices.join(', ')}.`);
    return found;
  }

  list(name: string): readonly string[] {
    const text = this.text(name) ?? '';
    return text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  }

  /** Origins of browsers, as they say them: scheme, host and port, nothing behind. */
  origins(name: string): readonly string[] {
    const list = this.list(name);
    if (!list.every(isOrigin)) {
      throw new StartupError(`${name} must list origins like https://portal.example.cn, separated by commas.`);
    }
    return list;
  }

  /** A PostgreSQL connection URL; the message of a refusal never repeats the value, which holds a password. */
  databaseUrl(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!isDatabaseUrl(text)) {
      throw new StartupError(`${name} must look like postgresql://user:password@host:5432/database.`);
    }
    return text;
  }

  private contentOf(name: string, file: string): string {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      throw new StartupError(`${name} names a file that cannot be read: ${file}`);
    }
  }
}

/** With a user and a database, and without a stray `%`, on which the driver would stumble. */
function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text) || /%(?![0-9a-f]{2})/i.test(text)) return false;
  const { protocol, username, hostname, pathname } = new URL(text);
  return /^postgres(ql)?:$/.test(protocol) && username !== '' && hostname !== '' && pathname.length > 1;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}
