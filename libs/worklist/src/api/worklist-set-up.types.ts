import { ArgsType, Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { EnumField, OptionalText, Text, VersionedChangeInput, VersionedPeriod } from '#platform';
import { DueClock } from '../domain/due-time.js';
import { Urgency } from '../domain/urgency.js';

const LONGEST_CODE = 40;
const LONGEST_NAME = 100;
/** As the table has it. */
const LONGEST_LEASE = 480;
const LONGEST_READING = 1_440;
/** A year. */
const LATEST_DUE = 525_600;
const VISIT_TYPES = /^(GREEN_CHANNEL|EMERGENCY|INPATIENT|OUTPATIENT)$/;
const GROUP = 'The group of readers: `CT`, `ECG`. 诊断组';
const VISIT = 'How the patient comes: `GREEN_CHANNEL`, `EMERGENCY`, `INPATIENT`, `OUTPATIENT`. 就诊类型';
const READS = 'Whose subjects it reads: `imaging`, `laboratory`; any where it is not said. 诊断对象';
const DUE = 'Minutes until the report is due. 报告时限（分钟）';
const CLOCK = 'What the minutes are of. 计时方式';

@ArgsType()
export class ReadingGroupArgs {
  @Text(LONGEST_CODE, GROUP)
  groupCode: string;
}

@ObjectType({ description: 'A group of readers and what counts for it, during one period. 诊断组版本' })
export class ReadingGroupPeriod extends VersionedPeriod {
  @Field(() => String, { description: GROUP })
  code: string;

  @Field(() => String, { description: 'In Chinese. 中文名称' })
  labelZh: string;

  @Field(() => String, { description: 'In English. 英文名称' })
  labelEn: string;

  @Field(() => Int, { description: 'For how many minutes a claim stands without a heartbeat. 领取时限（分钟）' })
  leaseMinutes: number;

  @Field(() => Int, { description: 'How many people sign. 签名级数' })
  signatures: number;

  @Field(() => Int, { description: 'How many minutes reading one takes. 预计阅片时间（分钟）' })
  expectedMinutes: number;

  @Field(() => String, { nullable: true, description: 'The certificate that whoever reads here holds. 所需资质' })
  certificateCode: string | null;

  @Field(() => String, { nullable: true, description: READS })
  subjectDomain: string | null;
}

@ObjectType({ description: 'How long a report may take, during one period. 报告时限版本' })
export class ReadingDueTimePeriod extends VersionedPeriod {
  @Field(() => String, { description: GROUP })
  groupCode: string;

  @Field(() => Urgency, { description: 'The class. 紧急程度' })
  urgency: Urgency;

  @Field(() => String, {
    nullable: true,
    description: 'How the patient comes; none where the time counts for all. 就诊类型',
  })
  visitType: string | null;

  @Field(() => Int, { description: DUE })
  dueMinutes: number;

  @Field(() => DueClock, { description: CLOCK })
  clock: DueClock;
}

@InputType({ description: 'What counts for a group of readers. 新增或修改诊断组' })
export class ChangeReadingGroupInput extends VersionedChangeInput {
  @Field(() => String, { description: GROUP })
  @Matches(/^[A-Z0-9][A-Z0-9_]{0,39}$/)
  code: string;

  @Text(LONGEST_NAME, 'In Chinese. 中文名称')
  labelZh: string;

  @Text(LONGEST_NAME, 'In English. 英文名称')
  labelEn: string;

  @Field(() => Int, { description: 'For how many minutes a claim stands without a heartbeat. 领取时限（分钟）' })
  @IsInt()
  @Min(1)
  @Max(LONGEST_LEASE)
  leaseMinutes: number;

  @Field(() => Int, { description: 'How many people sign: 1 or 2. 签名级数' })
  @IsInt()
  @Min(1)
  @Max(2)
  signatures: number;

  @Field(() => Int, { description: 'How many minutes reading one takes. 预计阅片时间（分钟）' })
  @IsInt()
  @Min(0)
  @Max(LONGEST_READING)
  expectedMinutes: number;

  @OptionalText(LONGEST_CODE, 'The certificate that whoever reads here holds. 所需资质')
  certificateCode?: string | null;

  @Field(() => String, { nullable: true, description: READS })
  @IsOptional()
  @Matches(/^(imaging|laboratory)$/)
  subjectDomain?: string | null;
}

@InputType({ description: 'How long a report of a group and class may take. 修改报告时限' })
export class ChangeReadingDueTimeInput extends VersionedChangeInput {
  @Text(LONGEST_CODE, GROUP)
  groupCode: string;

  @EnumField(Urgency, 'The class. 紧急程度')
  urgency: Urgency;

  @Field(() => Int, { description: DUE })
  @IsInt()
  @Min(1)
  @Max(LATEST_DUE)
  dueMinutes: number;

  @EnumField(DueClock, CLOCK)
  clock: DueClock;
}

@InputType({ description: 'The same for those who come in one way. 修改按就诊类型的报告时限' })
export class ChangeVisitReadingDueTimeInput extends ChangeReadingDueTimeInput {
  @Field(() => String, { description: VISIT })
  @Matches(VISIT_TYPES)
  visitType: string;
}

@InputType({ description: 'That those who come in one way have no time of their own. 停用按就诊类型的报告时限' })
export class EndVisitReadingDueTimeInput extends VersionedChangeInput {
  @Text(LONGEST_CODE, GROUP)
  groupCode: string;

  @EnumField(Urgency, 'The class. 紧急程度')
  urgency: Urgency;

  @Field(() => String, { description: VISIT })
  @Matches(VISIT_TYPES)
  visitType: string;
}
