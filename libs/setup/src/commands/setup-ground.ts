import { Injectable } from '@nestjs/common';
import { OrganizationDirectory, OrganizationRegister } from '#organization';
import { isSystem, type Transaction } from '#platform';
import { AllianceMissingError } from '../domain/errors.js';
import type { Scope } from './setup-part.js';

/** What an import stands on: the alliance, and what of it is the actor's to set up. */
@Injectable()
export class SetupGround {
  constructor(
    private readonly directory: OrganizationDirectory,
    private readonly register: OrganizationRegister,
  ) {}

  /** Keeps other imports waiting. @throws AllianceMissingError */
  async lockAlliance(tx: Transaction): Promise<void> {
    if (!(await this.register.lockAlliance(tx))) throw new AllianceMissingError();
  }

  /** The lead hospital sets up the directory of all; accounts, roles and rotas are each institution's own. */
  async scopesOf(tx: Transaction): Promise<{ readonly directory: Scope; readonly own: Scope }> {
    const { actor } = tx;
    if (isSystem(actor)) {
      const everything = { everywhere: true, institutionCode: null };
      return { directory: everything, own: everything };
    }
    const institutionCode = await this.register.codeOf(tx, actor.institutionId);
    const leads = (await this.directory.institutionFor(tx, actor)) === null;
    return { directory: { everywhere: leads, institutionCode }, own: { everywhere: false, institutionCode } };
  }
}
