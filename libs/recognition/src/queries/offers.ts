import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, localDate } from '#kernel';
import type { Queryable } from '#platform';
import { KnownReports, type NamedItem, type NamedReport } from '../data/known-reports.repository.js';
import { matchReports, type NearMiss } from '../domain/matching.js';

/** A report that makes an examination unnecessary, or would but for one thing. */
export interface Offer {
  readonly report: NamedReport;
  /** Why it does not; null where it does. */
  readonly because: NearMiss | null;
  readonly daysOld: number | null;
  readonly savedCents: number;
}

/** What is known for one item that is about to be ordered. */
export interface ItemOffers {
  readonly item: NamedItem;
  readonly candidates: readonly Offer[];
  readonly nearMisses: readonly Offer[];
}

/** Asks the rules of recognition about a patient. Everybody here belongs to one alliance. */
@Injectable()
export class Offers {
  constructor(private readonly reports: KnownReports) {}

  async of(
    on: Queryable,
    patientId: string,
    asked: { readonly items: Parameters<KnownReports['itemsOf']>[1]; readonly now: Date },
  ): Promise<ItemOffers[]> {
    const [items, reports] = await Promise.all([this.reports.itemsOf(on, asked.items), this.reports.of(on, patientId)]);
    return items.map((item) => offersOf(item, { patientId, reports, now: asked.now }));
  }
}

const isCandidate = ({ because }: Offer): boolean => because === null;

function offersOf(
  item: NamedItem,
  { patientId, reports, now }: { patientId: string; reports: readonly NamedReport[]; now: Date },
): ItemOffers {
  const wanted = { patientId, item, today: localDate(now, ALLIANCE_ZONE), distance: 'ALLIANCE' } as const;
  const offers = reports.flatMap((report): Offer[] => {
    const [match] = matchReports(wanted, [report]);
    if (!match) return [];
    return match.kind === 'CANDIDATE'
      ? [{ report, because: null, daysOld: match.daysOld, savedCents: match.savedCents }]
      : [{ report, because: match.because, daysOld: null, savedCents: 0 }];
  });
  return {
    item,
    candidates: offers.filter(isCandidate),
    nearMisses: offers.filter((offer) => !isCandidate(offer)),
  };
}
