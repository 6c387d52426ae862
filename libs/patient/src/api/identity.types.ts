import { Field, ID, ObjectType } from '@nestjs/graphql';
import { IdDocumentType } from '../domain/id-document-type.js';
import { ContactRelation } from '../domain/relation.js';
import { Patient } from './patient.types.js';

@ObjectType({
  description: 'Who a patient is and how to reach them, in full; the look is on record with its reason. 完整身份信息',
})
export class RevealedIdentity {
  @Field(() => ID, { description: 'The patient. 患者编号' })
  patientId: string;

  @Field(() => String, { description: 'Name. 姓名' })
  name: string;

  @Field(() => IdDocumentType, { nullable: true, description: 'Kind of identity document. 证件类别' })
  idType: IdDocumentType | null;

  @Field(() => String, { nullable: true, description: 'Number of the document. 证件号码' })
  idNumber: string | null;

  @Field(() => String, { nullable: true, description: 'Mobile phone. 手机号码' })
  phone: string | null;

  @Field(() => String, { nullable: true, description: 'Home address. 家庭住址' })
  address: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the emergency contact. 紧急联系人' })
  contactName: string | null;

  @Field(() => String, { nullable: true, description: 'Mobile phone of the emergency contact. 联系人电话' })
  contactPhone: string | null;

  @Field(() => ContactRelation, { nullable: true, description: 'What the contact is to the patient. 与患者关系' })
  contactRelation: ContactRelation | null;

  @Field(() => Patient, { description: 'The patient as others see them. 患者' })
  patient?: Patient;
}
