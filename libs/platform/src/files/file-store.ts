import type { Readable } from 'node:stream';

/** Bytes of a file, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where the content of files lies. It is found by an id alone: paths and keys say nothing about people. */
export abstract class FileStore {
  /** Stores `size` bytes durably. Where that fails, a part of them may stay until it is removed. */
  abstract put(id: string, content: Readable, size: number): Promise<void>;

  /** @throws Error where nothing is stored under the id */
  abstract read(id: string, range?: ByteRange): Promise<Readable>;

  /** Whether or not there is something. */
  abstract remove(id: string): Promise<void>;

  /** Under which ids something is stored. */
  abstract ids(): AsyncIterable<string>;
}
