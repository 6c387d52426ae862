import { Injectable } from '@nestjs/common';
import { UnitOfWork, claimRequest, type ActorContext, type ChangeCommand, type Transaction } from '#platform';
import { SetupRepository } from '../data/setup.repository.js';
import type {
  DemandCommand,
  EndDemandCommand,
  EnrolCommand,
  ExpertChange,
  GroupChange,
  GroupCommand,
} from './setup-commands.js';
import { SetupRows, announce } from './setup-rows.js';

/** Says what rotas are made from: who can be sent, what is asked for, who must not be away together. */
@Injectable()
export class SetupService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly setup: SetupRepository,
    private readonly rows: SetupRows,
  ) {}

  /** Lets somebody of the own institution be sent. @throws NotFoundError */
  enrol(actor: ActorContext, command: EnrolCommand): Promise<string> {
    const { expertId, weightPercent, maxPerWeek, maxConsecutiveDays, preferences } = command;
    const terms = { weightPercent, maxPerWeek, maxConsecutiveDays, preferences };
    return this.create(actor, { operation: 'enrolExpert', command, id: expertId }, (tx, id) =>
      this.rows.enrolIn(tx, tx.actor.institutionId, { id, ...terms }),
    );
  }

  changeExpert(actor: ActorContext, command: ExpertChange): Promise<string> {
    const { id, expectedVersion, weightPercent, maxPerWeek, maxConsecutiveDays, preferences, active } = command;
    const terms = { weightPercent, maxPerWeek, maxConsecutiveDays, preferences, active };
    return this.change(actor, { operation: 'changeExpertTerms', command }, (tx) =>
      this.rows.changeExpertIn(tx, tx.actor.institutionId, { id, expectedVersion }, terms),
    );
  }

  /** What a township asks for every week from a day on. @throws NotFoundError, DemandOverlapError, InvalidInputError */
  addDemand(actor: ActorContext, { idempotencyKey, ...demand }: DemandCommand): Promise<string> {
    const command = { idempotencyKey, ...demand };
    return this.create(actor, { operation: 'addRotaDemand', command, id: null }, (tx, id) =>
      this.rows.addDemandIn(tx, tx.actor.institutionId, { id, ...demand }),
    );
  }

  /** It is asked for until that day; what is published stays. */
  endDemand(actor: ActorContext, command: EndDemandCommand): Promise<string> {
    const { id, expectedVersion, validTo } = command;
    return this.change(actor, { operation: 'endRotaDemand', command }, (tx) =>
      this.rows.changeDemandIn(tx, tx.actor.institutionId, { id, expectedVersion, validTo }),
    );
  }

  /** @throws NotFoundError for somebody of another institution */
  addGroup(actor: ActorContext, command: GroupCommand): Promise<string> {
    const { name, expertIds, maxAway } = command;
    return this.create(actor, { operation: 'addKeyStaffGroup', command, id: null }, async (tx, id) => {
      const { institutionId } = tx.actor;
      await this.rows.requireColleagues(tx, institutionId, expertIds);
      const group = { id, institutionId, name, expertIds: [...expertIds], maxAway, active: true, version: 1 };
      await this.setup.addGroup(tx, group);
      announce(tx, { topic: 'rota-setup.key-staff-added', id, version: 1, institutionId });
    });
  }

  changeGroup(actor: ActorContext, command: GroupChange): Promise<string> {
    const { id, name, expertIds, maxAway, active } = command;
    return this.change(actor, { operation: 'changeKeyStaffGroup', command }, async (tx) => {
      const { institutionId } = tx.actor;
      const row = await this.rows.locked(tx, 'dispatch_key_groups', institutionId, command);
      await this.rows.requireColleagues(tx, institutionId, expertIds);
      const version = this.setup.change(tx, 'dispatch_key_groups', row, { name, expertIds, maxAway, active });
      announce(tx, { topic: 'rota-setup.key-staff-changed', id, version, institutionId });
    });
  }

  private create(
    actor: ActorContext,
    { operation, command, id }: { operation: string; command: { idempotencyKey: string }; id: string | null },
    write: (tx: Transaction, id: string) => Promise<void>,
  ): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, operation, command, id ?? tx.newId());
      if (claim.fresh) await write(tx, claim.aggregateId);
      return claim.aggregateId;
    });
  }

  private change(
    actor: ActorContext,
    { operation, command }: { operation: string; command: ChangeCommand },
    write: (tx: Transaction) => Promise<void>,
  ): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, operation, command, command.id);
      if (claim.fresh) await write(tx);
      return command.id;
    });
  }
}
