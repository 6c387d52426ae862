import { InputType } from '@nestjs/graphql';
import { ChangeInput, CreationInput, IdField, OptionalText, Text } from '#platform';

const TEXT = 2_000;

@InputType({ description: 'Gives a waiting referral to a doctor. 指派转诊' })
export class AssignReferralInput extends ChangeInput {
  @IdField('A doctor of the receiving department. 接诊医生')
  doctorStaffId: string;
}

@InputType({ description: 'Asks the author something. 要求补充资料' })
export class RequestReferralInformationInput extends ChangeInput {
  @Text(TEXT, 'What has to be known. 需补充的内容')
  question: string;
}

@InputType({ description: 'Answers what the receiver has asked. 补充资料' })
export class SupplyReferralInformationInput extends ChangeInput {
  @Text(TEXT, 'The answer. 补充内容')
  answer: string;
}

@InputType({ description: 'Advice instead of a visit. 退回并建议' })
export class ReturnReferralWithAdviceInput extends ChangeInput {
  @Text(TEXT, 'What to do where the patient is, in at least ten characters. 诊疗建议')
  advice: string;
}

@InputType({ description: 'Urges whoever a referral waits for. 催办' })
export class UrgeReferralInput extends CreationInput {
  @IdField('The referral that waits. 转诊编号')
  referralId: string;

  @OptionalText(200, 'Why, for the record of the referral; notices do not carry it. 催办说明')
  comment?: string | null;
}
