import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ViewerType } from '#identity';
import { Selected, type Selection } from '#platform';
import { OrganizationQueries } from '../queries/organization.queries.js';
import { Institution, Staff } from './organization.types.js';

/** Who the signed-in person is, and where they work in this session. */
@Resolver(() => ViewerType)
export class ViewerExtResolver {
  constructor(private readonly queries: OrganizationQueries) {}

  @ResolveField(() => Staff, { description: 'The person behind the account. 人员' })
  staff(@Parent() { staffId }: ViewerType, @Selected() selection: Selection): Promise<Staff> {
    return this.queries.staffMember(staffId, selection);
  }

  @ResolveField(() => Institution, { description: 'Where this session works. 当前机构' })
  institution(@Parent() { institutionId }: ViewerType, @Selected() selection: Selection): Promise<Institution> {
    return this.queries.institution(institutionId, selection);
  }
}
