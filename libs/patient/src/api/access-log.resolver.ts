import { Args, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext, type Connection } from '#platform';
import { AccessLogQuery, type LoggedAccess } from '../queries/access-log.query.js';
import { PatientAccessArgs, PatientAccessConnection } from './access-log.types.js';

@Resolver()
export class AccessLogResolver {
  constructor(private readonly log: AccessLogQuery) {}

  @Allow(Permission.ReadAccessLog)
  @Query(() => PatientAccessConnection, {
    description: 'Who has looked at a patient, when, on which basis and why; the latest first. 患者访问记录',
  })
  patientAccessLog(@Args() args: PatientAccessArgs, @Actor() actor: ActorContext): Promise<Connection<LoggedAccess>> {
    return this.log.list(actor, args);
  }
}
