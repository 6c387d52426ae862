import { registerEnumType } from '@nestjs/graphql';
import {
  Adoption,
  ConsultationEncounter,
  ConsultationState,
  ConsultationType,
  InvitationState,
  OpinionState,
  QualityVerdict,
  Side,
  Suggestion,
} from '../domain/consultation.js';
import { ConsultationPaper } from '../domain/paper.js';
import { ConsultationList } from '../queries/lists.js';

/** Names the enums of consultations in the schema; called once, before the schema is built. */
export function registerConsultationEnums(): void {
  registerCaseEnums();
  registerSideEnums();
  registerOpinionEnums();
  registerListEnums();
}

function registerCaseEnums(): void {
  registerEnumType(ConsultationType, {
    name: 'ConsultationType',
    description: 'How an alliance consults. 会诊类型',
    valuesMap: {
      ORDINARY: { description: 'One expert, at a time that was booked. 普通会诊' },
      MDT: { description: 'Several specialties together. 多学科会诊' },
      EMERGENCY: { description: 'Whoever is on duty, at once. 急会诊' },
      STORE_AND_FORWARD: { description: 'On papers alone, without a session. 非实时会诊' },
      TEACHING_ROUND: { description: 'A round for teaching; the opinion may be left out. 教学查房' },
    },
  });
  registerEnumType(ConsultationState, {
    name: 'ConsultationState',
    description: 'How far a consultation is. 会诊状态',
    valuesMap: {
      DRAFT: { description: 'Being written. 草稿' },
      SUBMITTED: { description: 'Waiting to be looked through. 待分诊' },
      RETURNED_FOR_MATERIAL: { description: 'Back with the inviting side, which has to add something. 退回补充材料' },
      INVITING: { description: 'Experts are asked. 邀请中' },
      SCHEDULED: { description: 'Fixed. 已排期' },
      IN_SESSION: { description: 'Under way. 会诊中' },
      AWAITING_OPINION: { description: 'The opinion is due. 待出意见' },
      DELIVERED: { description: 'The inviting side has to decide on the opinion. 意见已送达' },
      CLOSED: { description: 'Over. 已完成' },
      DECLINED: { description: 'Nobody has accepted. 已谢绝' },
      CANCELLED: { description: 'Called off. 已取消' },
      NO_SHOW_INVITER: { description: 'Nobody of the inviting side has come. 邀请方未到' },
      NO_SHOW_EXPERT: { description: 'The experts have not come. 专家未到' },
      FAILED_TECHNICAL: { description: 'The line or the room has failed. 技术故障' },
    },
  });
}

function registerSideEnums(): void {
  registerEnumType(ConsultationEncounter, {
    name: 'ConsultationEncounter',
    description: 'How the patient is cared for. 就诊类型',
    valuesMap: {
      OUTPATIENT: { description: 'As an outpatient. 门诊' },
      INPATIENT: { description: 'On a ward. 住院' },
    },
  });
  registerEnumType(Side, {
    name: 'ConsultationSide',
    description: 'On which side of a session somebody sits. 参会方',
    valuesMap: {
      INVITER: { description: 'With the patient. 邀请方' },
      EXPERT: { description: 'Giving advice. 专家方' },
    },
  });
  registerEnumType(InvitationState, {
    name: 'ConsultationInvitationState',
    description: 'What has become of an invitation. 邀请状态',
    valuesMap: {
      PROPOSED: { description: 'Chosen, and not asked yet. 拟邀请' },
      INVITED: { description: 'Asked. 已邀请' },
      ACCEPTED: { description: 'Coming. 已接受' },
      DECLINED: { description: 'Not coming, for a reason. 已谢绝' },
      EXPIRED: { description: 'Not answered in time. 已过期' },
      WITHDRAWN: { description: 'Taken back. 已撤回' },
    },
  });
}

function registerOpinionEnums(): void {
  registerEnumType(OpinionState, {
    name: 'ConsultationOpinionState',
    description: 'How far a version of the opinion is. 意见状态',
    valuesMap: {
      DRAFTED: { description: 'Being written and signed. 起草中' },
      SIGNED: { description: 'Signed by everybody, and delivered. 已签署' },
      SUPERSEDED: { description: 'A later version has taken its place. 已被更正' },
    },
  });
  registerEnumType(Suggestion, {
    name: 'ConsultationSuggestion',
    description: 'What the experts suggest. 处理建议',
    valuesMap: {
      TREAT_LOCALLY: { description: 'Treat where the patient is. 就地治疗' },
      REFER: { description: 'Refer. 建议转诊' },
      FURTHER_EXAM: { description: 'Examine further. 建议进一步检查' },
    },
  });
  registerEnumType(Adoption, {
    name: 'ConsultationAdoption',
    description: 'What the inviting side makes of the opinion. 采纳情况',
    valuesMap: {
      ADOPTED: { description: 'It follows. 采纳' },
      PARTLY: { description: 'It follows in part. 部分采纳' },
      NOT_ADOPTED: { description: 'It does not follow. 未采纳' },
    },
  });
  registerEnumType(QualityVerdict, {
    name: 'ConsultationQualityVerdict',
    description: 'How good the consultation was, as documented. 质控结论',
    valuesMap: {
      GOOD: { description: 'Good. 优良' },
      ACCEPTABLE: { description: 'Acceptable. 合格' },
      DEFICIENT: { description: 'Deficient. 不合格' },
    },
  });
}

function registerListEnums(): void {
  registerEnumType(ConsultationList, {
    name: 'ConsultationList',
    description: 'A list of consultations. 会诊列表',
    valuesMap: {
      MINE: { description: 'Of the own institution, not over. 本院在办会诊' },
      TO_ANSWER: { description: 'The caller is asked. 待我答复' },
      MY_SESSIONS: { description: 'The caller has accepted. 我的会诊' },
      TO_WRITE: { description: 'The opinion of the caller is due. 待我出意见' },
      TO_TRIAGE: { description: 'To be looked through. 待分诊' },
      TO_SCHEDULE: { description: 'A time has to be found. 待排期' },
      OVERDUE: { description: 'Late. 超时' },
      TO_CHECK: { description: 'Quality has not been checked. 待质控' },
      REGISTER: { description: 'All of them, the newest first. 会诊登记' },
    },
  });
  registerEnumType(ConsultationPaper, {
    name: 'ConsultationPaper',
    description: 'The papers of a consultation. 会诊单据',
    valuesMap: {
      APPLICATION: { description: 'What is asked, of whom, and why. 申请单' },
      CONSENT: { description: 'The consent with its cost, to be signed. 知情同意书' },
      OPINION: { description: 'The opinion that counts, with its signatures. 会诊意见书' },
    },
  });
}
