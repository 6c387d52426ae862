import { Args, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { Permission } from '#identity';
import {
  Actor,
  Allow,
  LiveFeed,
  LiveUpdate,
  PageArgs,
  Selected,
  type ActorContext,
  type Connection,
  type Selection,
} from '#platform';
import { CertificatesService } from '../commands/certificates.service.js';
import { ReadingQueueChanges } from '../queries/reading-queue-changes.js';
import { ReadingTaskQueries } from '../queries/reading-task.queries.js';
import {
  CertifyReaderInput,
  ReadingQueueArgs,
  ReadingQueueChangedArgs,
  ReadingTaskArgs,
} from './reading-task.inputs.js';
import { ReaderCertificate, ReadingTask, ReadingTaskConnection } from './reading-task.types.js';

/** Queues as readers see them. */
@Resolver()
export class ReadingQueueResolver {
  constructor(
    private readonly queries: ReadingTaskQueries,
    private readonly certificates: CertificatesService,
    private readonly feed: LiveFeed,
    private readonly changes: ReadingQueueChanges,
  ) {}

  @Allow(Permission.ReadReadingQueue)
  @Query(() => ReadingTaskConnection, { description: 'A queue of the own institution, in its order. 诊断队列' })
  readingQueue(
    @Args() args: ReadingQueueArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<ReadingTask>> {
    return this.queries.queue({ actor, selection }, args, args);
  }

  @Allow(Permission.ReadStudies)
  @Query(() => ReadingTaskConnection, {
    description: 'What the caller holds, and what a reviewer has given back to them. 我的诊断任务',
  })
  myReadings(
    @Args() page: PageArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<ReadingTask>> {
    return this.queries.mine({ actor, selection }, page);
  }

  @Allow(Permission.ReadReadingQueue)
  @Query(() => ReadingTask, { description: 'One reading task of the own institution. 诊断任务' })
  readingTask(
    @Args() { id }: ReadingTaskArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ReadingTask> {
    return this.queries.get({ actor, selection }, id);
  }

  @Allow(Permission.ReadReadingQueue)
  @Subscription(() => LiveUpdate, {
    description: 'Changes of a queue of the own institution. 诊断队列变更',
    resolve: (update: LiveUpdate) => update,
  })
  readingQueueChanged(
    @Args() { groupCode, after }: ReadingQueueChangedArgs,
    @Actor() actor: ActorContext,
  ): Promise<AsyncIterableIterator<LiveUpdate>> {
    return this.feed.open(actor, this.changes, { filter: { groupCode }, after });
  }

  @Allow(Permission.OverseeReading)
  @Query(() => [ReaderCertificate], { description: 'What readers of the own institution may read. 诊断资质列表' })
  readerCertificates(@Actor() actor: ActorContext): Promise<ReaderCertificate[]> {
    return this.queries.certificates(actor);
  }

  @Allow(Permission.OverseeReading)
  @Mutation(() => [ReaderCertificate], {
    description: 'Records what a reader has shown to be able to read, or until when. 登记诊断资质',
  })
  async certifyReader(
    @Args('input') input: CertifyReaderInput,
    @Actor() actor: ActorContext,
  ): Promise<ReaderCertificate[]> {
    await this.certificates.certify(actor, input);
    return this.queries.certificates(actor);
  }
}
