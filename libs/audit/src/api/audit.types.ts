import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import { IsDate, IsOptional } from 'class-validator';
import { OptionalEnumField, OptionalIdField, OptionalText, PageArgs, pagesOf } from '#platform';
import { AuditOutcome, DEFAULT_DAYS, type AuditFilter } from '../domain/audit-filter.js';

const optionalId = { nullable: true };

@ObjectType({ description: 'Who did or saw what, when and from where: ids and codes, no clinical data. 审计记录' })
export class AuditEntry {
  @Field(() => ID, { description: 'Id of the entry. 记录编号' })
  id: string;

  @Field(() => Date, { description: 'When it happened. 时间' })
  occurredAt: Date;

  @Field(() => ID, { ...optionalId, description: 'Account; null where nobody was signed in. 账号' })
  accountId: string | null;

  @Field(() => ID, { ...optionalId, description: 'Staff member who acted. 操作人' })
  staffId: string | null;

  @Field(() => ID, { ...optionalId, description: 'Institution at which they acted. 操作机构' })
  institutionId: string | null;

  @Field(() => ID, { ...optionalId, description: 'Staff member in whose name they acted. 被代理人' })
  onBehalfOfStaffId: string | null;

  @Field(() => String, { description: 'Id of the request. 请求编号' })
  requestId: string;

  @Field(() => String, { nullable: true, description: 'Address that the request came from. 来源地址' })
  address: string | null;

  @Field(() => String, { description: 'What happened, or the operation that was asked for. 操作' })
  action: string;

  @Field(() => String, { nullable: true, description: 'Kind of the object. 对象类型' })
  objectType: string | null;

  @Field(() => ID, { ...optionalId, description: 'The object. 对象编号' })
  objectId: string | null;

  @Field(() => [ID], { nullable: true, description: 'Patients whose data were changed or seen. 涉及患者' })
  patientIds: string[] | null;

  @Field(() => String, { nullable: true, description: 'Relation that gave access to the patients. 访问依据' })
  basis: string | null;

  @Field(() => AuditOutcome, { description: 'How it ended. 结果' })
  result: AuditOutcome;

  @Field(() => String, { nullable: true, description: 'Code of the refusal. 错误代码' })
  code: string | null;

  @Field(() => String, { nullable: true, description: 'Rule that refused. 规则' })
  rule: string | null;

  @Field(() => String, { nullable: true, description: 'What an auditor asked for, as JSON. 查询条件' })
  detail: string | null;
}

@ObjectType({ description: 'A page of the audit trail. 审计记录列表' })
export class AuditEntryConnection extends pagesOf(AuditEntry, 'entries') {}

@ArgsType()
export class AuditEntryArgs extends PageArgs implements AuditFilter {
  @Field(() => Date, {
    nullable: true,
    description: `First instant; else ${DEFAULT_DAYS} days before \`to\`. 起始时间`,
  })
  @IsOptional()
  @IsDate()
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Last instant; else now. 截止时间' })
  @IsOptional()
  @IsDate()
  to?: Date | null;

  @OptionalIdField('Account that acted. 账号')
  accountId?: string | null;

  @OptionalIdField('Staff member who acted. 操作人')
  staffId?: string | null;

  @OptionalIdField('Institution at which they acted. 操作机构')
  institutionId?: string | null;

  @OptionalIdField('Patient whose data were changed or seen. 涉及患者')
  patientId?: string | null;

  @OptionalIdField('Object of the act. 对象编号')
  objectId?: string | null;

  @OptionalText(100, 'What happened, or the operation that was asked for. 操作')
  action?: string | null;

  @OptionalEnumField(AuditOutcome, 'How it ended. 结果')
  result?: AuditOutcome | null;
}
