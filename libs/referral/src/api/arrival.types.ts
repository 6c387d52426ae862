import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'What a desk learns when a code is right: nothing clinical. 到院确认' })
export class ArrivalConfirmation {
  @Field(() => String, { description: 'Number of the referral. 转诊单号' })
  referralNo: string;

  @Field(() => String, { description: 'Masked name, to ask the patient for theirs. 患者姓名（脱敏）' })
  patientNameMasked: string;

  @Field(() => String, { description: 'Where the patient is to go. 就诊科室' })
  departmentName: string;

  @Field(() => String, { nullable: true, description: 'Room. 诊室' })
  room: string | null;

  @Field(() => Date, { description: 'When the patient was expected. 就诊时间' })
  visitTime: Date;

  @Field(() => Date, { description: 'When the arrival was confirmed. 到院时间' })
  arrivedAt: Date;
}
