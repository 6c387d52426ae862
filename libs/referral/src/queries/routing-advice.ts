import { Injectable } from '@nestjs/common';
import { FreeSessions } from '#capacity';
import { elapsed, hours } from '#kernel';
import type { PatientProfile } from '#patient';
import { ReferenceData, type Queryable } from '#platform';
import { RoutingFactsReader, type DownCandidate, type Needed, type UpCandidate } from '../data/routing-facts.reader.js';
import { downWeights, horizonsOf, routingKeys, upWeights } from '../domain/routing-settings.js';
import { route, specialtyFit, type Measured, type Routing, type RoutingNeed } from '../domain/routing.js';

/** From where and for whom a place is looked for, and when. */
interface Asked {
  readonly fromInstitutionId: string;
  readonly need: RoutingNeed;
  readonly at: Date;
}

export interface AskedUp extends Asked {
  readonly patientId: string | null;
}

export interface AskedDown extends Asked {
  readonly needed: Needed;
  readonly profile: Pick<PatientProfile, 'registeredInstitutionId' | 'contractInstitutionId'>;
}

/** Ranks the departments of the alliance for a patient: three statements, however many there are. */
@Injectable()
export class RoutingAdvice {
  constructor(
    private readonly facts: RoutingFactsReader,
    private readonly sessions: FreeSessions,
    private readonly reference: ReferenceData,
  ) {}

  async up(on: Queryable, { fromInstitutionId, patientId, need, at }: AskedUp): Promise<Routing<UpCandidate>> {
    const [settings, places] = await Promise.all([
      this.reference.settings(routingKeys, at, on),
      this.facts.up(on, fromInstitutionId, patientId),
    ]);
    const slots = await this.sessions.earliest(
      on,
      places.map(({ departmentId }) => departmentId),
      at,
    );
    const least = settings['referral.routing_least_sample_cases'];
    const measure = (place: UpCandidate): Measured => ({
      EARLIEST_SLOT: hoursUntil(slots.get(place.departmentId), at),
      TRAVEL: place.travelMinutes,
      ACCEPT_RATE: place.decided < least ? null : place.accepted / place.decided,
      RESPONSE: place.answered < least ? null : place.medianResponseMinutes,
      SPECIALTY_FIT: specialtyFit(place.offers, need),
      CONTINUITY: place.continuity,
    });
    return route(places, need, { measure, weights: upWeights(settings), horizons: horizonsOf(settings) });
  }

  async down(
    on: Queryable,
    { fromInstitutionId, need, needed, profile, at }: AskedDown,
  ): Promise<Routing<DownCandidate>> {
    const [settings, places] = await Promise.all([
      this.reference.settings(routingKeys, at, on),
      this.facts.down(on, fromInstitutionId, needed),
    ]);
    const measure = ({ institutionId, drugs, equipment, rehabilitation }: DownCandidate): Measured => ({
      CONTRACT: Number(profile.contractInstitutionId === institutionId),
      RESIDENCE: Number(profile.registeredInstitutionId === institutionId),
      DRUGS: drugs,
      EQUIPMENT: equipment,
      REHABILITATION: rehabilitation,
    });
    return route(places, need, { measure, weights: downWeights(settings), horizons: horizonsOf(settings) });
  }
}

function hoursUntil(slot: Date | undefined, at: Date): number | null {
  return slot === undefined ? null : Math.max(0, elapsed(at, slot) / hours(1));
}
