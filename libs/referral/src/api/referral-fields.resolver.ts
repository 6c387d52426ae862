import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Cipher, type GraphqlContext } from '#platform';
import { EMERGENCY_PHONE } from '../domain/emergency.js';
import { CODE_CONTEXT } from '../domain/appointment-code.js';
import { PermittedActionsReader } from '../queries/permitted-actions.reader.js';
import { ReferralEmergency } from './emergency.types.js';
import { PermittedReferralAction, Referral, ReferralArrangement } from './referral.types.js';

/** Fields of a referral that its row does not hold: answers of the rules, for a page at once. */
@Resolver(() => Referral)
export class ReferralFieldsResolver {
  constructor(private readonly permitted: PermittedActionsReader) {}

  @ResolveField(() => [PermittedReferralAction], {
    description: 'What the caller may do with it now, and which rule refuses the rest. 可执行操作',
  })
  async permittedActions(
    @Parent() { id }: Referral,
    @Context() { loaders }: GraphqlContext,
  ): Promise<readonly PermittedReferralAction[]> {
    return (await loaders.of(this.permitted).load(id)) ?? [];
  }
}

@Resolver(() => ReferralArrangement)
export class ArrangementFieldsResolver {
  constructor(private readonly cipher: Cipher) {}

  @ResolveField(() => String, { description: 'The code that the patient shows at the desk. 预约码' })
  code(@Parent() arrangement: ReferralArrangement): string {
    return this.cipher.decrypt(arrangement.code, CODE_CONTEXT);
  }
}

@Resolver(() => ReferralEmergency)
export class EmergencyFieldsResolver {
  constructor(private readonly cipher: Cipher) {}

  @ResolveField(() => String, { description: 'Mobile phone of whoever is with the patient. 联系电话' })
  phone(@Parent() emergency: ReferralEmergency): string {
    return this.cipher.decrypt(emergency.phone, EMERGENCY_PHONE);
  }
}
