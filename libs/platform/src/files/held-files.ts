import type { Actor } from '../actor/actor.js';
import type { ContentType } from './content-check.js';

/** Files about patients that are uploaded for one purpose and handed out below one address. */
export interface FileKind {
  /** What is uploaded for one purpose serves no other. */
  readonly purpose: string;
  /** Where they are uploaded and downloaded, e.g. `consent-files`. */
  readonly path: string;
  /** What is asked of whoever downloads one. */
  readonly permission: string;
  /** What a refusal calls it, e.g. `ConsentFile`. */
  readonly type: string;
  /** How the access log names the look, e.g. `consent.file-read`, and what was looked at. */
  readonly look: { readonly action: string; readonly objectType: string };
}

/** A file that exists for whoever asks, and the relation that lets them see it. */
export interface FoundFile {
  readonly fileId: string;
  readonly name: string;
  readonly contentType: ContentType;
  readonly size: number;
  readonly patientId: string;
  /** E.g. `REFERRAL`. */
  readonly basis: string;
}

/** Files of one kind, as the library that keeps them finds them. {@link FileRoutes} hands them out and logs each look. */
export abstract class HeldFiles {
  abstract readonly kind: FileKind;

  /** @param id of what holds the file @returns null where it does not exist for the actor, or holds none */
  abstract find(actor: Actor, id: string): Promise<FoundFile | null>;
}
