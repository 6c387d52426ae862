import { daysBetween, type LocalDate } from '#kernel';

/** How far results are recognised, the narrowest first: 医联体HR, 市HR, 本省HR, 全国HR. */
const SCOPES = ['NONE', 'ALLIANCE', 'CITY', 'PROVINCE', 'NATION'] as const;
export type RecognitionScope = (typeof SCOPES)[number];

/** A standard item as it counts now: what is ordered, or what was reported. */
export interface Item {
  readonly code: string;
  readonly modality: string | null;
  readonly bodyPart: string | null;
  readonly contrast: 'PLAIN' | 'ENHANCED' | 'BOTH' | null;
  /** Codes of the items that a panel is made of; none for anything else. */
  readonly panelMembers: readonly string[];
  readonly priceCents: number;
  readonly recognitionScope: RecognitionScope;
  readonly windowDays: number | null;
  readonly windowUnlimited: boolean;
  /** Why it stands on the negative list. */
  readonly neverRecognisedReason: string | null;
}

/** That an institution's results of an item may be recognised, with its first and last day. */
export interface Qualification {
  readonly scope: Exclude<RecognitionScope, 'NONE'>;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
}

/** A report of a patient, wherever it comes from. */
export interface KnownReport {
  readonly id: string;
  readonly patientId: string;
  readonly item: Item;
  /** Null while nothing is published, or once it has been retracted. */
  readonly publishedOn: LocalDate | null;
  /** Those of the source institution for this item, whenever they count. */
  readonly qualifications: readonly Qualification[];
}

/** What is about to be ordered. */
export interface WantedItem {
  readonly patientId: string;
  readonly item: Item;
  readonly today: LocalDate;
  /** How far the institutions of both sides lie apart: a report within the alliance needs no wider scope than that. */
  readonly distance: Exclude<RecognitionScope, 'NONE'>;
}

/** Why a report of the patient cannot take the place of what is ordered, the first that fails. */
export type NearMiss =
  'NOT_PUBLISHED' | 'NEGATIVE_LIST' | 'OUTSIDE_WINDOW' | 'NOT_QUALIFIED' | 'OUTSIDE_SCOPE' | 'OTHER_CONTRAST';

export type Match =
  | { readonly kind: 'CANDIDATE'; readonly reportId: string; readonly daysOld: number; readonly savedCents: number }
  | { readonly kind: 'NEAR_MISS'; readonly reportId: string; readonly because: NearMiss };

/** Newest first; reports of others, and of other things, are no match at all. */
export function matchReports(wanted: WantedItem, reports: readonly KnownReport[]): Match[] {
  return reports
    .flatMap((report) => {
      const match = matchReport(wanted, report);
      return match ? [{ match, on: report.publishedOn ?? '' }] : [];
    })
    .toSorted((one, other) => (one.on < other.on ? 1 : one.on > other.on ? -1 : 0))
    .map(({ match }) => match);
}

/**
 * Whether a report makes an examination unnecessary: the same patient, the same item (or a panel that holds it; for CT the
 * same body part and contrast), published, young enough, by an institution that was qualified then, and recognised as
 * far as the two sides lie apart. @returns null where it is about something else
 */
export function matchReport(wanted: WantedItem, report: KnownReport): Match | null {
  if (report.patientId !== wanted.patientId || !isAboutSame(wanted.item, report.item)) return null;
  const because = missOf(wanted, report);
  if (because !== null) return { kind: 'NEAR_MISS', reportId: report.id, because };
  const daysOld = daysBetween(report.publishedOn!, wanted.today);
  return { kind: 'CANDIDATE', reportId: report.id, daysOld, savedCents: wanted.item.priceCents };
}

/** Slices of a part of the body show all of it; plain films, ultrasound and MR of one part are exams of different things. */
const BY_BODY_PART = 'CT';

function isAboutSame(wanted: Item, reported: Item): boolean {
  if (wanted.code === reported.code) return true;
  if (isSuperset(wanted, reported)) return true;
  const { modality, bodyPart } = wanted;
  return (
    modality === BY_BODY_PART && bodyPart !== null && modality === reported.modality && bodyPart === reported.bodyPart
  );
}

/** A panel stands for one of its items, and for a smaller panel. */
function isSuperset(wanted: Item, { panelMembers }: Item): boolean {
  const asked = wanted.panelMembers.length > 0 ? wanted.panelMembers : [wanted.code];
  return panelMembers.length > 0 && asked.every((code) => panelMembers.includes(code));
}

function missOf(wanted: WantedItem, report: KnownReport): NearMiss | null {
  const { item } = wanted;
  const { publishedOn } = report;
  if (publishedOn === null || publishedOn > wanted.today) return 'NOT_PUBLISHED';
  if (item.neverRecognisedReason !== null || item.recognitionScope === 'NONE') return 'NEGATIVE_LIST';
  if (item.contrast !== report.item.contrast) return 'OTHER_CONTRAST';
  if (!isYoungEnough(item, daysBetween(publishedOn, wanted.today))) return 'OUTSIDE_WINDOW';
  const valid = report.qualifications.filter((one) => one.validFrom <= publishedOn && publishedOn <= one.validTo);
  if (valid.length === 0) return 'NOT_QUALIFIED';
  const covers =
    reaches(item.recognitionScope, wanted.distance) && valid.some(({ scope }) => reaches(scope, wanted.distance));
  return covers ? null : 'OUTSIDE_SCOPE';
}

/** The last day of the window still counts. */
function isYoungEnough({ windowUnlimited, windowDays }: Item, daysOld: number): boolean {
  return windowUnlimited || (windowDays !== null && daysOld <= windowDays);
}

function reaches(scope: RecognitionScope, distance: RecognitionScope): boolean {
  return SCOPES.indexOf(scope) >= SCOPES.indexOf(distance);
}
