import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, ReadReplica, statement } from '#platform';
import { partsOf, reasonsOf } from '../domain/part.js';

/** How reasons are called now, those that may no longer be chosen by their last names. */
const LABELS = statement(
  'indicator.reason-labels',
  `SELECT DISTINCT ON (list, code) list, code, label_zh AS zh, label_en AS en FROM reason_codes
   WHERE list = ANY($1) AND effective_from <= $2 ORDER BY list, code, effective_from DESC`,
);

/** What the reason of a part is called; null of parts by anything else, and of reasons in no list. */
export interface ReasonNames {
  readonly labelZh: string | null;
  readonly labelEn: string | null;
}

interface Part {
  readonly code: string;
  readonly part: string;
}

/** Reasons by which figures are parted, as people call them. */
@Injectable()
export class Reasons {
  constructor(
    private readonly replica: ReadReplica,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The same parts, each with what its reason is called. */
  async name<T extends Part>(parts: readonly T[]): Promise<(T & ReasonNames)[]> {
    const lists = [...new Set(parts.flatMap(({ code, part }) => reasonsOf(code, part) ?? []))];
    const labels =
      lists.length === 0
        ? []
        : await this.replica.query<Record<'list' | 'code' | 'zh' | 'en', string>>(LABELS, [lists, this.clock.now()]);
    const known = new Map(labels.map((label) => [`${label.list}/${label.code}`, label]));
    return parts.map((each) => {
      const label = known.get(`${reasonsOf(each.code, each.part)}/${partsOf(each.part)[1]}`);
      return { ...each, labelZh: label?.zh ?? null, labelEn: label?.en ?? null };
    });
  }
}
