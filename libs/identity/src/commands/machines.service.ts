import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, StaleVersionError, after, days } from '#kernel';
import {
  ReferenceData,
  UnitOfWork,
  claimRequest,
  isNetwork,
  violatedConstraint,
  type ActorContext,
  type DomainEvent,
  type Transaction,
} from '#platform';
import { hashMachineSecret, newMachineKey } from '../data/machine-key.js';
import { MachineRepository, type LockedMachine } from '../data/machine.repository.js';
import { AccountStatus } from '../domain/account-status.js';
import { MachineKeyRefusedError, MachineNameTakenError } from '../domain/errors.js';
import { brokenKeyRule, type MachineKind, type MachineScope } from '../domain/machine.js';

/** What a system may do, and from where. */
interface MachineReach {
  readonly scopes: readonly MachineScope[];
  /** `address/bits`; none: from anywhere. */
  readonly networks: readonly string[];
}

export interface NewMachine extends MachineReach {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly kind: MachineKind;
}

export interface MachineChange {
  readonly id: string;
  readonly expectedVersion: number;
}

export interface NewKey {
  readonly idempotencyKey: string;
  readonly machineAccountId: string;
  readonly expiresAt: Date;
}

/** A key as it is handed out. */
export interface IssuedKey {
  readonly machineAccountId: string;
  /** Null where the request was a repeated one: a key is shown once. */
  readonly key: string | null;
}

const LONGEST = 'identity.machine_key_limit_days';

/** What the security administrator of an institution does with the accounts of its systems. */
@Injectable()
export class MachinesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly machines: MachineRepository,
    private readonly reference: ReferenceData,
  ) {}

  /** @returns its id @throws MachineNameTakenError, InvalidInputError for a network that is none */
  async create(actor: ActorContext, request: NewMachine): Promise<string> {
    const { name, kind } = request;
    requireNetworks(request);
    try {
      return await this.unitOfWork.run(actor, async (tx) => {
        const claim = await claimRequest(tx, 'createMachineAccount', request, tx.newId());
        if (!claim.fresh) return claim.aggregateId;
        const id = claim.aggregateId;
        const { institutionId } = tx.actor;
        const fresh = { status: AccountStatus.ACTIVE, createdAt: tx.now, version: 1 };
        await this.machines.insert(tx, { id, institutionId, name, kind, ...columnsOf(request), ...fresh });
        tx.publish(machineEvent('created', { id, version: 1 }, columnsOf(request)));
        return id;
      });
    } catch (error) {
      throw violatedConstraint(error) === 'uq_machine_accounts_name' ? new MachineNameTakenError() : error;
    }
  }

  /** Replaces what a system may do and from where, from its next request on. @throws StaleVersionError */
  async change(actor: ActorContext, change: MachineChange, reach: MachineReach): Promise<void> {
    requireNetworks(reach);
    await this.unitOfWork.run(actor, async (tx) => {
      const machine = await this.locked(tx, change.id);
      requireVersion(machine, change);
      const version = await this.machines.update(tx, machine, columnsOf(reach));
      tx.publish(machineEvent('changed', { id: machine.id, version }, columnsOf(reach)));
    });
  }

  /** Ends an account and all its keys at once, for good. Doing it twice is no mistake. @throws StaleVersionError */
  async disable(actor: ActorContext, change: MachineChange): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const machine = await this.locked(tx, change.id);
      if (machine.status === AccountStatus.DISABLED) return;
      requireVersion(machine, change);
      await this.machines.revoke(tx, machine.id, null);
      const version = await this.machines.update(tx, machine, { status: AccountStatus.DISABLED });
      tx.publish(machineEvent('disabled', { id: machine.id, version }));
    });
  }

  /** @throws MachineKeyRefusedError naming the rule */
  async issueKey(actor: ActorContext, request: NewKey): Promise<IssuedKey> {
    const { machineAccountId, expiresAt } = request;
    return this.unitOfWork.run(actor, async (tx) => {
      const machine = await this.locked(tx, machineAccountId);
      const claim = await claimRequest(tx, 'issueMachineKey', request, tx.newId());
      if (!claim.fresh) return { machineAccountId, key: null };
      const { [LONGEST]: longest } = await this.reference.settings([LONGEST], tx.now, tx);
      const facts = { ...machine, expiresAt, latestExpiry: after(tx.now, days(longest)) };
      const broken = brokenKeyRule(facts, tx.now);
      if (broken) throw new MachineKeyRefusedError(broken, longest);
      const { prefix, secret } = newMachineKey();
      const id = claim.aggregateId;
      await this.machines.insertKey(tx, {
        id,
        machineAccountId,
        prefix,
        secretHash: hashMachineSecret(secret),
        createdAt: tx.now,
        createdByAccountId: actor.accountId,
        expiresAt,
        lastUsedAt: null,
        revokedAt: null,
      });
      tx.publish(machineEvent('key-issued', machine, { keyId: id, expiresAt: expiresAt.toISOString() }));
      return { machineAccountId, key: `${prefix}.${secret}` };
    });
  }

  /** Ends a key at once. Doing it twice is no mistake. @returns whose key it was @throws NotFoundError */
  async revokeKey(actor: ActorContext, keyId: string): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const id = await this.machines.ofKey(tx, keyId);
      const machine = id && (await this.machines.lock(tx, id));
      if (!machine || machine.institutionId !== actor.institutionId) throw new NotFoundError('MachineKey', keyId);
      const revoked = await this.machines.revoke(tx, machine.id, keyId);
      if (revoked.length > 0) tx.publish(machineEvent('key-revoked', machine, { keyId }));
      return machine.id;
    });
  }

  /** @throws NotFoundError for an account of another institution */
  private async locked(tx: Transaction, id: string): Promise<LockedMachine> {
    const machine = await this.machines.lock(tx, id);
    if (machine?.institutionId !== tx.actor.institutionId) throw new NotFoundError('MachineAccount', id);
    return machine;
  }
}

function columnsOf({ scopes, networks }: MachineReach): { scopes: string[]; networks: string[] } {
  return { scopes: [...new Set(scopes)].toSorted(), networks: [...new Set(networks)] };
}

function requireNetworks({ networks }: MachineReach): void {
  const wrong = networks.findIndex((network) => !isNetwork(network));
  if (wrong >= 0) throw new InvalidInputError([{ path: `networks.${wrong}`, constraint: 'NETWORK' }]);
}

function requireVersion({ version }: LockedMachine, { expectedVersion }: MachineChange): void {
  if (version !== expectedVersion) throw new StaleVersionError(expectedVersion, version);
}

function machineEvent(
  what: 'created' | 'changed' | 'disabled' | 'key-issued' | 'key-revoked',
  { id, version }: { readonly id: string; readonly version: number },
  payload: NonNullable<DomainEvent['payload']> = {},
): DomainEvent {
  return {
    topic: `machine-account.${what}`,
    aggregateType: 'machine-account',
    aggregateId: id,
    aggregateVersion: version,
    payload,
  };
}
