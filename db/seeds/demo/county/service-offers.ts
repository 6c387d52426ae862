import type { Chance } from '../random.js';
import type { Rows } from '../bulk-insert.js';
import type { Department } from './departments.js';

interface Profile {
  /** Beginnings of the ICD-10 codes that the department takes, separated by blanks; empty for all. */
  readonly takes: string;
  readonly note?: string;
  readonly minimum_age?: number;
  readonly maximum_age?: number;
  readonly sex?: '1' | '2';
}

/** What departments say about themselves in the directory, by their codes. */
const profiles: Readonly<Record<string, Profile>> = {
  XNK: { takes: 'I1 I2 I3 I4 I5 R07 R55', note: '冠脉造影及介入、起搏器植入；胸痛患者请同时联系胸痛中心' },
  SJNK: { takes: 'I6 G R42 R51', note: '卒中绿色通道24小时开放，发病6小时内请直接拨打卒中电话' },
  HXNK: { takes: 'J', note: '支气管镜、无创通气、睡眠监测' },
  XHNK: { takes: 'K2 K5 K7 K85 K92', note: '胃肠镜周一至周六，急诊内镜24小时' },
  NFMK: { takes: 'E', note: '糖尿病并发症筛查、胰岛素泵，周一至周五门诊' },
  SNK: { takes: 'N0 N1 I12' },
  ZLK: { takes: 'C D0 D3', note: '化疗、姑息治疗；初诊请携带病理报告' },
  GRK: { takes: 'A B' },
  PWK: { takes: 'K35 K4 K56 K80 K81 E04 D17', note: '腔镜手术，急腹症24小时收治' },
  GK: { takes: 'S4 S5 S7 S8 M', note: '创伤、关节置换；请随附X线片' },
  SJWK: { takes: 'S02 S06 I60 I61 I62' },
  MNWK: { takes: 'N2 N3 N4' },
  FCK: { takes: 'O N7 N8 N9 D25', minimum_age: 12, sex: '2', note: '高危妊娠管理，危重孕产妇救治中心' },
  EK: { takes: '', maximum_age: 14, note: '危重儿童和新生儿请先电话联系' },
  JZK: { takes: '', note: '24小时接诊，来院前请电话告知' },
  YK: { takes: 'H0 H1 H2 H3 H4 H5', note: '白内障手术每周二、周四' },
  ZJK: { takes: 'M G51 I69 R52', note: '针灸、推拿、中风康复，病床32张' },
  GSK: { takes: 'M S', note: '手法复位、小针刀、骨折中期康复' },
  NBK: { takes: 'I69 R42 G' },
  PWBK: { takes: 'K2 K5' },
};

/** Admission on the way up, and outpatients where a department has consulting rooms; townships take patients back. */
export function serviceOffersOf(chance: Chance, at: Date, departments: readonly Department[]): Rows {
  return departments
    .filter(({ acceptsReferrals }) => acceptsReferrals)
    .flatMap((department) =>
      department.institution.kind === 'TOWNSHIP_CENTER'
        ? [downOffer(department)]
        : ['OUTPATIENT', 'INPATIENT'].map((handling) => upOffer(department, handling)),
    )
    .map((offer) => ({ id: chance.id(at), active: true, version: 1, ...offer }));
}

function upOffer(department: Department, handling: string): Rows[number] {
  const { takes = '', ...limits } = profiles[department.code] ?? {};
  const inpatient = ['surgery_intervention', 'condition_deteriorating', 'admission_evaluation'];
  const outpatient = ['lack_examination', 'specialist_needed', 'followup_abnormal', 'patient_request'];
  return {
    department_id: department.id,
    direction: 'UP',
    handling,
    purpose_codes: ['lack_treatment', ...(handling === 'INPATIENT' ? inpatient : outpatient)],
    diagnosis_prefixes: takes.split(' ').filter(Boolean),
    ...limits,
  };
}

function downOffer(department: Department): Rows[number] {
  return {
    department_id: department.id,
    direction: 'DOWN',
    handling: 'OUTPATIENT',
    purpose_codes: ['chronic_management', 'rehabilitation_training', 'wound_care', 'post_surgery'],
    diagnosis_prefixes: [],
    note: '家庭医生团队随访，可上门换药、康复指导',
  };
}
