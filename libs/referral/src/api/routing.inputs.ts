import { applyDecorators } from '@nestjs/common';
import { Field, InputType, Int } from '@nestjs/graphql';
import { ArrayMaxSize, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IdField, OptionalIdField, OptionalText, ICD_10_CODE } from '#platform';

const MOST_DIAGNOSES = 20;
const MOST_NEEDED = 50;
const CODE_LENGTH = 64;
const OLDEST = 150;

/** Codes as institutions list what they have. */
const NeededCodes = (description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => [String], { defaultValue: [], description }),
    ArrayMaxSize(MOST_NEEDED),
    IsString({ each: true }),
    MaxLength(CODE_LENGTH, { each: true }),
  );

@InputType({ description: 'For whom a destination is looked for: a draft, or what is known. 去向建议条件' })
export class RoutingSuggestionsInput {
  @OptionalIdField('A referral, whose patient, diagnoses and purpose count. 转诊编号')
  referralId?: string | null;

  @OptionalIdField('A patient whom the caller may see; age and sex come from the record. 患者')
  patientId?: string | null;

  @Field(() => [String], { nullable: true, description: 'ICD-10 codes, the main diagnosis first. 诊断代码' })
  @IsOptional()
  @ArrayMaxSize(MOST_DIAGNOSES)
  @Matches(ICD_10_CODE, { each: true })
  diagnosisCodes?: string[] | null;

  @OptionalText(CODE_LENGTH, 'Why, from `referral.purpose.up`. 转诊目的')
  purposeCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'Age in full years, where the record does not say. 年龄' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(OLDEST)
  age?: number | null;

  @Field(() => String, { nullable: true, description: '1 male, 2 female, where the record does not say. 性别' })
  @IsOptional()
  @IsIn(['1', '2'])
  sex?: string | null;
}

@InputType({ description: 'For whom a place near home is looked for, and what they need there. 下转去向建议条件' })
export class DownRoutingSuggestionsInput {
  @IdField('The patient, whom the caller may see. 患者')
  patientId: string;

  @Field(() => [String], { nullable: true, description: 'ICD-10 codes, the main diagnosis first. 诊断代码' })
  @IsOptional()
  @ArrayMaxSize(MOST_DIAGNOSES)
  @Matches(ICD_10_CODE, { each: true })
  diagnosisCodes?: string[] | null;

  @OptionalText(CODE_LENGTH, 'Why, from the reasons for referring back. 下转原因')
  purposeCode?: string | null;

  @NeededCodes('Medicines that the patient goes on with. 所需药品')
  drugCodes: string[] = [];

  @NeededCodes('Devices that the patient needs. 所需设备')
  equipmentCodes: string[] = [];

  @NeededCodes('Rehabilitation that the patient needs. 所需康复项目')
  rehabilitationCodes: string[] = [];
}
