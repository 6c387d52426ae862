import { Injectable } from '@nestjs/common';
import type { Queryable } from '#platform';

/** Asks whoever keeps slots what is free. */
export abstract class EarliestSlots {
  /** The first free slot of each department after `at`; a department of which nothing is known is not in it. */
  abstract find(on: Queryable, departmentIds: readonly string[], at: Date): Promise<ReadonlyMap<string, Date>>;
}

/** As long as nobody keeps slots, nothing is known of any department. */
@Injectable()
export class UnknownSlots extends EarliestSlots {
  override find(): Promise<ReadonlyMap<string, Date>> {
    return Promise.resolve(new Map());
  }
}
