import { Injectable } from '@nestjs/common';
import { DutyFunction, DutyRoster } from '#duty';
import { AccountDirectory, Role } from '#identity';
import type { Transaction } from '#platform';
import type { CriticalValueRow } from '../data/critical-value-facts.reader.js';
import { CriticalValueRepository } from '../data/critical-value.repository.js';
import { nextTurns, type CriticalValueTarget, type Turn } from '../domain/escalation.js';
import { CriticalValueNotices } from './critical-value-notices.js';

/** A level of the chain that has come. */
export interface ChainLevel {
  readonly dueAt: Date;
  /** Of the critical value then. */
  readonly version: number;
}

/** Turns to the next one until somebody has read the critical value back. */
@Injectable()
export class CriticalValueChain {
  constructor(
    private readonly criticalValues: CriticalValueRepository,
    private readonly roster: DutyRoster,
    private readonly accounts: AccountDirectory,
    private readonly notices: CriticalValueNotices,
  ) {}

  /** Goes on to the next who does not know yet. Where nobody is left, the general duty officer of the moment is told again. */
  async advance(tx: Transaction, row: CriticalValueRow, at: ChainLevel): Promise<void> {
    const turned = await this.criticalValues.turns(tx, row.id);
    // Whoever was told another value before does not know this one.
    const passed = turned.filter(({ revision }) => revision === row.revision);
    const known = { targets: passed.map(({ target }) => target), staffIds: passed.flatMap(({ staffIds }) => staffIds) };
    const next = await nextTurns(known, (target) => this.find(tx, row, target));
    const turns = next.length > 0 ? next : [await this.find(tx, row, 'GENERAL_DUTY')];
    const level = 1 + Math.max(-1, ...turned.map((turn) => turn.level));
    const text = passed.length > 0 ? 'unacknowledged' : level > 0 ? 'corrected' : noticeOf(row);
    // They have heard of the correction already.
    const corrected = text === 'corrected' ? turned.flatMap(({ staffIds }) => staffIds) : [];
    for (const [position, turn] of turns.entries()) {
      this.criticalValues.turn(tx, row, { ...turn, level, position, dueAt: at.dueAt });
      this.publish(tx, row, { ...turn, level, version: at.version });
      await this.notices.tell(
        tx,
        row,
        { ...turn, staffIds: turn.staffIds.filter((id) => !corrected.includes(id)) },
        text,
      );
    }
  }

  private publish(
    tx: Transaction,
    row: CriticalValueRow,
    turn: Turn & { readonly level: number; readonly version: number },
  ): void {
    tx.publish({
      topic: turn.staffIds.length === 0 ? 'critical-value.gap' : 'critical-value.turned',
      aggregateType: 'critical-value',
      aggregateId: row.id,
      aggregateVersion: turn.version,
      ...(row.patientId && { patientId: row.patientId }),
      action: 'escalate',
      fromState: 'NOTIFIED',
      toState: 'NOTIFIED',
      payload: { level: turn.level, target: turn.target, institutionId: turn.institutionId, staffIds: turn.staffIds },
    });
  }

  private async find(tx: Transaction, row: CriticalValueRow, target: CriticalValueTarget): Promise<Turn> {
    const { orderingInstitutionId, centreInstitutionId } = row;
    switch (target) {
      case 'ORDERING_DOCTOR': {
        const doctor = row.orderingStaffId ? [row.orderingStaffId] : [];
        const reachable = await this.accounts.activeOf(tx, doctor);
        return { target, institutionId: orderingInstitutionId, staffIds: [...reachable.keys()] };
      }
      case 'DUTY_DOCTOR':
        return { target, institutionId: orderingInstitutionId, staffIds: await this.dutyDoctor(tx, row) };
      case 'HEAD': {
        const place = { institutionId: orderingInstitutionId, departmentId: row.orderingDepartmentId, at: tx.now };
        const staffIds = await this.accounts.holding(tx, { ...place, roles: [Role.TOWNSHIP_HEAD, Role.DEPT_HEAD] });
        return { target, institutionId: orderingInstitutionId, staffIds };
      }
      case 'CENTRE':
        return { target, institutionId: centreInstitutionId, staffIds: await this.centre(tx, centreInstitutionId) };
      default: {
        const chain = await this.roster.escalationChain(tx, { institutionId: orderingInstitutionId, at: tx.now });
        const { institutionId, staffId } = chain.at(-1)!;
        return { target, institutionId, staffIds: staffId ? [staffId] : [] };
      }
    }
  }

  /** Of the department that ordered, else of the institution. */
  private async dutyDoctor(tx: Transaction, row: CriticalValueRow): Promise<string[]> {
    const { orderingInstitutionId: institutionId, orderingDepartmentId: departmentId } = row;
    const chain = await this.roster.escalationChain(tx, { institutionId, departmentId, at: tx.now });
    return chain.flatMap((step) => (step.function === DutyFunction.DUTY_DOCTOR && step.staffId ? [step.staffId] : []));
  }

  /** The head of the centre, and 医务科: by role, and by the roster. */
  private async centre(tx: Transaction, institutionId: string): Promise<string[]> {
    const place = { institutionId, at: tx.now };
    const holders = await this.accounts.holding(tx, { ...place, roles: [Role.CENTER_HEAD, Role.MEDICAL_AFFAIRS] });
    const onDuty = await this.roster.onDuty(tx, { ...place, function: DutyFunction.MEDICAL_AFFAIRS_DUTY });
    return [...new Set([...holders, ...(onDuty?.staffId ? [onDuty.staffId] : [])])];
  }
}

const noticeOf = ({ unverified }: CriticalValueRow): 'notified' | 'notified-unverified' =>
  unverified ? 'notified-unverified' : 'notified';
