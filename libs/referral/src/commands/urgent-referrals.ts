import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import { StaffPhones } from '#organization';
import { actingFor, type Transaction } from '#platform';
import { GreenChannelRepository } from '../data/green-channel.repository.js';
import { GreenChannel } from '../domain/green-channel.js';
import type { Consciousness } from '../domain/referral-state.js';
import { EmergencyService } from './emergency.service.js';

/** An emergency that another part of the work has found. */
export interface UrgentReferral {
  readonly patientId: string;
  /** The green channel that it goes by; null without one. */
  readonly channel: string | null;
  /** Which hospital's centre of the channel receives the patient, where no department is named. */
  readonly hospitalId: string;
  readonly toDepartmentId: string | null;
  readonly consciousness: Consciousness;
  /** Null: the telephone of the sending doctor on file. */
  readonly phone: string | null;
  readonly condition: string;
}

/** Sends emergencies inside the transactions of others. */
@Injectable()
export class UrgentReferrals {
  constructor(
    private readonly emergencies: EmergencyService,
    private readonly channels: GreenChannelRepository,
    private readonly phones: StaffPhones,
  ) {}

  /**
   * @returns the id of the referral
   * @throws InvalidInputError naming `toDepartmentId` or `phone`, where it was left out and nothing is on file
   */
  async sendIn(tx: Transaction, urgent: UrgentReferral): Promise<string> {
    const { patientId, consciousness, condition } = urgent;
    const greenChannel = Object.values(GreenChannel).find((channel) => channel === urgent.channel) ?? null;
    const id = tx.newId();
    await this.emergencies.submitIn(tx, id, {
      patientId,
      consciousness,
      condition,
      greenChannel,
      priority: 'I',
      toDepartmentId: urgent.toDepartmentId ?? (await this.centre(tx, urgent)),
      phone: urgent.phone ?? (await this.ownPhone(tx)),
    });
    return id;
  }

  private async centre(tx: Transaction, { channel, hospitalId }: UrgentReferral): Promise<string> {
    const centres = await this.channels.centres(tx, tx.now);
    const own = centres.find((centre) => centre.channel === channel && centre.institutionId === hospitalId);
    if (own) return own.departmentId;
    throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'isNotEmpty' }]);
  }

  private async ownPhone(tx: Transaction): Promise<string> {
    const staffId = actingFor(tx.actor);
    const phone = (await this.phones.of(tx, [staffId])).get(staffId);
    if (phone) return phone;
    throw new InvalidInputError([{ path: 'phone', constraint: 'isNotEmpty' }]);
  }
}
