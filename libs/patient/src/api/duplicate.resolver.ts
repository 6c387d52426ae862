import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, PageArgs, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { DuplicateService } from '../commands/duplicate.service.js';
import { DuplicateQueries } from '../queries/duplicate.queries.js';
import {
  DismissPatientDuplicateInput,
  MergePatientsInput,
  PatientDuplicate,
  PatientDuplicateConnection,
  SeparatePatientsInput,
} from './duplicate.types.js';
import { PatientMerge } from './patient.types.js';

/** The patient desk. */
@Resolver(() => PatientDuplicate)
export class DuplicateResolver {
  constructor(
    private readonly service: DuplicateService,
    private readonly queries: DuplicateQueries,
  ) {}

  @Allow(Permission.MergePatients)
  @Query(() => PatientDuplicateConnection, {
    description:
      'Records that may be of one person, the likeliest first: of the alliance at the lead hospital, else of the own institution. 疑似重复档案',
  })
  patientDuplicates(
    @Args() args: PageArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<PatientDuplicate>> {
    return this.queries.list(actor, args, selection);
  }

  @Allow(Permission.MergePatients)
  @Mutation(() => PatientMerge, {
    description: 'Makes one of two records of the same person; all that is about the one is about the other. 合并患者',
  })
  async mergePatients(
    @Args('input') input: MergePatientsInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<PatientMerge> {
    return this.queries.merge(actor, await this.service.merge(actor, input), selection);
  }

  @Allow(Permission.MergePatients)
  @Mutation(() => PatientMerge, {
    description: 'Takes a merge of the patient desk back: what went over goes back, what came later stays. 拆分患者',
  })
  async separatePatients(
    @Args('input') input: SeparatePatientsInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<PatientMerge> {
    return this.queries.merge(actor, await this.service.separate(actor, input), selection);
  }

  @Allow(Permission.MergePatients)
  @Mutation(() => PatientDuplicate, { description: 'Says that two records are of two people. 排除疑似重复' })
  async dismissPatientDuplicate(
    @Args('input') input: DismissPatientDuplicateInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<PatientDuplicate> {
    return this.queries.duplicate(actor, await this.service.dismiss(actor, input), selection);
  }
}
