/** What the sheets call the values of the directory. */
export const INSTITUTION_KINDS = {
  LEAD_HOSPITAL: '牵头医院',
  COUNTY_HOSPITAL: '县级医院',
  TCM_HOSPITAL: '县中医医院',
  TOWNSHIP_CENTER: '乡镇卫生院',
  VILLAGE_CLINIC: '村卫生室',
} as const;

export const TITLES = {
  NONE: '无',
  JUNIOR: '初级',
  INTERMEDIATE: '中级',
  DEPUTY_SENIOR: '副高级',
  SENIOR: '正高级',
} as const;

export const DIRECTIONS = { UP: '上转', LATERAL: '平级转诊', DOWN: '下转' } as const;
export const HANDLINGS = { OUTPATIENT: '门诊', INPATIENT: '住院' } as const;
export const SEXES = { 1: '男', 2: '女' } as const;

export const CAPABILITIES = { DRUG: '药品', EQUIPMENT: '设备', REHABILITATION: '康复' } as const;

export const CATEGORIES = {
  LABORATORY: '检验',
  IMAGING: '影像',
  ULTRASOUND: '超声',
  ECG: '心电',
  ENDOSCOPY: '内镜',
  PATHOLOGY: '病理',
  FUNCTION: '功能检查',
} as const;

export const CONTRASTS = { PLAIN: '平扫', ENHANCED: '增强', BOTH: '平扫+增强' } as const;
export const QUALIFIED_SCOPES = { ALLIANCE: '医联体HR', CITY: '市HR', PROVINCE: '本省HR', NATION: '全国HR' } as const;
export const SCOPES = { NONE: '不互认', ...QUALIFIED_SCOPES } as const;

export const WEEKDAYS = {
  '1': '周一',
  '2': '周二',
  '3': '周三',
  '4': '周四',
  '5': '周五',
  '6': '周六',
  '7': '周日',
} as const;
export const HALF_DAYS = { MORNING: '上午', AFTERNOON: '下午' } as const;
export const SESSION_KINDS = {
  SUPPORT: '对口支援',
  ROUNDS: '巡诊',
  CLINIC: '专家门诊',
  WARD_ROUND: '联合查房',
  SURGERY: '手术',
  TEACHING: '带教',
  OUTREACH: '义诊',
} as const;

/** Words that are data: what roles are called, for what patients are sent, and why experts are on leave. */
export interface Vocabulary {
  readonly roles: Readonly<Record<string, string>>;
  readonly purposes: Readonly<Record<string, string>>;
  readonly leaves: Readonly<Record<string, string>>;
}
