import { Injectable } from '@nestjs/common';
import { after, seconds } from '#kernel';
import { Deadlines, ReferenceData, type Transaction } from '#platform';
import type { PlanRow } from '../data/plan.repository.js';

export const SEARCH_LIMIT = 'dispatch.search';
const LONGEST_SECONDS = 'dispatch.search_limit_seconds';
/** For a worker that died: its claim lapses, and somebody else begins anew. */
const GRACE_SECONDS = 60;

/** Sets by when a search has come to an end, or is looked after. */
@Injectable()
export class SearchLimits {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly reference: ReferenceData,
  ) {}

  async begin(tx: Transaction, { id, institutionId }: Pick<PlanRow, 'id' | 'institutionId'>): Promise<void> {
    const { [LONGEST_SECONDS]: longest } = await this.reference.settings([LONGEST_SECONDS], tx.now, tx);
    const due = after(tx.now, seconds(longest + GRACE_SECONDS));
    await this.deadlines.set(tx, {
      subjectType: 'RotaPlan',
      subjectId: id,
      institutionId,
      kind: SEARCH_LIMIT,
      clock: 'WALL',
      levels: [{ due }],
    });
  }

  end(tx: Transaction, id: string): void {
    this.deadlines.finish(tx, id, [SEARCH_LIMIT]);
  }
}
