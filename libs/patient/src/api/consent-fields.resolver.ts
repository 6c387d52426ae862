import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Cipher, FileLinks, type GraphqlContext } from '#platform';
import { PatientContext } from '../data/patient-context.js';
import { CONSENT_FILE } from '../data/consent-file.js';
import { Consent } from './patient.types.js';

@Resolver(() => Consent)
export class ConsentFieldsResolver {
  constructor(
    private readonly links: FileLinks,
    private readonly cipher: Cipher,
  ) {}

  @ResolveField(() => String, { nullable: true, description: 'Name of who signed for the patient. 代签人姓名' })
  signerName(@Parent() { signerName }: Consent): string | null {
    return signerName && this.cipher.decrypt(signerName, PatientContext.SignerName);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Where the caller gets what was signed, without any header, for five minutes. 签署文件下载链接',
  })
  fileUrl(@Parent() { fileUrl: id }: Consent, @Context() { actor }: GraphqlContext): string | null {
    return id && this.links.addressOf(actor!, CONSENT_FILE, id);
  }
}
