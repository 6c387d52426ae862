import type { Horizons, Weights } from './routing.js';

/** Names of the weights and horizons among the reference settings; the unit ends the name. */
export const routingKeys = [
  'referral.routing_up_earliest_slot_percent',
  'referral.routing_up_travel_percent',
  'referral.routing_up_accept_rate_percent',
  'referral.routing_up_response_percent',
  'referral.routing_up_specialty_fit_percent',
  'referral.routing_up_continuity_percent',
  'referral.routing_down_contract_percent',
  'referral.routing_down_residence_percent',
  'referral.routing_down_drugs_percent',
  'referral.routing_down_equipment_percent',
  'referral.routing_down_rehabilitation_percent',
  'referral.routing_slot_horizon_hours',
  'referral.routing_travel_horizon_minutes',
  'referral.routing_response_horizon_minutes',
  'referral.routing_least_sample_cases',
] as const;

/** The settings as they count at the instant of a suggestion. */
export type RoutingSettings = Readonly<Record<(typeof routingKeys)[number], number>>;

export function upWeights(settings: RoutingSettings): Weights {
  return {
    EARLIEST_SLOT: settings['referral.routing_up_earliest_slot_percent'] / 100,
    TRAVEL: settings['referral.routing_up_travel_percent'] / 100,
    ACCEPT_RATE: settings['referral.routing_up_accept_rate_percent'] / 100,
    RESPONSE: settings['referral.routing_up_response_percent'] / 100,
    SPECIALTY_FIT: settings['referral.routing_up_specialty_fit_percent'] / 100,
    CONTINUITY: settings['referral.routing_up_continuity_percent'] / 100,
  };
}

export function downWeights(settings: RoutingSettings): Weights {
  return {
    CONTRACT: settings['referral.routing_down_contract_percent'] / 100,
    RESIDENCE: settings['referral.routing_down_residence_percent'] / 100,
    DRUGS: settings['referral.routing_down_drugs_percent'] / 100,
    EQUIPMENT: settings['referral.routing_down_equipment_percent'] / 100,
    REHABILITATION: settings['referral.routing_down_rehabilitation_percent'] / 100,
  };
}

export function horizonsOf(settings: RoutingSettings): Horizons {
  return {
    slotHours: settings['referral.routing_slot_horizon_hours'],
    travelMinutes: settings['referral.routing_travel_horizon_minutes'],
    responseMinutes: settings['referral.routing_response_horizon_minutes'],
  };
}
