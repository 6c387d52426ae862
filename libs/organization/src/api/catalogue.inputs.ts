import { ArgsType, Field, InputType, Int, IntersectionType } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
} from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  LocalDateScalar,
  OptionalEnumField,
  OptionalText,
  PageArgs,
  Text,
} from '#platform';
import { CapabilityKind } from '../domain/capability-kind.js';
import { ItemCategory, ItemContrast, RecognitionScope } from '../domain/standard-item.js';

const CODE = /^[\w.-]{1,32}$/;
const LONGEST_CODE = 32;
const MOST_CODES = 200;
/** A hundred thousand yuan: more is a slip of the pen. */
const MOST_CENTS = 10_000_000;
const LONGEST_WINDOW = 3650;
const QUALIFIED = Object.values(RecognitionScope).filter((scope) => scope !== RecognitionScope.NONE);

@ArgsType()
export class InstitutionArgs {
  @IdField('The institution. 机构编号')
  institutionId: string;
}

@ArgsType()
export class StandardItemArgs extends PageArgs {
  @OptionalEnumField(ItemCategory, 'Only of this kind. 项目类别')
  category?: ItemCategory | null;
}

@InputType({ isAbstract: true })
class NamedCapability {
  @IdField('The institution. 机构编号')
  institutionId: string;

  @EnumField(CapabilityKind, 'What kind of thing. 类别')
  kind: CapabilityKind;

  @Text(LONGEST_CODE, 'Its code. 编码')
  @Matches(CODE)
  code: string;
}

@InputType({ description: 'Something that an institution has, or is called otherwise. 登记承接能力' })
export class SetInstitutionCapabilityInput extends NamedCapability {
  @Text(100, 'What it is called. 名称')
  name: string;
}

@InputType({ description: 'Something that an institution has no more. 移除承接能力' })
export class RemoveInstitutionCapabilityInput extends NamedCapability {}

@InputType({ description: 'An item as it counts from now on; what counted until now stays on record. 设置标准项目' })
export class SetStandardItemInput {
  @Text(LONGEST_CODE, 'Code in the alliance; it names the item. 项目编码')
  @Matches(CODE)
  code: string;

  @Field(() => Int, { description: 'The version that the caller has read; 0 for a new item. 版本号' })
  @IsInt()
  @Min(0)
  expectedVersion: number;

  @OptionalText(LONGEST_CODE, 'National code. 国家编码')
  nationalCode?: string | null;

  @Text(100, 'Name. 项目名称')
  name: string;

  @EnumField(ItemCategory, 'What kind of examination. 项目类别')
  category: ItemCategory;

  @Field(() => String, { nullable: true, description: 'DICOM modality: CT, MR, DX. 检查设备' })
  @IsOptional()
  @Matches(/^[A-Z]{2,8}$/)
  modality?: string | null;

  @OptionalText(50, 'Part of the body. 部位')
  bodyPart?: string | null;

  @OptionalEnumField(ItemContrast, 'With a contrast medium or without. 增强方式')
  contrast?: ItemContrast | null;

  @Field(() => [String], { defaultValue: [], description: 'Codes of the items of a panel. 组合内项目' })
  @ArrayMaxSize(MOST_CODES)
  @ArrayUnique()
  @Matches(CODE, { each: true })
  panelMembers: string[] = [];

  @Field(() => Int, { description: 'Price in cents. 单价（分）' })
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  priceCents: number;

  @EnumField(RecognitionScope, 'How far results are recognised. 互认范围')
  recognitionScope: RecognitionScope;

  @Field(() => Int, { nullable: true, description: 'For how many days. 互认有效期（天）' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_WINDOW)
  windowDays?: number | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Recognised for good. 长期有效' })
  @IsBoolean()
  windowUnlimited: boolean = false;

  @OptionalText(200, 'Why results are never recognised. 不互认原因')
  neverRecognisedReason?: string | null;

  @Field(() => Boolean, { description: 'Whether it may be ordered. 是否启用' })
  @IsBoolean()
  active: boolean;
}

@InputType({ isAbstract: true })
class QualificationTerms {
  @Text(64, 'Number of the certificate. 证书编号')
  certificateNo: string;

  @Text(100, 'What it is called. 证书名称')
  name: string;

  @EnumField(ItemCategory, 'For which kind of examinations. 项目类别')
  category: ItemCategory;

  @Field(() => [String], { defaultValue: [], description: 'Codes of items; none means all of the kind. 适用项目' })
  @ArrayMaxSize(MOST_CODES)
  @ArrayUnique()
  @Matches(CODE, { each: true })
  itemCodes: string[] = [];

  @Field(() => RecognitionScope, { description: 'How far it reaches. 认可范围' })
  @IsIn(QUALIFIED)
  scope: Exclude<RecognitionScope, 'NONE'>;

  @Text(100, 'Who has issued it. 发证机构')
  issuedBy: string;

  @Field(() => LocalDateScalar, { description: 'First day. 生效日期' })
  @IsString()
  validFrom: string;

  @Field(() => LocalDateScalar, { description: 'Last day. 失效日期' })
  @IsString()
  validTo: string;
}

@InputType({ description: 'A certificate that an institution has. 登记质量资质' })
export class RegisterQualityQualificationInput extends IntersectionType(CreationInput, QualificationTerms) {
  @IdField('Whose it is. 机构编号')
  institutionId: string;
}

@InputType({ description: 'All that a certificate says. 变更质量资质' })
export class ChangeQualityQualificationInput extends IntersectionType(ChangeInput, QualificationTerms) {
  @Field(() => Boolean, { description: 'Whether it counts. 是否启用' })
  @IsBoolean()
  active: boolean;
}
