import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, InvalidInputError, NotFoundError, StaleVersionError, localDate, type LocalDate } from '#kernel';
import { OrganizationDirectory } from '#organization';
import type { Transaction } from '#platform';
import { SetupRepository, type SetupRow, type SetupTable } from '../data/setup.repository.js';
import type { Preference } from '../domain/solver/model.js';
import { wishOf, type DemandTerms, type ExpertTerms, type GivenPreference } from './setup-commands.js';

/** What is changed, as it was read. */
interface Read {
  readonly id: string;
  readonly expectedVersion: number;
}

const NAMES: Readonly<Record<SetupTable, string>> = {
  dispatch_experts: 'DispatchExpert',
  dispatch_demands: 'RotaDemand',
  dispatch_key_groups: 'KeyStaffGroup',
};

/** What rotas are made from, row by row, inside a transaction of whoever writes several: one set of rules for all ways in. */
@Injectable()
export class SetupRows {
  constructor(
    private readonly setup: SetupRepository,
    private readonly directory: OrganizationDirectory,
  ) {}

  /** Lets somebody of the institution be sent. @throws NotFoundError, InvalidInputError */
  async enrolIn(tx: Transaction, institutionId: string, { id, ...terms }: ExpertTerms & { id: string }): Promise<void> {
    await this.requireColleagues(tx, institutionId, [id]);
    if (await this.setup.lock(tx, 'dispatch_experts', { id, institutionId })) {
      throw new InvalidInputError([{ path: 'expertId', constraint: 'ENROLLED' }], 'ROTA');
    }
    const { weightPercent, maxPerWeek, maxConsecutiveDays } = terms;
    const preferences = terms.preferences.map(wishOf);
    const row = { id, institutionId, weightPercent, maxPerWeek, maxConsecutiveDays, preferences };
    const enrolledOn = localDate(tx.now, ALLIANCE_ZONE);
    await this.setup.addExpert(tx, { ...row, active: true, version: 1, enrolledOn });
    announce(tx, { topic: 'rota-setup.expert-enrolled', id, version: 1, institutionId });
  }

  /** @throws NotFoundError, StaleVersionError */
  async changeExpertIn(
    tx: Transaction,
    institutionId: string,
    read: Read,
    { preferences, ...terms }: Partial<ExpertTerms> & { readonly active?: boolean },
  ): Promise<void> {
    const row = await this.locked(tx, 'dispatch_experts', institutionId, read);
    const wishes = preferences && { preferences: JSON.stringify(preferences.map(wishOf)) };
    const version = this.setup.change(tx, 'dispatch_experts', row, { ...terms, ...wishes });
    announce(tx, { topic: 'rota-setup.expert-changed', id: row.id, version, institutionId });
  }

  /** One wish of somebody who is sent, in place of the one about the same. @throws NotFoundError */
  async wishIn(tx: Transaction, institutionId: string, expertId: string, wish: GivenPreference): Promise<void> {
    const row = await this.setup.lock(tx, 'dispatch_experts', { id: expertId, institutionId });
    if (!row) throw new NotFoundError('DispatchExpert', expertId);
    const { townshipId, weekday } = wishOf(wish);
    const others = (row.preferences ?? []).filter(
      (other: Preference) => other.townshipId !== townshipId || other.weekday !== weekday,
    );
    const preferences = JSON.stringify([...others, wishOf(wish)]);
    const version = this.setup.change(tx, 'dispatch_experts', row, { preferences });
    announce(tx, { topic: 'rota-setup.expert-changed', id: expertId, version, institutionId });
  }

  /** @throws NotFoundError, DemandOverlapError, InvalidInputError */
  async addDemandIn(
    tx: Transaction,
    institutionId: string,
    demand: DemandTerms & { readonly id: string },
  ): Promise<void> {
    const { id, townshipId, minimum, ideal, validFrom, validTo = null } = demand;
    if (!(await this.directory.knows(tx, [townshipId]))) throw new NotFoundError('Institution', townshipId);
    requireWanted({ minimum, ideal, validFrom, validTo });
    await this.setup.addDemand(tx, { ...demand, institutionId, validTo, version: 1 });
    announce(tx, { topic: 'rota-setup.demand-added', id, version: 1, institutionId });
  }

  /** How many, how urgent and until when; what is published stays. @throws NotFoundError, StaleVersionError, InvalidInputError */
  async changeDemandIn(
    tx: Transaction,
    institutionId: string,
    { id, expectedVersion, ...terms }: Read & Partial<Pick<DemandTerms, 'minimum' | 'ideal' | 'priority' | 'validTo'>>,
  ): Promise<void> {
    const row = await this.locked(tx, 'dispatch_demands', institutionId, { id, expectedVersion });
    const { minimum = 0, ideal = minimum, validTo = null } = terms;
    requireWanted({ minimum, ideal, validFrom: row.validFrom!, validTo });
    const version = this.setup.change(tx, 'dispatch_demands', row, terms);
    const topic = terms.minimum === undefined ? 'rota-setup.demand-ended' : 'rota-setup.demand-changed';
    announce(tx, { topic, id, version, institutionId });
  }

  /** @throws NotFoundError for somebody of another institution */
  async requireColleagues(tx: Transaction, institutionId: string, ids: readonly string[]): Promise<void> {
    if (!(await this.setup.areColleagues(tx, ids, institutionId))) throw new NotFoundError('Expert', ids[0]);
  }

  /** @throws NotFoundError, StaleVersionError */
  async locked(
    tx: Transaction,
    table: SetupTable,
    institutionId: string,
    { id, expectedVersion }: Read,
  ): Promise<SetupRow> {
    const row = await this.setup.lock(tx, table, { id, institutionId });
    if (!row) throw new NotFoundError(NAMES[table], id);
    if (row.version !== expectedVersion) throw new StaleVersionError(expectedVersion, row.version);
    return row;
  }
}

interface Wanted {
  readonly minimum: number;
  readonly ideal: number;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

function requireWanted({ minimum, ideal, validFrom, validTo }: Wanted): void {
  const problems = [
    ...(minimum > ideal ? [{ path: 'ideal', constraint: 'BELOW_MINIMUM' }] : []),
    ...(validTo && validTo < validFrom ? [{ path: 'validTo', constraint: 'PERIOD_EMPTY' }] : []),
  ];
  if (problems.length > 0) throw new InvalidInputError(problems, 'ROTA');
}

/** Says that something of it is new or another. */
export function announce(
  tx: Transaction,
  { topic, id, version, institutionId }: { topic: string; id: string; version: number; institutionId: string },
): void {
  const aggregate = { aggregateType: 'rota-setup', aggregateId: id, aggregateVersion: version };
  tx.publish({ topic, ...aggregate, payload: { institutionId } });
}
