import { Injectable } from '@nestjs/common';
import {
  ReasonCheck,
  peopleBehind,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
} from '#platform';
import { CriticalValueRepository } from '../data/critical-value.repository.js';
import { VERIFICATIONS } from '../domain/critical-value.lifecycle.js';
import { CriticalValueNotices } from './critical-value-notices.js';
import { CriticalValueTransitions } from './critical-value-transitions.js';

/** What the centre does with a critical value that it has found, one method a domain verb. */
@Injectable()
export class CentreService {
  constructor(
    private readonly transitions: CriticalValueTransitions,
    private readonly criticalValues: CriticalValueRepository,
    private readonly reasons: ReasonCheck,
    private readonly notices: CriticalValueNotices,
  ) {}

  /** The second verification is the notice, or takes 待复核 away from one that was sent without. */
  verify(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'verify',
      operation: 'verifyCriticalValue',
      topic: 'critical-value.verified',
      effect: (tx, { row }, to) => {
        const position = row.verifiers.length + 1;
        this.criticalValues.verify(tx, row, position);
        const isNotice = row.state === 'DETECTED' && to === 'NOTIFIED';
        return {
          ...(isNotice && { topic: 'critical-value.notified' }),
          ...(row.unverified && position >= VERIFICATIONS && { changes: { unverified: false } }),
        };
      },
    });
  }

  /** Somebody holds it to be false: the chain goes on until another person has looked. */
  reportFalse(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'reportFalse',
      operation: 'reportCriticalValueFalse',
      topic: 'critical-value.held-false',
      bring: (tx) => this.reasons.from('critical-value.false', tx, command),
      effect: () => ({
        ...reasonOf(command),
        changes: { doubters: peopleBehind(actor), doubtReasonCode: command.reasonCode },
      }),
    });
  }

  /** It stands. */
  keep(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'keep',
      operation: 'keepCriticalValue',
      topic: 'critical-value.kept',
      effect: () => ({ changes: { doubters: [], doubtReasonCode: null } }),
    });
  }

  /** It was false. Whoever had been told hears of it. */
  cancel(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'cancel',
      operation: 'cancelCriticalValue',
      topic: 'critical-value.cancelled',
      effect: async (tx, { row }) => {
        const turns = await this.criticalValues.turns(tx, row.id);
        const staffIds = [...new Set(turns.flatMap((turn) => turn.staffIds))];
        await this.notices.tell(tx, row, { institutionId: row.orderingInstitutionId, staffIds }, 'cancelled');
        return {};
      },
    });
  }

  close(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'close',
      operation: 'closeCriticalValue',
      topic: 'critical-value.closed',
    });
  }
}
