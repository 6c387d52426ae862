import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IsIn, Matches } from 'class-validator';
import { Text } from './input-fields.js';

/** Code lists in which a diagnosis may be given; the clinical and the insurance version differ. */
const DIAGNOSIS_SYSTEMS = ['ICD-10-CN-CLINICAL', 'ICD-10-CN-INSURANCE'] as const;

/** Category, subdivision (`x` where there is none) and the extension of the Chinese versions: `I10.x00x002`. */
export const ICD_10_CODE = /^[A-Z]\d{2}(\.[0-9x]\d{0,3}(x\d{3})?)?[+*]?$/;

@ObjectType({ description: 'A code with the list and version it belongs to. 编码概念' })
export class CodedConceptType {
  @Field(() => String, { description: 'The code list, e.g. `ICD-10-CN-CLINICAL`. 编码体系' })
  system: string;

  @Field(() => String, { description: 'Version of the list. 版本' })
  version: string;

  @Field(() => String, { description: 'The code. 代码' })
  code: string;

  @Field(() => String, { description: 'Text of the code when it was recorded. 名称' })
  display: string;
}

@InputType({ description: 'A diagnosis by its ICD-10 code. 诊断编码' })
export class DiagnosisInput {
  @Field(() => String, { description: `The code list: ${DIAGNOSIS_SYSTEMS.join(' or ')}. 编码体系` })
  @IsIn(DIAGNOSIS_SYSTEMS)
  system: string;

  @Text(20, 'Version of the list, e.g. `2.0`. 版本')
  version: string;

  @Field(() => String, { description: 'ICD-10 code, e.g. `I20.0`. 代码' })
  @Matches(ICD_10_CODE)
  code: string;

  @Text(200, 'Text of the diagnosis. 诊断名称')
  display: string;
}
