import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { LocalDateScalar, connectionOf } from '#platform';
import { CapabilityKind } from '../domain/capability-kind.js';
import { ItemCategory, ItemContrast, RecognitionScope } from '../domain/standard-item.js';

@ObjectType({ description: 'A medicine, a device or a kind of rehabilitation that an institution has. 承接能力' })
export class InstitutionCapability {
  @Field(() => ID, { description: 'The institution. 机构编号' })
  institutionId: string;

  @Field(() => CapabilityKind, { description: 'What kind of thing. 类别' })
  kind: CapabilityKind;

  @Field(() => String, { description: 'Its code. 编码' })
  code: string;

  @Field(() => String, { description: 'What it is called. 名称' })
  name: string;
}

@ObjectType({
  description: 'What is the same for an examination whoever performs it, as it counts now. 检查检验标准项目',
})
export class StandardItem {
  @Field(() => ID, { description: 'Identifier, the same for all versions. 编号' })
  id: string;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;

  @Field(() => Date, { description: 'Since when this version counts. 生效时间' })
  effectiveFrom: Date;

  @Field(() => String, { description: 'Code in the alliance. 项目编码' })
  code: string;

  @Field(() => String, { nullable: true, description: 'National code. 国家编码' })
  nationalCode: string | null;

  @Field(() => String, { description: 'Name. 项目名称' })
  name: string;

  @Field(() => ItemCategory, { description: 'What kind of examination. 项目类别' })
  category: ItemCategory;

  @Field(() => String, { nullable: true, description: 'DICOM modality. 检查设备' })
  modality: string | null;

  @Field(() => String, { nullable: true, description: 'Part of the body. 部位' })
  bodyPart: string | null;

  @Field(() => ItemContrast, { nullable: true, description: 'With a contrast medium or without. 增强方式' })
  contrast: ItemContrast | null;

  @Field(() => [String], { description: 'Codes of the items of a panel. 组合内项目' })
  panelMembers: string[];

  @Field(() => Int, { description: 'Price in cents. 单价（分）' })
  priceCents: number;

  @Field(() => RecognitionScope, { description: 'How far results are recognised. 互认范围' })
  recognitionScope: RecognitionScope;

  @Field(() => Int, { nullable: true, description: 'For how many days. 互认有效期（天）' })
  windowDays: number | null;

  @Field(() => Boolean, { description: 'Whether results are recognised for good. 长期有效' })
  windowUnlimited: boolean;

  @Field(() => String, { nullable: true, description: 'Why results are never recognised. 不互认原因' })
  neverRecognisedReason: string | null;

  @Field(() => Boolean, { description: 'Whether it may be ordered. 是否启用' })
  active: boolean;
}

@ObjectType({ description: 'A page of standard items. 标准项目分页列表' })
export class StandardItemConnection extends connectionOf(StandardItem, 'items') {
  declare nodes: StandardItem[];
}

@ObjectType({ description: 'A certificate by which results of an institution may be recognised. 质量资质' })
export class QualityQualification {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { description: 'Whose it is. 机构编号' })
  institutionId: string;

  @Field(() => String, { description: 'Number of the certificate. 证书编号' })
  certificateNo: string;

  @Field(() => String, { description: 'What it is called. 证书名称' })
  name: string;

  @Field(() => ItemCategory, { description: 'For which kind of examinations. 项目类别' })
  category: ItemCategory;

  @Field(() => [String], { description: 'Codes of items; none means all of the kind. 适用项目' })
  itemCodes: string[];

  @Field(() => RecognitionScope, { description: 'How far it reaches. 认可范围' })
  scope: RecognitionScope;

  @Field(() => String, { description: 'Who has issued it. 发证机构' })
  issuedBy: string;

  @Field(() => LocalDateScalar, { description: 'First day. 生效日期' })
  validFrom: string;

  @Field(() => LocalDateScalar, { description: 'Last day. 失效日期' })
  validTo: string;

  @Field(() => Boolean, { description: 'Whether it counts. 是否启用' })
  active: boolean;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}
