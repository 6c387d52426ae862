import { Injectable } from '@nestjs/common';
import { Database, actingFor, type ActorContext, type ChangeCommand, type Claim } from '#platform';
import type { LoadedCriticalValue } from '../data/critical-value-facts.reader.js';
import { CriticalValueRepository } from '../data/critical-value.repository.js';
import type { ContactOutcome, ContactRelation } from '../domain/critical-value.js';
import { ReadBackMismatchError } from '../domain/errors.js';
import { readBackMatches } from '../domain/read-back.js';
import { CriticalValueNotices } from './critical-value-notices.js';
import { CriticalValueTransitions } from './critical-value-transitions.js';

export interface AcknowledgeCommand extends ChangeCommand {
  readonly readBack: string;
}

export interface ContactCommand extends ChangeCommand {
  readonly relation: ContactRelation;
  readonly outcome: ContactOutcome;
  readonly comment?: string | null;
}

export interface HandleCommand extends ChangeCommand {
  readonly measures: string;
}

/** What the side that ordered does with a critical value, one method a domain verb. */
@Injectable()
export class AnsweringService {
  constructor(
    private readonly transitions: CriticalValueTransitions,
    private readonly criticalValues: CriticalValueRepository,
    private readonly notices: CriticalValueNotices,
    private readonly database: Database,
  ) {}

  /**
   * Reads it back. What does not match is written down and refused: the refusal follows the commit, so that the attempt
   * stays on record and the chain goes on.
   * @throws ReadBackMismatchError
   */
  async acknowledge(actor: ActorContext, command: AcknowledgeCommand): Promise<Claim> {
    let isRead = false;
    const claim = await this.transitions.run(actor, command, {
      action: 'acknowledge',
      operation: 'acknowledgeCriticalValue',
      topic: 'critical-value.acknowledged',
      bring: (_tx, loaded) => ({ readBackMatches: matches(loaded, command.readBack) }),
      effect: async (tx, loaded, to) => {
        isRead = to === 'ACKNOWLEDGED';
        this.criticalValues.readBack(tx, loaded.row, { text: command.readBack, matches: isRead });
        await this.tellCentre(tx, loaded, isRead ? 'acknowledged' : 'read-back-mismatched');
        if (!isRead) return { topic: 'critical-value.read-back-mismatched' };
        return { changes: { acknowledgedAt: tx.now, acknowledgedByStaffId: actingFor(actor) } };
      },
    });
    // The same request once more is answered as it was, whatever has been corrected since.
    const by = { staffId: actor.staffId, text: command.readBack };
    if (!isRead && (claim.fresh || !(await this.criticalValues.hasRead(this.database, command.id, by)))) {
      throw new ReadBackMismatchError(command.id);
    }
    return claim;
  }

  /** Writes an attempt to reach an outpatient down; whoever is reached after all leads back from UNREACHABLE. */
  recordContact(actor: ActorContext, command: ContactCommand): Promise<Claim> {
    const { relation, outcome, comment = null } = command;
    return this.transitions.run(actor, command, {
      action: 'recordContact',
      operation: 'recordCriticalValueContact',
      topic: 'critical-value.contact-attempted',
      bring: () => ({ contact: { relation, outcome } }),
      effect: (tx, { row }) => {
        this.criticalValues.recordContact(tx, row, { relation, outcome, comment });
        return { payload: { relation, outcome } };
      },
    });
  }

  markUnreachable(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'markUnreachable',
      operation: 'markCriticalValueUnreachable',
      topic: 'critical-value.unreachable',
      effect: async (tx, loaded) => {
        await this.tellCentre(tx, loaded, 'unreachable');
        return {};
      },
    });
  }

  handle(actor: ActorContext, command: HandleCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'handle',
      operation: 'handleCriticalValue',
      topic: 'critical-value.handled',
      effect: (tx) => ({
        changes: { handledAt: tx.now, handledByStaffId: actingFor(actor), measures: command.measures },
      }),
    });
  }

  private tellCentre(
    tx: Parameters<CriticalValueNotices['tell']>[0],
    { row }: LoadedCriticalValue,
    text: 'acknowledged' | 'read-back-mismatched' | 'unreachable',
  ): Promise<void> {
    const staffIds = row.detectedByStaffId ? [row.detectedByStaffId] : [];
    return this.notices.tell(tx, row, { institutionId: row.centreInstitutionId, staffIds }, text);
  }
}

function matches({ row }: LoadedCriticalValue, readBack: string): boolean {
  const { findingText, value, unit } = row;
  return readBackMatches({ findingText, measured: value === null ? null : { value, unit: unit ?? '' } }, readBack);
}
