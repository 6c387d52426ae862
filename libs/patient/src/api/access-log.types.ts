import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import { IsDate, IsOptional } from 'class-validator';
import { IdField, PageArgs, pagesOf } from '#platform';

@ObjectType({ description: 'Somebody has looked at a patient, or changed something about them. 患者访问记录' })
export class PatientAccessEntry {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Date, { description: 'When. 时间' })
  occurredAt: Date;

  @Field(() => String, { nullable: true, description: 'Who; null: the platform itself. 访问人' })
  staffName: string | null;

  @Field(() => String, { nullable: true, description: 'In whose name. 被代理人' })
  onBehalfOfName: string | null;

  @Field(() => [String], { description: 'Codes of the roles held there at that time. 当时角色' })
  roles: string[];

  @Field(() => String, { nullable: true, description: 'Where. 机构' })
  institutionName: string | null;

  @Field(() => String, { description: 'What was done, as the audit trail names it: `patient.read`. 操作' })
  action: string;

  @Field(() => String, { nullable: true, description: 'Kind of what was seen. 对象类型' })
  objectType: string | null;

  @Field(() => ID, { nullable: true, description: 'What was seen. 对象编号' })
  objectId: string | null;

  @Field(() => String, { nullable: true, description: 'The relation that gave access; null for changes. 访问依据' })
  basis: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the reason, where one was given. 原因代码' })
  reasonCode: string | null;

  @Field(() => String, { nullable: true, description: 'The reason in words. 原因说明' })
  comment: string | null;
}

@ObjectType({ description: 'A page of looks at a patient. 患者访问记录分页列表' })
export class PatientAccessConnection extends pagesOf(PatientAccessEntry, 'entries') {
  declare nodes: PatientAccessEntry[];
}

@ArgsType()
export class PatientAccessArgs extends PageArgs {
  @IdField('The patient. 患者编号')
  patientId: string;

  @Field(() => Date, { nullable: true, description: 'From this instant on; left out: the year before. 起始时间' })
  @IsOptional()
  @IsDate()
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Up to this instant; left out: now. 截止时间' })
  @IsOptional()
  @IsDate()
  to?: Date | null;
}
