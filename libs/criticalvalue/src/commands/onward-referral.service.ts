import { Injectable } from '@nestjs/common';
import type { Consciousness } from '#referral';
import { UrgentReferrals } from '#referral';
import type { ActorContext, ChangeCommand, Claim } from '#platform';
import { CriticalReference } from '../data/critical-reference.repository.js';
import type { CriticalValueRow } from '../data/critical-value-facts.reader.js';
import { CriticalValueTransitions } from './critical-value-transitions.js';

export interface ReferCommand extends ChangeCommand {
  readonly consciousness: Consciousness;
  /** Left out: the telephone of the doctor on file. */
  readonly phone?: string | null;
  /** Left out: the centre of the green channel at the hospital that has found it. */
  readonly toDepartmentId?: string | null;
}

/** Sends the patient of a critical value up by one act, with everything filled in that is known. */
@Injectable()
export class OnwardReferralService {
  constructor(
    private readonly transitions: CriticalValueTransitions,
    private readonly reference: CriticalReference,
    private readonly referrals: UrgentReferrals,
  ) {}

  refer(actor: ActorContext, command: ReferCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'refer',
      operation: 'referCriticalValue',
      topic: 'critical-value.referred',
      effect: async (tx, { row }) => {
        const code = row.findingCode;
        const finding = code === null ? null : await this.reference.finding(tx, tx.now, { code, domain: row.domain });
        const referralId = await this.referrals.sendIn(tx, {
          patientId: row.patientId!,
          channel: finding?.greenChannel ?? null,
          hospitalId: row.centreInstitutionId,
          toDepartmentId: command.toDepartmentId ?? null,
          consciousness: command.consciousness,
          phone: command.phone ?? null,
          condition: conditionOf(row),
        });
        return { changes: { referralId }, payload: { referralId } };
      },
    });
  }
}

function conditionOf({ findingText, value, unit, criticalNo }: CriticalValueRow): string {
  const words = value === null ? findingText : `${findingText} ${value} ${unit ?? ''}`.trim();
  return `危急值（${criticalNo}）：${words}`;
}
