import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import { StaffingDirectory } from '#organization';
import { Config, type Transaction } from '#platform';
import { problemsOfChannel, type ChannelSecrets, type ChannelTerms } from '../domain/channel-rules.js';
import { Destinations } from './destinations.js';

/** What has to hold of a channel before it is kept. */
@Injectable()
export class ChannelCheck {
  private readonly destinations: Destinations;

  constructor(
    private readonly directory: StaffingDirectory,
    config: Config,
  ) {
    this.destinations = new Destinations(config.noticeForbiddenNetworks);
  }

  /** @throws InvalidInputError; NotFoundError for a department that the actor's institution does not have */
  async require(
    tx: Transaction,
    terms: ChannelTerms & { readonly departmentId: string | null },
    secrets: ChannelSecrets,
  ): Promise<void> {
    const problems = problemsOfChannel(terms, secrets, (host) => this.destinations.allowsHost(host));
    if (problems.length > 0) throw new InvalidInputError(problems);
    const { departmentId } = terms;
    if (departmentId === null) return;
    const own = await this.directory.departmentsOf(tx, tx.actor.institutionId);
    if (!own.some(({ id }) => id === departmentId.toLowerCase())) throw new NotFoundError('Department', departmentId);
  }
}

/** Whether two addresses lead to the same server: what one is called with is no secret from the other. */
export function isSameServer(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  const [first, second] = [new URL(one), new URL(other)];
  return first.protocol === second.protocol && first.host === second.host;
}
