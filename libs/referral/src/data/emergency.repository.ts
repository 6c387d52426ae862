import { Injectable } from '@nestjs/common';
import { Cipher, type Transaction } from '#platform';
import { EMERGENCY_PHONE } from '../domain/emergency.js';
import type { Consciousness } from '../domain/referral-state.js';
import { EmergencyEntity } from './emergency.entity.js';

export interface EmergencyDetails {
  readonly consciousness: Consciousness;
  readonly phone: string;
}

/** Writes what emergencies say beyond the header. */
@Injectable()
export class EmergencyRepository {
  constructor(private readonly cipher: Cipher) {}

  async create(tx: Transaction, referralId: string, details: EmergencyDetails): Promise<void> {
    await tx.manager.insert(EmergencyEntity, {
      referralId,
      ...this.columnsOf(details),
      acknowledgedAt: null,
      acknowledgedByStaffId: null,
      acknowledgedInDutyGap: null,
      amendedAt: null,
    });
  }

  /** Says it anew; whoever has acknowledged it has not read this. */
  async amend(tx: Transaction, referralId: string, details: EmergencyDetails): Promise<void> {
    const anew = { acknowledgedAt: null, acknowledgedByStaffId: null, acknowledgedInDutyGap: null, amendedAt: tx.now };
    await tx.manager.update(EmergencyEntity, { referralId }, { ...this.columnsOf(details), ...anew });
  }

  async acknowledge(tx: Transaction, referralId: string, inDutyGap: boolean): Promise<void> {
    const { staffId: acknowledgedByStaffId } = tx.actor;
    const acknowledged = { acknowledgedAt: tx.now, acknowledgedByStaffId, acknowledgedInDutyGap: inDutyGap };
    await tx.manager.update(EmergencyEntity, { referralId }, acknowledged);
  }

  private columnsOf({ consciousness, phone }: EmergencyDetails) {
    return { consciousness, phoneCiphertext: this.cipher.encrypt(phone, EMERGENCY_PHONE) };
  }
}
