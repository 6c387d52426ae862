import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext, type Connection } from '#platform';
import { AuditEntriesQuery } from '../queries/audit-entries.query.js';
import type { ListedEntry } from '../queries/audit-entry.js';
import { AuditEntry, AuditEntryArgs, AuditEntryConnection } from './audit.types.js';

/** The work of the auditor. */
@Resolver(() => AuditEntry)
export class AuditResolver {
  constructor(private readonly entries: AuditEntriesQuery) {}

  @Allow(Permission.ReadAuditTrail)
  @Query(() => AuditEntryConnection, {
    description:
      'The audit trail, newest first: of the alliance for auditors of the lead hospital, else of the own institution. 审计查询',
  })
  auditEntries(@Args() args: AuditEntryArgs, @Actor() actor: ActorContext): Promise<Connection<ListedEntry>> {
    return this.entries.list(actor, args, args);
  }

  @ResolveField(() => String, { nullable: true, description: 'What an auditor asked for, as JSON. 查询条件' })
  detail(@Parent() { detail }: ListedEntry): string | null {
    return detail && JSON.stringify(detail);
  }
}
