import { Inject, Injectable } from '@nestjs/common';
import { after, minutes, type Clock } from '#kernel';
import { Authenticator } from '../access/authenticator.js';
import type { Actor, RequestOrigin } from '../actor/actor.js';
import { Cipher } from '../crypto/cipher.js';
import { CLOCK } from '../tokens.js';
import { FileLinkInvalidError } from './errors.js';
import type { FileKind } from './held-files.js';

const VALID_FOR = minutes(5);
const LINK = /^([0-9a-f-]{36})\.(\d{1,12})\.([\w-]{1,16})\.([\w-]{43})$/;

/** What a link opens: an object of one kind. */
export interface LinkTarget {
  /** A link signed for one purpose opens nothing of another. */
  readonly purpose: string;
  readonly id: string;
}

/**
 * Links that open one file for a few minutes without a header, for browsers. They stand for the session that asked for
 * them: what it may no longer see, its links do not open, and they end with it.
 */
@Injectable()
export class FileLinks {
  constructor(
    private readonly cipher: Cipher,
    private readonly authenticator: Authenticator,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The signature to put behind the address of the file. */
  sign(actor: Actor, target: LinkTarget): string {
    const grant = `${actor.sessionId}.${Math.floor(after(this.clock.now(), VALID_FOR).getTime() / 1000)}`;
    return `${grant}.${this.cipher.signingKeyId}.${this.cipher.sign(contentOf(target, grant), purposeOf(target))}`;
  }

  /** Where the actor gets a file, without any header, for a few minutes. @param id of what holds it */
  addressOf(actor: Actor, { path, purpose }: Pick<FileKind, 'path' | 'purpose'>, id: string): string {
    return `/${path}/${id}?link=${this.sign(actor, { purpose, id })}`;
  }

  /** Who follows the link. @throws FileLinkInvalidError */
  async follow(link: string, target: LinkTarget, origin: RequestOrigin): Promise<Actor> {
    const [, sessionId = '', expiresAt = '', keyId = '', mac = ''] = LINK.exec(link) ?? [];
    const content = contentOf(target, `${sessionId}.${expiresAt}`);
    const isSigned = this.cipher.isSigned(content, purposeOf(target), { mac, keyId });
    if (!isSigned || this.clock.now().getTime() >= Number(expiresAt) * 1000) throw new FileLinkInvalidError();
    const actor = await this.authenticator.resume(sessionId, origin);
    if (!actor) throw new FileLinkInvalidError();
    return actor;
  }
}

const contentOf = ({ id }: LinkTarget, grant: string): string => `${id}.${grant}`;
const purposeOf = ({ purpose }: LinkTarget): string => `file-link:${purpose}`;
