import { Injectable } from '@nestjs/common';
import { LiveTopic, type LiveInterest, type PositionedEvent } from '#platform';

type Seen = readonly PositionedEvent[];

/** Changes of inboxes, each for whose inbox it is: the events say whom they concern. */
@Injectable()
export class NoticeChanges extends LiveTopic<null> {
  readonly name = 'notices';

  concerns({ aggregateType, payload }: PositionedEvent): boolean {
    return aggregateType === 'notice' && Array.isArray(payload['staffIds']);
  }

  seenBy(events: Seen, interests: readonly LiveInterest<null>[]): Promise<Seen[]> {
    const byStaff = new Map<string, PositionedEvent[]>();
    for (const event of events) {
      for (const staffId of event.payload['staffIds'] as string[]) {
        byStaff.set(staffId, [...(byStaff.get(staffId) ?? []), event]);
      }
    }
    return Promise.resolve(interests.map(({ actor }) => byStaff.get(actor.staffId) ?? []));
  }
}
