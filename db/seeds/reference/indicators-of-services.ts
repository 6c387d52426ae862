import type { Definition } from './indicator-definition.js';

const ASKED = '申请提交时间在当月';
const REGISTERED = '检查登记时间在当月';
const COLLECTED = '标本采集时间在当月';
const DETECTED = '危急值发现时间在当月';
const DECIDED = '开单决定时间在当月';

const consultations: Readonly<Record<string, Definition>> = {
  'CON-VOL': {
    name: ['远程会诊量', 'Remote consultations'],
    formula: '已进行的远程会诊（按类型分项）÷ 同左',
    window: ASKED,
    exclusions: '未进行的会诊',
    attribution: 'BOTH',
    unit: 'COUNT',
    higherIsBetter: true,
  },
  'CON-01': {
    name: ['急会诊及时到位率', 'Emergencies joined in time'],
    formula: '专家在时限内加入 ÷ 急会诊申请',
    window: ASKED,
    exclusions: '专家加入前已取消的申请',
    attribution: 'RECEIVER',
    limit: 10,
    higherIsBetter: true,
    green: 0.95,
    yellow: 0.9,
  },
  'CON-02': {
    name: ['普通会诊及时完成率', 'Ordinary consultations signed in time'],
    formula: '首次签署意见在时限内 ÷ 普通会诊申请',
    window: ASKED,
    exclusions: '专家加入前已取消的申请',
    attribution: 'RECEIVER',
    limit: 24 * 60,
    higherIsBetter: true,
    green: 0.95,
    yellow: 0.9,
  },
  'CON-03': {
    name: ['会诊意见采纳率', 'Opinions that were adopted'],
    formula: '全部采纳（部分采纳、未采纳另列）÷ 已反馈采纳情况的会诊',
    window: ASKED,
    exclusions: '未出具意见的会诊',
    attribution: 'SENDER',
    higherIsBetter: true,
    green: 0.9,
    yellow: 0.8,
  },
};

const examinations: Readonly<Record<string, Definition>> = {
  'IMG-VOL': {
    name: ['影像、心电中心报告量', 'Reports of the imaging and ECG centres'],
    formula: '已出最终报告的检查（影像、心电分项）÷ 同左',
    window: REGISTERED,
    exclusions: '无',
    attribution: 'BOTH',
    unit: 'COUNT',
    higherIsBetter: true,
  },
  'IMG-01': {
    name: ['急诊X线、CT报告及时率', 'Emergency X-ray and CT reports in time'],
    formula: '自检查开始时限内首次出最终报告 ÷ 急诊X线、CT检查',
    window: REGISTERED,
    exclusions: '取消、中止的检查',
    attribution: 'RECEIVER',
    limit: 120,
    higherIsBetter: true,
    green: 0.95,
    yellow: 0.9,
  },
  'IMG-02': {
    name: ['影像危急值及时规范通报率', 'Critical findings of imaging told in time, and by name'],
    formula: '时限内通报且有时间、内容、签名 ÷ 影像危急值',
    window: DETECTED,
    exclusions: '经复核撤销、演练',
    attribution: 'RECEIVER',
    limit: 10,
    higherIsBetter: true,
    green: 1,
    yellow: 0.95,
  },
  'LAB-01': {
    name: ['标本采集至接收时间', 'Time from collecting to receiving'],
    formula: '采集至接收的分钟数之和 ÷ 已接收标本',
    window: COLLECTED,
    exclusions: '未经接收即拒收的标本',
    attribution: 'SENDER',
    unit: 'MINUTES',
    green: 120,
    yellow: 240,
  },
  'LAB-02': {
    name: ['标本接收至报告时间', 'Time from receiving to reporting'],
    formula: '接收至首次最终报告的分钟数之和 ÷ 已报告标本',
    window: COLLECTED,
    exclusions: '拒收标本',
    attribution: 'RECEIVER',
    unit: 'MINUTES',
  },
  'LAB-03': {
    name: ['标本拒收率', 'Rejected specimens'],
    formula: '拒收（按原因分项）÷ 送达标本',
    window: COLLECTED,
    exclusions: '无',
    attribution: 'SENDER',
    green: 0.01,
    yellow: 0.03,
  },
};

const criticalValues: Readonly<Record<string, Definition>> = {
  'CV-01': {
    name: ['危急值临床接收时间', 'Time until a critical value is received'],
    formula: '发现至临床确认接收的分钟数之和（住院、门诊、急诊分项）÷ 已确认接收的危急值',
    window: DETECTED,
    exclusions: '经复核撤销、演练',
    attribution: 'SENDER',
    unit: 'MINUTES',
    green: 15,
    yellow: 30,
  },
  'CV-02': {
    name: ['危急值当日处置率', 'Critical values handled the same day'],
    formula: '发现当日处置 ÷ 危急值',
    window: DETECTED,
    exclusions: '经复核撤销、演练',
    attribution: 'SENDER',
    higherIsBetter: true,
    green: 0.95,
    yellow: 0.9,
  },
  'CV-03': {
    name: ['危急值及时通报率', 'Critical values told in time'],
    formula: '时限内通报（已通报另列）÷ 危急值',
    window: DETECTED,
    exclusions: '经复核撤销、演练',
    attribution: 'RECEIVER',
    limit: 10,
    higherIsBetter: true,
    green: 1,
    yellow: 0.95,
  },
};

const recognition: Readonly<Record<string, Definition>> = {
  'MR-01': {
    name: ['检查检验结果互认率', 'Results that were recognised'],
    formula: '互认 ÷ 可互认项目',
    window: DECIDED,
    exclusions: '原因98、99',
    attribution: 'SENDER',
    higherIsBetter: true,
    green: 0.9,
    yellow: 0.8,
  },
  'MR-02': {
    name: ['不互认率', 'Results that were not recognised'],
    formula: '不互认（按原因分项）÷ 可互认项目',
    window: DECIDED,
    exclusions: '无',
    attribution: 'SENDER',
    green: 0.1,
    yellow: 0.2,
  },
  'MR-03': {
    name: ['互认节约费用', 'Money saved by recognition'],
    formula: '互认项目开单时价格之和 ÷ 互认项目',
    window: DECIDED,
    exclusions: '无',
    attribution: 'SENDER',
    unit: 'MONEY',
    higherIsBetter: true,
  },
  'MR-04': {
    name: ['重复检查检验率', 'Examinations that were repeated'],
    formula: '有可互认结果而重新检查 ÷ 开单项目',
    window: DECIDED,
    exclusions: '取消的项目、原因98、99',
    attribution: 'SENDER',
    green: 0.05,
    yellow: 0.1,
  },
};

/** What the indicators of consultations, examinations, critical values and recognition mean. */
export const services: Readonly<Record<string, Definition>> = {
  ...consultations,
  ...examinations,
  ...criticalValues,
  ...recognition,
  'COV-01': {
    name: ['共享中心乡镇覆盖率', 'Townships that centres report for'],
    formula: '当月有共享中心报告的乡镇卫生院 ÷ 全部乡镇卫生院',
    window: '首次报告时间在当月',
    exclusions: '停用的机构',
    attribution: 'RECEIVER',
    higherIsBetter: true,
    green: 0.8,
    yellow: 0.6,
  },
};
