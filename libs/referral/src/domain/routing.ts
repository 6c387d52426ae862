/** Why a department does not come into question, in the order in which it is asked. */
export const RoutingFilter = {
  CONFIGURED: 'CONFIGURED',
  NOT_SUSPENDED: 'NOT_SUSPENDED',
  DIAGNOSIS: 'DIAGNOSIS',
  PURPOSE: 'PURPOSE',
  AGE: 'AGE',
  SEX: 'SEX',
} as const;
export type RoutingFilter = (typeof RoutingFilter)[keyof typeof RoutingFilter];

/** What a suggestion weighs: the first six on the way up, the others on the way down. */
export const RoutingPart = {
  EARLIEST_SLOT: 'EARLIEST_SLOT',
  TRAVEL: 'TRAVEL',
  ACCEPT_RATE: 'ACCEPT_RATE',
  RESPONSE: 'RESPONSE',
  SPECIALTY_FIT: 'SPECIALTY_FIT',
  CONTINUITY: 'CONTINUITY',
  CONTRACT: 'CONTRACT',
  RESIDENCE: 'RESIDENCE',
  DRUGS: 'DRUGS',
  EQUIPMENT: 'EQUIPMENT',
  REHABILITATION: 'REHABILITATION',
} as const;
export type RoutingPart = (typeof RoutingPart)[keyof typeof RoutingPart];

/** What a department takes patients for: empty lists and absent limits mean no restriction. */
export interface RoutingOffer {
  readonly diagnosisPrefixes: readonly string[];
  readonly purposeCodes: readonly string[];
  readonly minimumAge: number | null;
  readonly maximumAge: number | null;
  readonly sex: string | null;
}

/** Who is to be referred; what is not known refuses nobody. */
export interface RoutingNeed {
  /** ICD-10 code of the main diagnosis: accompanying ones do not decide where a patient goes. */
  readonly mainDiagnosis: string | null;
  readonly purposeCode: string | null;
  /** In full years. */
  readonly age: number | null;
  /** GB/T 2261.1: 1 or 2. */
  readonly sex: string | null;
}

/** A department that could be chosen. */
export interface RoutingPlace {
  /** Orders those of equal score: the same in every request. */
  readonly key: string;
  /** Whether it takes patients now. */
  readonly open: boolean;
  readonly offers: readonly RoutingOffer[];
}

/** Measured values by part, in the units of {@link scoreOf}; null where there is nothing to measure. */
export type Measured = Readonly<Partial<Record<RoutingPart, number | null>>>;

/** Share of each part in the whole, as a fraction; only the parts that count. */
export type Weights = Readonly<Partial<Record<RoutingPart, number>>>;

/** The value of a part at which nothing is left of its score. */
export interface Horizons {
  readonly slotHours: number;
  readonly travelMinutes: number;
  readonly responseMinutes: number;
}

export interface ScoredPart {
  readonly part: RoutingPart;
  readonly raw: number | null;
  /** 0 to 1; null where it was not measured. */
  readonly score: number | null;
  readonly weight: number;
  /** The weight after that of unmeasured parts was given to the others; null where it was not measured. */
  readonly effectiveWeight: number | null;
  /** Score times effective weight: these add up to the whole. */
  readonly contribution: number | null;
}

export interface Scored {
  /** 0 to 1; null where nothing could be measured. */
  readonly score: number | null;
  readonly parts: readonly ScoredPart[];
  /** Whether unmeasured parts have given their weight to the others. */
  readonly renormalized: boolean;
}

const startsWith = (code: string, prefix: string): boolean => code.toUpperCase().startsWith(prefix.toUpperCase());

type OfferFilter = Exclude<RoutingFilter, 'CONFIGURED' | 'NOT_SUSPENDED'>;

const ACCEPTS: Readonly<Record<OfferFilter, (offer: RoutingOffer, need: RoutingNeed) => boolean>> = {
  DIAGNOSIS: ({ diagnosisPrefixes }, { mainDiagnosis }) =>
    mainDiagnosis === null ||
    diagnosisPrefixes.length === 0 ||
    diagnosisPrefixes.some((prefix) => startsWith(mainDiagnosis, prefix)),
  PURPOSE: ({ purposeCodes }, { purposeCode }) =>
    purposeCode === null || purposeCodes.length === 0 || purposeCodes.includes(purposeCode),
  AGE: ({ minimumAge, maximumAge }, { age }) =>
    age === null || ((minimumAge ?? 0) <= age && age <= (maximumAge ?? Number.POSITIVE_INFINITY)),
  SEX: (offer, { sex }) => sex === null || offer.sex === null || offer.sex === sex,
};

/** The first filter that leaves none of a department's offers; null where the patient can be sent there. */
export function failingFilter({ open, offers }: RoutingPlace, need: RoutingNeed): RoutingFilter | null {
  if (offers.length === 0) return RoutingFilter.CONFIGURED;
  if (!open) return RoutingFilter.NOT_SUSPENDED;
  let left = offers;
  for (const filter of Object.keys(ACCEPTS) as OfferFilter[]) {
    left = left.filter((offer) => ACCEPTS[filter](offer, need));
    if (left.length === 0) return filter;
  }
  return null;
}

/** Characters of an ICD-10 category: a department that names it whole is made for it. */
const CATEGORY_LENGTH = 3;

/**
 * How closely a department names the diagnosis among what it takes: the share of the category that its longest fitting
 * prefix has, 0 for one that takes everything; null without a diagnosis.
 */
export function specialtyFit(offers: readonly RoutingOffer[], { mainDiagnosis }: RoutingNeed): number | null {
  if (mainDiagnosis === null) return null;
  const fitting = offers
    .flatMap(({ diagnosisPrefixes }) => diagnosisPrefixes)
    .filter((prefix) => startsWith(mainDiagnosis, prefix));
  const longest = Math.max(0, ...fitting.map((prefix) => prefix.length));
  return Math.min(1, longest / CATEGORY_LENGTH);
}

/** Score of a measured part: waiting, travel and response fall from 1 to 0 at their horizon, the others are shares. */
export function scoreOf(
  part: RoutingPart,
  raw: number,
  { slotHours, travelMinutes, responseMinutes }: Horizons,
): number {
  const horizons: Partial<Record<RoutingPart, number>> = {
    EARLIEST_SLOT: slotHours,
    TRAVEL: travelMinutes,
    RESPONSE: responseMinutes,
  };
  const horizon = horizons[part];
  return clamp(horizon === undefined ? raw : 1 - raw / horizon);
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Weighs what was measured. What was not gives its weight to the other parts, in proportion to theirs. */
export function weigh(measured: Measured, weights: Weights, horizons: Horizons): Scored {
  const counting = Object.values(RoutingPart).filter((part) => weights[part] !== undefined);
  const known = counting.filter((part) => typeof measured[part] === 'number');
  const total = known.reduce((sum, part) => sum + weights[part]!, 0);
  const parts = counting.map((part): ScoredPart => {
    const raw = measured[part] ?? null;
    const weight = weights[part]!;
    if (raw === null) return { part, raw, score: null, weight, effectiveWeight: null, contribution: null };
    const score = scoreOf(part, raw, horizons);
    const effectiveWeight = total === 0 ? 0 : weight / total;
    return { part, raw, score, weight, effectiveWeight, contribution: score * effectiveWeight };
  });
  const score = total === 0 ? null : parts.reduce((sum, { contribution }) => sum + (contribution ?? 0), 0);
  return { score, parts, renormalized: known.length < counting.length };
}

export interface Routing<Place extends RoutingPlace> {
  /** Best first. */
  readonly candidates: readonly (Scored & { readonly place: Place; readonly rank: number })[];
  readonly refused: readonly { readonly place: Place; readonly filter: RoutingFilter }[];
}

export interface RoutingRules<Place extends RoutingPlace> {
  readonly measure: (place: Place) => Measured;
  readonly weights: Weights;
  readonly horizons: Horizons;
}

/**
 * Where a patient can be sent: what passes all filters by falling score, those of equal score and those without any in the
 * order of their keys; the others with the filter that refuses them.
 */
export function route<Place extends RoutingPlace>(
  places: readonly Place[],
  need: RoutingNeed,
  { measure, weights, horizons }: RoutingRules<Place>,
): Routing<Place> {
  const judged = places
    .toSorted((left, right) => (left.key < right.key ? -1 : Number(left.key > right.key)))
    .map((place) => ({ place, filter: failingFilter(place, need) }));
  const candidates = judged
    .filter(({ filter }) => filter === null)
    .map(({ place }) => ({ place, ...weigh(measure(place), weights, horizons) }))
    .toSorted((left, right) => (right.score ?? -1) - (left.score ?? -1))
    .map((candidate, index) => ({ ...candidate, rank: index + 1 }));
  const refused = judged.flatMap(({ place, filter }) => (filter === null ? [] : [{ place, filter }]));
  return { candidates, refused };
}
