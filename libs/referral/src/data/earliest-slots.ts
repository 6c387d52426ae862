import { Injectable } from '@nestjs/common';
import type { Queryable } from '#platform';

/** Asks what is free. Nobody keeps slots yet, so nothing is known of any department. */
@Injectable()
export class EarliestSlots {
  /** The first free slot of each department after `at`; a department of which nothing is known is not in it. */
  find(_on: Queryable, _departmentIds: readonly string[], _at: Date): Promise<ReadonlyMap<string, Date>> {
    return Promise.resolve(new Map());
  }
}
