import type { Client } from 'pg';
import type { Definition } from './indicator-definition.js';
import { services } from './indicators-of-services.js';

const VALID = '补录、接收方尚未处理即撤销、已转介（由转介后的申请计数）';
const SUBMITTED = '首次提交时间在当月';

const HELD = '派驻日期在当月';

/** What the indicators of expert rotas mean. */
const rotas: Readonly<Record<string, Definition>> = {
  'EXP-01': {
    name: ['专家下派次数与天数', 'Sessions of experts, and days'],
    formula: '已完成的派驻（半日）次数；天数另列 ÷ 次数',
    window: HELD,
    exclusions: '无',
    attribution: 'BOTH',
    unit: 'COUNT',
    higherIsBetter: true,
  },
  'EXP-02': {
    name: ['排班执行率', 'Rotas carried out'],
    formula: '已完成 ÷ 已发布的派驻',
    window: HELD,
    exclusions: '已由替班者执行的原班次',
    attribution: 'BOTH',
    higherIsBetter: true,
    green: 0.95,
    yellow: 0.9,
  },
  'EXP-03': {
    name: ['派驻公平性（Jain指数）', "Fairness (Jain's index)"],
    formula: '按应承担比例折算后各专家派驻次数的 Jain 指数 ÷ 专家数',
    window: HELD,
    exclusions: '停用的专家',
    attribution: 'SENDER',
    higherIsBetter: true,
    green: 0.9,
    yellow: 0.8,
  },
  'EXP-04': {
    name: ['每次派驻服务量', 'Service in a session'],
    formula: '诊疗人次（查房、手术、带教另列）÷ 已登记的派驻次数',
    window: HELD,
    exclusions: '无',
    attribution: 'BOTH',
    unit: 'PER_SESSION',
    higherIsBetter: true,
  },
  'EXP-COV': {
    name: ['成员单位派驻覆盖率', 'Members to which experts were sent'],
    formula: '当月有已完成派驻的乡镇卫生院 ÷ 全部乡镇卫生院',
    window: HELD,
    exclusions: '停用的机构',
    attribution: 'RECEIVER',
    higherIsBetter: true,
    green: 1,
    yellow: 0.9,
  },
};

/** What the indicators of referrals mean; names, limits and thresholds are defaults that an alliance changes to its own. */
const definitions: Readonly<Record<string, Definition>> = {
  'REF-01': {
    name: ['上转、下转人次及比', 'Referrals up and down, and their ratio'],
    formula: '上转有效申请 ÷ 下转有效申请',
    attribution: 'BOTH',
  },
  'REF-03': {
    name: ['转诊完成率', 'Completed referrals'],
    formula: '已完成 ÷ 有效申请',
    attribution: 'SENDER',
    higherIsBetter: true,
    green: 0.9,
    yellow: 0.8,
  },
  'REF-04': {
    name: ['转诊响应时间', 'Time to the first answer'],
    formula: '从送达接收方至首次答复的分钟数之和 ÷ 已答复申请',
    exclusions: '补录、接收方尚未处理即撤销、急诊',
    attribution: 'RECEIVER',
    unit: 'MINUTES',
    green: 120,
    yellow: 240,
  },
  'REF-06': {
    name: ['转诊闭环时间', 'Time until the loop is closed'],
    formula: '上转：首次提交至完成；下转：提交至随访开始的分钟数之和 ÷ 已闭环申请',
    attribution: 'SENDER',
    unit: 'MINUTES',
  },
  'REF-07': {
    name: ['转诊超时率', 'Overdue referrals'],
    formula: '任一环节超时 ÷ 有效申请',
    attribution: 'RECEIVER',
    green: 0.05,
    yellow: 0.1,
  },
  'REF-08': {
    name: ['转诊拒绝率', 'Rejected referrals'],
    formula: '被拒绝（县级拒绝、基层机构退回）÷ 有效申请；事务性退回另列',
    attribution: 'RECEIVER',
    green: 0.05,
    yellow: 0.1,
  },
  'REF-09': {
    name: ['急诊转诊及时确认率', 'Emergencies acknowledged in time'],
    formula: '时限内确认 ÷ 急诊转诊',
    attribution: 'RECEIVER',
    limit: 10,
    higherIsBetter: true,
    green: 0.95,
    yellow: 0.9,
  },
  'REF-11': {
    name: ['爽约率', 'Patients who did not come'],
    formula: '曾爽约 ÷ 已安排就诊的普通申请',
    attribution: 'SENDER',
    green: 0.05,
    yellow: 0.1,
  },
  'REF-12': {
    name: ['首次随访及时率', 'First follow-ups in time'],
    formula: '首次随访在到期日内完成 ÷ 首次随访到期的下转',
    window: '首次随访到期日在当月',
    attribution: 'RECEIVER',
    higherIsBetter: true,
    green: 0.9,
    yellow: 0.8,
  },
  'REF-13': {
    name: ['下转后再上转率', 'Patients referred up again'],
    formula: '随访开始后30日内再次上转 ÷ 已开始随访的下转',
    window: '观察期满日在当月',
    attribution: 'RECEIVER',
    limit: 30 * 24 * 60,
    green: 0.05,
    yellow: 0.1,
  },
  'REF-14': {
    name: ['不适宜转诊率', 'Inappropriate referrals'],
    formula: '接收方判定不适宜 ÷ 接收方已判定的到院患者',
    attribution: 'SENDER',
    green: 0.05,
    yellow: 0.1,
  },
  'REF-TD': {
    name: ['急危重症转运延误率', 'Delayed transfers of critical patients'],
    formula: '转诊发起后超过时限才出发 ÷ 已记录出发时间的急危重症转诊',
    attribution: 'SENDER',
    limit: 30,
    green: 0.08,
    yellow: 0.12,
  },
  'REF-DL': {
    name: ['转诊断链率', 'Referrals that came to nothing'],
    formula: '未完成即终止（撤销、关闭、过期；按终止前所处环节和方式分项）÷ 有效申请',
    attribution: 'SENDER',
    green: 0.05,
    yellow: 0.1,
  },
  ...rotas,
  ...services,
};

/** Adds what is missing; a definition that an administrator has changed stays. */
export async function seedIndicators(owner: Client, effectiveFrom: string): Promise<void> {
  await owner.query(
    `INSERT INTO indicator_definitions (code, effective_from, position, name_zh, name_en, numerator, denominator,
       time_window, exclusions, attribution, unit, limit_value, higher_is_better, green, yellow)
     SELECT code, $2, position, name_zh, name_en, numerator, denominator, time_window, exclusions, attribution, unit,
       limit_value, higher_is_better, green, yellow
     FROM jsonb_to_recordset($1::jsonb) AS d(code text, position int, name_zh text, name_en text, numerator text,
       denominator text, time_window text, exclusions text, attribution text, unit text, limit_value int,
       higher_is_better boolean, green float8, yellow float8)
     WHERE NOT EXISTS (SELECT 1 FROM indicator_definitions c WHERE c.code = d.code)`,
    [JSON.stringify(rows()), effectiveFrom],
  );
}

function rows(): object[] {
  return Object.entries(definitions).map(([code, definition], position) => {
    const [numerator, denominator] = definition.formula.split(/ ?÷ /);
    return {
      code,
      position,
      name_zh: definition.name[0],
      name_en: definition.name[1],
      numerator,
      denominator,
      time_window: definition.window ?? SUBMITTED,
      exclusions: definition.exclusions ?? VALID,
      attribution: definition.attribution,
      unit: definition.unit ?? 'RATIO',
      limit_value: definition.limit,
      higher_is_better: definition.higherIsBetter ?? false,
      green: definition.green,
      yellow: definition.yellow,
    };
  });
}
