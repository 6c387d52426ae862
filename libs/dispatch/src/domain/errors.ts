import { DomainError, type JsonRecord, type LocalDate } from '#kernel';
import type { BookingProblem } from './booking.js';
import { rulesWords } from './gap-words.js';

/** A session that is wanted breaks hard rules: all of them, with what each is about. */
export class RotaRulesBrokenError extends DomainError {
  readonly code = 'ROTA_RULES_BROKEN';

  constructor(broken: readonly JsonRecord[]) {
    super({ facts: { rules: broken.map(({ rule }) => rule!), broken: [...broken], words: { ...rulesWords(broken) } } });
  }
}

/** Another rota is published for some of those days. */
export class RotaOverlapError extends DomainError {
  readonly code = 'ROTA_OVERLAP';
}

/** The township asks for that specialty at that time already. */
export class DemandOverlapError extends DomainError {
  readonly code = 'DEMAND_OVERLAP';
}

/** Somebody is seconded during some of those days already. */
export class SecondmentOverlapError extends DomainError {
  readonly code = 'SECONDMENT_OVERLAP';
}

/** The demand asks for nobody on that day. */
export class NoDemandThenError extends DomainError {
  readonly code = 'NO_DEMAND_THEN';

  constructor(day: LocalDate) {
    super({ facts: { day } });
  }
}

/** A patient gets no place at a session: the rule says why. */
export class NoPlaceError extends DomainError {
  readonly code = 'NO_PLACE';

  constructor(rule: BookingProblem, places: number) {
    super({ rule, facts: { places } });
  }
}

/** The referral is not about the patient, or not one of the township. */
export class OtherReferralError extends DomainError {
  readonly code = 'OTHER_REFERRAL';
}
