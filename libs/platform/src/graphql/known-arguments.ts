import type { Type } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Of one class of arguments: lists are asked for with the same few pages and filters all day. */
const MOST = 100;
/** Longer ones hardly come again. */
const LONGEST = 300;

/** Arguments that have passed validation, frozen, by what the client sent. */
export class KnownArguments {
  private readonly classes = new Map<Type, LRUCache<string, object>>();

  find(metatype: Type, sent: string): object | undefined {
    return this.classes.get(metatype)?.get(sent);
  }

  keep(metatype: Type, sent: string, passed: object): void {
    if (sent.length > LONGEST) return;
    const known = this.classes.get(metatype) ?? new LRUCache<string, object>({ max: MOST });
    this.classes.set(metatype, known);
    known.set(sent, frozen(passed));
  }
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value) as unknown[]) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}
