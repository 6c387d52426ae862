import { Injectable } from '@nestjs/common';
import { InvalidInputError, isMobilePhone } from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type Transaction,
} from '#platform';
import { EmergencyRepository, type EmergencyDetails } from '../data/emergency.repository.js';
import { EMPTY_FORM } from '../domain/clinical-form.js';
import type { GreenChannel } from '../domain/green-channel.js';
import type { Priority } from '../domain/referral-state.js';
import { DraftService } from './draft.service.js';
import { EmergencyDispatch } from './emergency-dispatch.js';
import { EmergencyPatients, type EmergencyPatient } from './emergency-patients.js';
import { UpTransitionService } from './up-transition.service.js';

interface EmergencyContent extends EmergencyDetails {
  readonly priority: Priority;
  readonly condition?: string | null;
}

export interface EmergencyCommand extends EmergencyContent, EmergencyPatient {
  readonly idempotencyKey: string;
  readonly toDepartmentId: string;
  readonly greenChannel?: GreenChannel | null;
}

export interface AmendCommand extends ChangeCommand, EmergencyContent {}

/** Emergencies: nothing stands between the author and the receiver. */
@Injectable()
export class EmergencyService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: UpTransitionService,
    private readonly drafts: DraftService,
    private readonly emergencies: EmergencyRepository,
    private readonly patients: EmergencyPatients,
    private readonly dispatch: EmergencyDispatch,
  ) {}

  /** Writes and sends it in one: the receiver expects the patient from now on, without quota, review, consent or code. */
  submit(actor: ActorContext, command: EmergencyCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'submitEmergencyReferral', command, tx.newId());
      if (!claim.fresh) return claim;
      await this.submitIn(tx, claim.aggregateId, command);
      return claim;
    });
  }

  /** The same inside a transaction that another command has opened. */
  async submitIn(tx: Transaction, id: string, command: Omit<EmergencyCommand, 'idempotencyKey'>): Promise<void> {
    const details = detailsOf(command);
    await this.drafts.create(tx, id, {
      toDepartmentId: command.toDepartmentId,
      patientId: await this.patients.find(tx, command),
      kind: 'EMERGENCY',
      source: 'EMERGENCY',
      priority: command.priority,
      purposeCode: null,
      form: { ...EMPTY_FORM, chiefComplaint: command.condition ?? null },
    });
    await this.emergencies.create(tx, id, details);
    await this.dispatch.send(tx, id, command.greenChannel ?? null);
  }

  /** The doctor on duty expects the patient; in a gap of the roster any doctor of the department, which stays on record. */
  acknowledge(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'acknowledgeEmergency',
      operation: 'acknowledgeEmergencyReferral',
      topic: 'referral.emergency-acknowledged',
      effect: async (tx, { row }) => {
        const inDutyGap = row.onDuty?.doctors.length === 0;
        await this.emergencies.acknowledge(tx, command.id, inDutyGap);
        return { payload: { inDutyGap } };
      },
    });
  }

  /** Puts right what was said in haste, once; it is sent again. */
  amend(actor: ActorContext, command: AmendCommand): Promise<Claim> {
    const details = detailsOf(command);
    return this.transitions.run(actor, command, {
      action: 'amendEmergency',
      operation: 'amendEmergencyReferral',
      topic: 'referral.emergency-amended',
      bring: () => ({ priority: command.priority }),
      effect: async (tx, { row }) => {
        await this.emergencies.amend(tx, row.id, details);
        await this.patients.describe(tx, row.packageId, command.condition);
        return { changes: { priority: command.priority } };
      },
    });
  }
}

/** @throws InvalidInputError for a phone that is none */
function detailsOf({ consciousness, phone }: EmergencyContent): EmergencyDetails {
  const digits = phone.replaceAll(/[\s-]/g, '');
  if (!isMobilePhone(digits)) throw new InvalidInputError([{ path: 'phone', constraint: 'MOBILE_PHONE' }]);
  return { consciousness, phone: digits };
}
