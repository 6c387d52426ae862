import DataLoader from 'dataloader';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, RequestOrigin } from '../actor/actor.js';

/** Everything an operation knows about its request. */
export interface GraphqlContext {
  readonly req: FastifyRequest;
  readonly reply: FastifyReply;
  readonly origin: RequestOrigin;
  readonly actor: Actor | null;
  readonly loaders: LoaderScope;
}

/** Reads values for many keys at once, within what the actor may see. A singleton; its batches live in a request. */
export abstract class BatchReader<Key, Value> {
  /** @returns one value (or null) a key, in the order of the keys */
  abstract readMany(actor: Actor, keys: readonly Key[]): Promise<readonly (Value | null)[]>;
}

/** The loaders of one request: one for each batch reader, made when first asked for. */
export class LoaderScope {
  private readonly loaders = new Map<object, unknown>();

  constructor(private readonly actor: Actor | null) {}

  of<Key, Value>(reader: BatchReader<Key, Value>): DataLoader<Key, Value | null> {
    const existing = this.loaders.get(reader) as DataLoader<Key, Value | null> | undefined;
    if (existing) return existing;
    const { actor } = this;
    const loader = new DataLoader<Key, Value | null>((keys) =>
      actor ? reader.readMany(actor, keys) : Promise.resolve(keys.map(() => null)),
    );
    this.loaders.set(reader, loader);
    return loader;
  }
}
