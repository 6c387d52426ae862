import { Injectable } from '@nestjs/common';
import { LiveTopic, type LiveInterest, type PositionedEvent } from '#platform';

/** Which queue somebody listens to. */
export interface QueueInterest {
  readonly groupCode: string;
}

/** Changes of a queue, for the readers of its institution; where it is read stands in each event. */
@Injectable()
export class ReadingQueueChanges extends LiveTopic<QueueInterest> {
  readonly name = 'reading-queues';

  concerns({ aggregateType }: PositionedEvent): boolean {
    return aggregateType === 'reading-task';
  }

  seenBy(
    events: readonly PositionedEvent[],
    interests: readonly LiveInterest<QueueInterest>[],
  ): Promise<PositionedEvent[][]> {
    const queues = Map.groupBy(events, ({ payload }) => queueOf(payload as unknown as Queue));
    const seen = interests.map(({ actor, filter }) => {
      const { institutionId } = actor;
      return queues.get(queueOf({ institutionId, groupCode: filter.groupCode })) ?? [];
    });
    return Promise.resolve(seen);
  }
}

interface Queue {
  readonly institutionId: string;
  readonly groupCode: string;
}

const queueOf = ({ institutionId, groupCode }: Queue): string => `${institutionId} ${groupCode}`;
