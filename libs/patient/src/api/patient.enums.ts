import { registerEnumType } from '@nestjs/graphql';
import { BreakGlassVerdict } from '../domain/break-glass.js';
import { DuplicatePart, MergeKind } from '../domain/duplicate.js';
import { ConsentKind, ConsentMethod } from '../domain/consent.js';
import { IdDocumentType } from '../domain/id-document-type.js';
import { ContactRelation, SignerRelation } from '../domain/relation.js';
import { PatientSex } from '../domain/sex.js';
import { TeamFunction } from '../domain/team.js';

const relations = {
  SPOUSE: { description: 'Husband or wife. 配偶' },
  PARENT: { description: 'Father or mother. 父母' },
  CHILD: { description: 'Son or daughter. 子女' },
  GUARDIAN: { description: 'Legal guardian. 监护人' },
  OTHER: { description: 'Somebody else. 其他' },
};

/** Names the enums of patients in the schema; called once, before the schema is built. */
export function registerPatientEnums(): void {
  registerEnumType(PatientSex, {
    name: 'Sex',
    description: 'Sex by GB/T 2261.1. 性别',
    valuesMap: {
      UNKNOWN: { description: 'Not known. 未知的性别' },
      MALE: { description: 'Male. 男性' },
      FEMALE: { description: 'Female. 女性' },
      UNSPECIFIED: { description: 'Not specified. 未说明的性别' },
    },
  });
  registerEnumType(IdDocumentType, {
    name: 'IdDocumentType',
    description: 'Kind of identity document. 身份证件类别',
    valuesMap: {
      RESIDENT_ID: { description: 'Resident identity card. 居民身份证' },
      HOUSEHOLD_REGISTER: { description: 'Household register. 居民户口簿' },
      PASSPORT: { description: 'Passport. 护照' },
      MILITARY_ID: { description: "Officer's certificate. 军官证" },
      HONG_KONG_MACAO_PERMIT: { description: 'Permit of residents of Hong Kong and Macao. 港澳居民来往内地通行证' },
      TAIWAN_PERMIT: { description: 'Permit of residents of Taiwan. 台湾居民来往内地通行证' },
      OTHER: { description: 'Another document. 其他' },
    },
  });
  registerEnumType(ContactRelation, {
    name: 'ContactRelation',
    description: 'What an emergency contact is to the patient. 联系人与患者关系',
    valuesMap: relations,
  });
  registerEnumType(SignerRelation, {
    name: 'SignerRelation',
    description: 'What the signer is to the patient. 签署人与患者关系',
    valuesMap: { SELF: { description: 'The patient. 本人' }, ...relations },
  });
  registerConsentEnums();
  registerAccessEnums();
}

function registerTeamEnums(): void {
  registerEnumType(TeamFunction, {
    name: 'FamilyDoctorTeamFunction',
    description: 'What somebody does in a team of family doctors. 团队职责',
    valuesMap: {
      DOCTOR: { description: 'A doctor. 医生' },
      VILLAGE_DOCTOR: { description: 'A village doctor. 村医' },
      NURSE: { description: 'A nurse. 护士' },
      PUBLIC_HEALTH: { description: 'For public health. 公卫人员' },
    },
  });
}

function registerAccessEnums(): void {
  registerTeamEnums();
  registerEnumType(MergeKind, {
    name: 'PatientMergeKind',
    description: 'Why two records of a patient became one. 合并类别',
    valuesMap: {
      IDENTIFIED: { description: 'Who came without a document was in the index. 补录身份' },
      DUPLICATE: { description: 'The patient desk has found somebody twice. 重复档案' },
    },
  });
  registerEnumType(DuplicatePart, {
    name: 'PatientDuplicatePart',
    description: 'What two records have in common, or what speaks against them. 相似项',
    valuesMap: {
      DOCUMENT: { description: 'The same number under another kind of document. 证件号码相同' },
      NAME: { description: 'The same name. 姓名相同' },
      NAME_SOUND: { description: 'A name that sounds the same. 姓名同音' },
      BIRTH_DATE: { description: 'The same day of birth. 出生日期相同' },
      SEX: { description: 'The same sex. 性别相同' },
      PHONE: { description: 'The same telephone. 电话相同' },
      INSTITUTION: { description: 'Registered at the same institution. 登记机构相同' },
      DIFFERENT_RESIDENT_ID: { description: 'Two resident ids, which speaks against it. 身份证号不同' },
    },
  });
  registerEnumType(BreakGlassVerdict, {
    name: 'BreakGlassVerdict',
    description: 'What the review of a look without a relation has found. 核查结论',
    valuesMap: {
      JUSTIFIED: { description: 'It was right. 合理' },
      UNJUSTIFIED: { description: 'It was wrong; it ends at once. 不合理' },
    },
  });
}

function registerConsentEnums(): void {
  registerEnumType(ConsentKind, {
    name: 'ConsentKind',
    description: 'What a consent is for. 知情同意类别',
    valuesMap: {
      REFERRAL: { description: 'Referral to another institution of the alliance. 转诊' },
      ONWARD_REFERRAL: { description: 'Referral to a hospital beyond the alliance, papers included. 向外转诊' },
      CONSULTATION: { description: 'Remote consultation. 远程会诊' },
      DATA_SHARING: { description: 'Sharing of data within the alliance. 信息共享' },
      CONTACT: { description: 'Text messages about visits. 短信联系' },
    },
  });
  registerEnumType(ConsentMethod, {
    name: 'ConsentMethod',
    description: 'How a consent was given. 同意方式',
    valuesMap: {
      WRITTEN: { description: 'Signed on paper. 书面' },
      ELECTRONIC: { description: 'Signed electronically. 电子' },
      VERBAL_WITNESSED: { description: 'Spoken before a witness. 口头（有见证人）' },
      PROXY: { description: 'Signed by somebody for the patient. 代签' },
    },
  });
}
