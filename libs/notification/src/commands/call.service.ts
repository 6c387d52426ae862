import { Injectable } from '@nestjs/common';
import { NotFoundError, StaleVersionError, TransitionRefusedError } from '#kernel';
import { UnitOfWork, claimRequest, type ActorContext, type RepeatableRequest } from '#platform';
import { CallAttemptEntity } from '../data/call-attempt.entity.js';
import { CallEntity } from '../data/call.entity.js';
import type { CallOutcome, CallState } from '../domain/call-outcome.js';

export interface LoggedCall extends RepeatableRequest {
  readonly id: string;
  readonly expectedVersion: number;
  readonly outcome: CallOutcome;
  readonly note?: string | null;
}

/** Calls that somebody made to people without an account. */
@Injectable()
export class CallService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Logs a call; whoever was reached, or given up, is not called any more. @returns the id of the call */
  log(actor: ActorContext, command: LoggedCall): Promise<string> {
    const { id, outcome, note = null, expectedVersion } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'logCall', command, id);
      if (!claim.fresh) return claim.aggregateId;
      const { institutionId, staffId } = actor;
      const where = { id, institutionId };
      const call = await tx.manager.findOne(CallEntity, { where, lock: { mode: 'pessimistic_write' } });
      if (!call) throw new NotFoundError('Call', id);
      if (call.state !== 'OPEN') throw new TransitionRefusedError(call.state, 'logCall', { rule: 'CALL_ENDED' });
      if (call.version !== expectedVersion) throw new StaleVersionError(expectedVersion, call.version);
      const state = stateAfter(outcome);
      const [attempts, version] = [call.attempts + 1, call.version + 1];
      await tx.manager.insert(CallAttemptEntity, {
        id: tx.newId(),
        callId: id,
        outcome,
        note,
        staffId,
        madeAt: tx.now,
      });
      await tx.manager.update(
        CallEntity,
        { id },
        { state, attempts, version, endedAt: state === 'OPEN' ? null : tx.now },
      );
      tx.publish({
        topic: outcome === 'REACHED' ? 'call.reached' : 'call.not-reached',
        aggregateType: 'call',
        aggregateId: id,
        aggregateVersion: version,
        patientId: call.patientId,
        fromState: call.state,
        toState: state,
        payload: { institutionId, outcome, relation: call.relation },
      });
      return id;
    });
  }
}

function stateAfter(outcome: CallOutcome): CallState {
  return outcome === 'REACHED' || outcome === 'GIVEN_UP' ? outcome : 'OPEN';
}
