import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CodedConceptType } from '#platform';
import { Adoption, OpinionState, QualityVerdict, Suggestion } from '../domain/consultation.js';

@ObjectType({ description: 'A signature under a version. 签名' })
export class ConsultationSignature {
  @Field(() => String, { description: 'Who. 签名人' })
  staffName: string;

  @Field(() => String, { description: 'SHA-256 of the words that were signed. 内容摘要' })
  contentHash: string;

  @Field(() => Date, { description: 'When. 签名时间' })
  signedAt: Date;
}

@ObjectType({ description: 'A version of the opinion. 会诊意见' })
export class ConsultationOpinion {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Int, { description: '1 for the first version, one more for every amendment. 版次' })
  revision: number;

  @Field(() => OpinionState, { description: 'How far it is. 状态' })
  state: OpinionState;

  @Field(() => Int, { description: 'Version for changes. 版本号' })
  version: number;

  @Field(() => [CodedConceptType], { description: 'Coded diagnoses. 诊断' })
  diagnoses: CodedConceptType[];

  @Field(() => String, { nullable: true, description: 'The diagnosis in words. 诊断说明' })
  diagnosisText: string | null;

  @Field(() => String, { description: 'What the experts advise. 诊疗意见' })
  advice: string;

  @Field(() => Suggestion, { description: 'What they suggest to be done. 处理建议' })
  suggestion: Suggestion;

  @Field(() => String, { nullable: true, description: 'Where to, or what to examine. 建议说明' })
  suggestionText: string | null;

  @Field(() => String, { nullable: true, description: 'Why the version before was amended. 更正原因' })
  amendedBecause: string | null;

  @Field(() => String, { description: 'Who wrote it. 起草人' })
  authorName: string;

  @Field(() => Date, { description: 'When. 起草时间' })
  writtenAt: Date;

  @Field(() => Date, { nullable: true, description: 'When the last one signed. 签署时间' })
  signedAt: Date | null;

  @Field(() => [ConsultationSignature], { description: 'Who has signed. 签名' })
  signatures: ConsultationSignature[];
}

@ObjectType({ description: 'What the inviting side has decided. 采纳记录' })
export class ConsultationDecision {
  @Field(() => Adoption, { description: 'Whether it follows. 采纳情况' })
  adoption: Adoption;

  @Field(() => String, { nullable: true, description: 'Why not, from `consultation.not-adopted`. 未采纳原因' })
  reasonCode: string | null;

  @Field(() => String, { nullable: true, description: 'More about it. 说明' })
  comment: string | null;

  @Field(() => String, { description: 'Who. 记录人' })
  staffName: string;

  @Field(() => Date, { description: 'When. 记录时间' })
  decidedAt: Date;
}

@ObjectType({ description: 'What the quality check has found. 质控记录' })
export class ConsultationQuality {
  @Field(() => QualityVerdict, { description: 'How good it was. 结论' })
  verdict: QualityVerdict;

  @Field(() => String, { nullable: true, description: 'More about it. 说明' })
  comment: string | null;

  @Field(() => String, { description: 'Who. 质控人' })
  staffName: string;

  @Field(() => Date, { description: 'When. 质控时间' })
  checkedAt: Date;
}
