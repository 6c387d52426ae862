import { Injectable } from '@nestjs/common';
import type { HalfDay } from '#calendar';
import { InvalidInputError, NotFoundError, StaleVersionError, addDays, type LocalDate } from '#kernel';
import { OrganizationDirectory } from '#organization';
import { UnitOfWork, claimRequest, type ActorContext, type ChangeCommand, type Transaction } from '#platform';
import { SetupRepository, type SetupRow, type SetupTable } from '../data/setup.repository.js';
import type { SessionKind } from '../domain/session-state.js';
import type { ExpertTitle, Preference } from '../domain/solver/model.js';

/** A wish as people give it; what is left out matches anything. */
export interface GivenPreference {
  readonly townshipId?: string | null;
  readonly weekday?: number | null;
  readonly score: number;
}

/** Within which limits somebody is sent. */
export interface ExpertTerms {
  readonly weightPercent: number;
  readonly maxPerWeek: number;
  readonly maxConsecutiveDays: number;
  readonly preferences: readonly GivenPreference[];
}

export interface EnrolCommand extends ExpertTerms {
  readonly idempotencyKey: string;
  readonly expertId: string;
}

export interface ExpertChange extends ExpertTerms, ChangeCommand {
  readonly active: boolean;
}

export interface DemandCommand {
  readonly idempotencyKey: string;
  readonly townshipId: string;
  readonly specialty: string;
  readonly kind: SessionKind;
  readonly weekday: number;
  readonly half: HalfDay;
  readonly minimumTitle: ExpertTitle;
  readonly minimum: number;
  readonly ideal: number;
  readonly priority: number;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate | null;
}

export interface EndDemandCommand extends ChangeCommand {
  readonly validTo: LocalDate;
}

export interface GroupTerms {
  readonly name: string;
  readonly expertIds: readonly string[];
  readonly maxAway: number;
}
export type GroupCommand = GroupTerms & { readonly idempotencyKey: string };
export type GroupChange = GroupTerms & ChangeCommand & { readonly active: boolean };

/** Says what rotas are made from: who can be sent, what is asked for, who must not be away together. */
@Injectable()
export class SetupService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly setup: SetupRepository,
    private readonly directory: OrganizationDirectory,
  ) {}

  /** Lets somebody of the own institution be sent. @throws NotFoundError */
  enrol(actor: ActorContext, command: EnrolCommand): Promise<string> {
    const { expertId, weightPercent, maxPerWeek, maxConsecutiveDays, preferences } = command;
    return this.create(actor, { operation: 'enrolExpert', command, id: expertId }, async (tx) => {
      await this.requireColleagues(tx, [expertId]);
      if (await this.setup.lock(tx, 'dispatch_experts', expertId)) {
        throw new InvalidInputError([{ path: 'expertId', constraint: 'ENROLLED' }], 'ROTA');
      }
      const { institutionId } = tx.actor;
      const terms = { weightPercent, maxPerWeek, maxConsecutiveDays, preferences: preferences.map(wishOf) };
      await this.setup.addExpert(tx, { id: expertId, institutionId, ...terms, active: true, version: 1 });
    });
  }

  changeExpert(actor: ActorContext, command: ExpertChange): Promise<string> {
    const { weightPercent, maxPerWeek, maxConsecutiveDays, preferences, active } = command;
    return this.change(actor, { operation: 'changeExpertTerms', table: 'dispatch_experts', command }, (tx, row) =>
      this.setup.change(tx, 'dispatch_experts', row, {
        weightPercent,
        maxPerWeek,
        maxConsecutiveDays,
        preferences: JSON.stringify(preferences.map(wishOf)),
        active,
      }),
    );
  }

  /** What a township asks for every week from a day on. @throws NotFoundError, DemandOverlapError, InvalidInputError */
  addDemand(actor: ActorContext, { idempotencyKey, ...demand }: DemandCommand): Promise<string> {
    const command = { idempotencyKey, ...demand };
    return this.create(actor, { operation: 'addRotaDemand', command, id: null }, async (tx, id) => {
      if (!(await this.directory.knows(tx, [demand.townshipId]))) {
        throw new NotFoundError('Institution', demand.townshipId);
      }
      const { validTo = null } = demand;
      const problems = [
        ...(demand.minimum > demand.ideal ? [{ path: 'ideal', constraint: 'BELOW_MINIMUM' }] : []),
        ...(validTo && validTo < demand.validFrom ? [{ path: 'validTo', constraint: 'PERIOD_EMPTY' }] : []),
      ];
      if (problems.length > 0) throw new InvalidInputError(problems, 'ROTA');
      await this.setup.addDemand(tx, { id, institutionId: tx.actor.institutionId, ...demand, validTo, version: 1 });
    });
  }

  /** It is asked for until that day; what is published stays. */
  endDemand(actor: ActorContext, command: EndDemandCommand): Promise<string> {
    const { validTo } = command;
    return this.change(actor, { operation: 'endRotaDemand', table: 'dispatch_demands', command }, (tx, row) => {
      if (validTo < addDays(row.validFrom!, 0)) {
        throw new InvalidInputError([{ path: 'validTo', constraint: 'PERIOD_EMPTY' }], 'ROTA');
      }
      return this.setup.change(tx, 'dispatch_demands', row, { validTo });
    });
  }

  /** @throws NotFoundError for somebody of another institution */
  addGroup(actor: ActorContext, command: GroupCommand): Promise<string> {
    const { name, expertIds, maxAway } = command;
    return this.create(actor, { operation: 'addKeyStaffGroup', command, id: null }, async (tx, id) => {
      await this.requireColleagues(tx, expertIds);
      const { institutionId } = tx.actor;
      await this.setup.addGroup(tx, {
        id,
        institutionId,
        name,
        expertIds: [...expertIds],
        maxAway,
        active: true,
        version: 1,
      });
    });
  }

  changeGroup(actor: ActorContext, command: GroupChange): Promise<string> {
    const { name, expertIds, maxAway, active } = command;
    return this.change(
      actor,
      { operation: 'changeKeyStaffGroup', table: 'dispatch_key_groups', command },
      async (tx, row) => {
        await this.requireColleagues(tx, expertIds);
        return this.setup.change(tx, 'dispatch_key_groups', row, { name, expertIds, maxAway, active });
      },
    );
  }

  private async requireColleagues(tx: Transaction, ids: readonly string[]): Promise<void> {
    if (!(await this.setup.areColleagues(tx, ids))) throw new NotFoundError('Expert', ids[0]);
  }

  private create(
    actor: ActorContext,
    { operation, command, id }: { operation: string; command: { idempotencyKey: string }; id: string | null },
    write: (tx: Transaction, id: string) => Promise<void>,
  ): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, operation, command, id ?? tx.newId());
      if (!claim.fresh) return claim.aggregateId;
      await write(tx, claim.aggregateId);
      announce(tx, operation, claim.aggregateId, 1);
      return claim.aggregateId;
    });
  }

  private change(
    actor: ActorContext,
    { operation, table, command }: { operation: string; table: SetupTable; command: ChangeCommand },
    write: (tx: Transaction, row: SetupRow) => number | Promise<number>,
  ): Promise<string> {
    const { id, expectedVersion } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, operation, command, id);
      if (!claim.fresh) return claim.aggregateId;
      const row = await this.setup.lock(tx, table, id);
      if (!row) throw new NotFoundError(NAMES[table], id);
      if (row.version !== expectedVersion) throw new StaleVersionError(expectedVersion, row.version);
      announce(tx, operation, id, await write(tx, row));
      return id;
    });
  }
}

const wishOf = ({ townshipId = null, weekday = null, score }: GivenPreference): Preference => ({
  townshipId,
  weekday,
  half: null,
  score,
});

const NAMES: Readonly<Record<SetupTable, string>> = {
  dispatch_experts: 'DispatchExpert',
  dispatch_demands: 'RotaDemand',
  dispatch_key_groups: 'KeyStaffGroup',
};

const TOPICS: Readonly<Record<string, string>> = {
  enrolExpert: 'rota-setup.expert-enrolled',
  changeExpertTerms: 'rota-setup.expert-changed',
  addRotaDemand: 'rota-setup.demand-added',
  endRotaDemand: 'rota-setup.demand-ended',
  addKeyStaffGroup: 'rota-setup.key-staff-added',
  changeKeyStaffGroup: 'rota-setup.key-staff-changed',
};

function announce(tx: Transaction, operation: string, id: string, version: number): void {
  const { institutionId } = tx.actor;
  const topic = TOPICS[operation]!;
  tx.publish({
    topic,
    aggregateType: 'rota-setup',
    aggregateId: id,
    aggregateVersion: version,
    payload: { institutionId },
  });
}
