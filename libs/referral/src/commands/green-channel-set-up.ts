import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import { OrganizationDirectory } from '#organization';
import {
  InstallationScope,
  UnitOfWork,
  VersionedRows,
  type ActorContext,
  type Transaction,
  type VersionedChange,
} from '#platform';
import type { ChannelRule, GreenChannel, GreenChannelNode } from '../domain/green-channel.js';

export interface CentreChange extends VersionedChange {
  readonly channel: GreenChannel;
  readonly departmentId: string;
}

export interface NodeChange extends VersionedChange {
  readonly channel: GreenChannel;
  readonly node: GreenChannelNode;
  readonly position: number;
  readonly limitMinutes?: number | null;
  readonly limitFrom?: GreenChannelNode | null;
}

export interface RuleEnd extends VersionedChange {
  readonly channel: GreenChannel;
  readonly diagnosisPrefix: string;
}

export interface RuleChange extends RuleEnd {
  readonly priority: ChannelRule['priority'];
  readonly minimumAge?: number | null;
  readonly maximumAge?: number | null;
  readonly pregnant?: boolean | null;
}

const centres = new VersionedRows({
  table: 'green_channel_centres',
  aggregateType: 'green-channel-centre',
  keys: { channel: 'channel' },
  columns: { institutionId: 'institution_id', departmentId: 'department_id' },
});
const nodes = new VersionedRows({
  table: 'green_channel_nodes',
  aggregateType: 'green-channel-node',
  keys: { channel: 'channel', node: 'node' },
  columns: { position: 'position', limitMinutes: 'limit_minutes', limitFrom: 'limit_from' },
});
const rules = new VersionedRows({
  table: 'green_channel_rules',
  aggregateType: 'green-channel-rule',
  keys: { channel: 'channel', diagnosisPrefix: 'diagnosis_prefix' },
  columns: { priority: 'priority', minimumAge: 'minimum_age', maximumAge: 'maximum_age', pregnant: 'pregnant' },
});

/** Where green channels lead, for whom, and which limits count on the way: kept by the administrator of the alliance. */
@Injectable()
export class GreenChannelSetUp {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
    private readonly directory: OrganizationDirectory,
  ) {}

  /** @throws ForbiddenError, NotFoundError, StaleVersionError, InvalidInputError */
  changeCentre(actor: ActorContext, { channel, departmentId, ...change }: CentreChange): Promise<void> {
    return this.inAlliance(actor, async (tx) => {
      const department = await this.directory.departmentForReferral(tx, departmentId);
      if (!department) throw new NotFoundError('Department', departmentId);
      await centres.change(tx, { channel }, { institutionId: department.institutionId, departmentId }, change);
    });
  }

  /** Channels that are open already go on with the nodes they began with. @throws ForbiddenError, StaleVersionError, InvalidInputError */
  async changeNode(actor: ActorContext, { channel, node, ...change }: NodeChange): Promise<void> {
    const { position, limitMinutes = null, limitFrom = null } = change;
    const half = (limitMinutes === null) !== (limitFrom === null) || limitFrom === node;
    if (half) throw new InvalidInputError([{ path: 'limitFrom', constraint: 'WITH_LIMIT_MINUTES' }]);
    await this.inAlliance(actor, (tx) =>
      nodes.change(tx, { channel, node }, { position, limitMinutes, limitFrom }, change),
    );
  }

  /** Adds a diagnosis that leads to a channel, or changes for whom. @throws ForbiddenError, StaleVersionError, InvalidInputError */
  async changeRule(actor: ActorContext, { channel, diagnosisPrefix, ...change }: RuleChange): Promise<void> {
    const { priority, minimumAge = null, maximumAge = null, pregnant = null } = change;
    const nobody = minimumAge !== null && maximumAge !== null && maximumAge < minimumAge;
    if (nobody) throw new InvalidInputError([{ path: 'maximumAge', constraint: 'BELOW_MINIMUM_AGE' }]);
    await this.inAlliance(actor, (tx) =>
      rules.change(tx, { channel, diagnosisPrefix }, { priority, minimumAge, maximumAge, pregnant }, change),
    );
  }

  /** @throws ForbiddenError, NotFoundError, StaleVersionError, InvalidInputError */
  endRule(actor: ActorContext, { channel, diagnosisPrefix, ...change }: RuleEnd): Promise<void> {
    return this.inAlliance(actor, (tx) => rules.end(tx, { channel, diagnosisPrefix }, change));
  }

  private inAlliance(actor: ActorContext, act: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      await act(tx);
    });
  }
}
