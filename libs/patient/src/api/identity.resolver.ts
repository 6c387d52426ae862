import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, below, type ActorContext, type Selection } from '#platform';
import { IdentityDisclosure } from '../commands/identity-disclosure.service.js';
import { PatientQueries } from '../queries/patient.queries.js';
import { RevealedIdentity } from './identity.types.js';
import { RevealPatientIdentityInput } from './patient.inputs.js';
import type { Patient } from './patient.types.js';

@Resolver(() => RevealedIdentity)
export class IdentityResolver {
  constructor(
    private readonly disclosure: IdentityDisclosure,
    private readonly queries: PatientQueries,
  ) {}

  @Allow(Permission.RevealPatientIdentity)
  @Mutation(() => RevealedIdentity, {
    description: 'Shows number, telephones and address in full, for a reason that is kept. 查看完整身份信息',
  })
  async revealPatientIdentity(
    @Args('input') input: RevealPatientIdentityInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RevealedIdentity> {
    const identity = await this.disclosure.reveal(actor, input);
    if (!selection.fields.has('patient')) return identity;
    const patient = await this.queries.get<Patient>(actor, input.patientId, below(selection, 'patient'));
    return { ...identity, patient };
  }
}
