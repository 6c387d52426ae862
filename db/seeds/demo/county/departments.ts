import type { Chance } from '../random.js';
import type { Institution, InstitutionKind } from './institutions.js';

export interface Department {
  readonly id: string;
  readonly institution: Institution;
  readonly code: string;
  readonly name: string;
  /** 诊疗科目 of the national list; null for departments that treat nobody. */
  readonly specialtyCode: string | null;
  readonly phone: string;
  readonly floor: string;
  readonly room: string;
  readonly acceptsReferrals: boolean;
}

/** Code, name, 诊疗科目, where it is; `+` takes referrals. */
const plans: Readonly<Record<InstitutionKind, readonly string[]>> = {
  LEAD_HOSPITAL: [
    'XNK 心内科 03.04 门诊楼3层 306诊室 +',
    'SJNK 神经内科 03.03 门诊楼3层 312诊室 +',
    'HXNK 呼吸内科 03.01 门诊楼3层 302诊室 +',
    'XHNK 消化内科 03.02 门诊楼3层 315诊室 +',
    'NFMK 内分泌科 03.07 门诊楼4层 403诊室 +',
    'SNK 肾内科 03.06 门诊楼4层 406诊室 +',
    'ZLK 肿瘤科 19 门诊楼4层 412诊室 +',
    'GRK 感染性疾病科 16 感染楼1层 102诊室 +',
    'PWK 普外科 04.01 门诊楼2层 205诊室 +',
    'GK 骨科 04.03 门诊楼2层 208诊室 +',
    'SJWK 神经外科 04.02 门诊楼2层 211诊室 +',
    'MNWK 泌尿外科 04.04 门诊楼2层 214诊室 +',
    'FCK 妇产科 05 妇儿楼2层 203诊室 +',
    'EK 儿科 07 妇儿楼1层 105诊室 +',
    'JZK 急诊科 20 急诊楼1层 分诊台 +',
    'YK 眼科 10 门诊楼5层 502诊室 +',
    'ICU 重症医学科 28 住院楼3层 护士站 -',
    'YXK 医学影像科 32 医技楼1层 登记窗口 -',
    'JYK 检验科 30 医技楼2层 采血窗口 -',
    'ZZZX 转诊中心 - 门诊楼1层 108室 -',
    'HZZX 远程会诊中心 - 行政楼2层 206室 -',
    'GHC 挂号处 - 门诊楼1层 大厅 -',
    'YWK 医务科 - 行政楼3层 305室 -',
    'ZKK 质控科 - 行政楼3层 309室 -',
    'YB 院办公室 - 行政楼4层 402室 -',
    'XXK 信息科 - 行政楼5层 503室 -',
  ],
  TCM_HOSPITAL: [
    'ZJK 针灸推拿科 50.13 门诊楼2层 203诊室 +',
    'GSK 骨伤科 50.10 门诊楼2层 207诊室 +',
    'NBK 脑病科 50.01 门诊楼3层 302诊室 +',
    'PWBK 脾胃病科 50.01 门诊楼3层 306诊室 +',
    'YXK 医学影像科 32 医技楼1层 登记窗口 -',
    'JYK 检验科 30 医技楼1层 采血窗口 -',
    'ZZZX 转诊中心 - 门诊楼1层 102室 -',
    'GHC 挂号处 - 门诊楼1层 大厅 -',
    'YWK 医务科 - 行政楼2层 203室 -',
  ],
  TOWNSHIP_CENTER: [
    'QKK 全科 02 门诊楼1层 101诊室 +',
    'ZYK 中医科 50 门诊楼1层 105诊室 -',
    'GWK 公共卫生科 01 公卫楼1层 103室 -',
    'YJK 医技科 32 门诊楼2层 201室 -',
  ],
  VILLAGE_CLINIC: ['QKK 全科 02 1层 诊室 -'],
};

/** The departments of all institutions, in the order of the institutions. */
export function departmentsOf(chance: Chance, at: Date, institutions: readonly Institution[]): Department[] {
  return institutions.flatMap((institution) =>
    plans[institution.kind].map((plan, index) => {
      const [code = '', name = '', specialty = '', floor = '', room = '', accepts] = plan.split(' ');
      return {
        id: chance.id(at),
        institution,
        code,
        name,
        specialtyCode: specialty === '-' ? null : specialty,
        phone: institution.phone.replace(/\d{3}$/, String(201 + index)),
        floor,
        room,
        acceptsReferrals: accepts === '+',
      };
    }),
  );
}
