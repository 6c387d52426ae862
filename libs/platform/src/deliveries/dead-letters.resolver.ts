import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Actor, Allow } from '../access/access.decorators.js';
import { PlatformPermission } from '../access/platform-permission.js';
import type { Actor as ActorContext } from '../actor/actor.js';
import { toConnection } from '../graphql/connection.types.js';
import { UuidPipe } from '../graphql/uuid.pipe.js';
import { Selected, type Selection } from '../read/selection.js';
import { DeadLetters } from './dead-letters.js';
import {
  DeadLetterArgs,
  DeadLetterConnection,
  DeadLetterType,
  ResendDeadLetterInput,
  ResendDeadLettersInput,
} from './dead-letter.types.js';

/** Deliveries that could not be made, for administrators: of the lead hospital all of them, of others their own. */
@Resolver()
export class DeadLettersResolver {
  constructor(private readonly letters: DeadLetters) {}

  @Allow(PlatformPermission.ManageDeliveries)
  @Query(() => DeadLetterType, { description: 'A delivery that was given up. 死信' })
  deadLetter(
    @Args('id', { type: () => ID, description: 'Id of the delivery. 编号' }, UuidPipe) id: string,
    @Actor() actor: ActorContext,
  ): Promise<DeadLetterType> {
    return this.letters.get(actor, id);
  }

  @Allow(PlatformPermission.ManageDeliveries)
  @Query(() => DeadLetterConnection, { description: 'Deliveries that were given up, the latest first. 死信列表' })
  async deadLetters(
    @Args() { consumer = null, ...page }: DeadLetterArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DeadLetterConnection> {
    const letters = await this.letters.list(actor, consumer, page);
    const total = selection.fields.has('totalCount') ? await this.letters.count(actor, consumer) : undefined;
    return toConnection<DeadLetterType>(letters, total) as DeadLetterConnection;
  }

  @Allow(PlatformPermission.ManageDeliveries)
  @Mutation(() => ID, { description: 'Have a delivery tried once more. 重发死信' })
  resendDeadLetter(@Args('input') input: ResendDeadLetterInput, @Actor() actor: ActorContext): Promise<string> {
    return this.letters.resend(actor, input.id);
  }

  @Allow(PlatformPermission.ManageDeliveries)
  @Mutation(() => Int, {
    description:
      'Have the dead letters of a consumer tried once more, at most 1,000 of them; answers how many. 批量重发死信',
  })
  resendDeadLetters(@Args('input') input: ResendDeadLettersInput, @Actor() actor: ActorContext): Promise<number> {
    return this.letters.resendAll(actor, input.consumer);
  }
}
