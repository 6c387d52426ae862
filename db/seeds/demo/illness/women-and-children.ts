import type { Illness } from './illness.js';

/** Pregnancy, and children up to fourteen. */
export const womenAndChildrenIllnesses: readonly Illness[] = [
  {
    code: 'O13.x00',
    display: '妊娠期高血压',
    hospital: 'LEAD_HOSPITAL',
    departments: ['FCK'],
    ages: [21, 40],
    sex: '2',
    weight: 14,
    purposes: { condition_deteriorating: 3, specialist_needed: 4, admission_evaluation: 2 },
    priorities: { II: 5, III: 5 },
    inpatientShare: 0.6,
    assessedShare: 0.3,
    values: { w: '{29-36}', d: '{2-6}' },
    complaint: '停经{w}周，发现血压升高{d}天',
    present:
      '孕妇G{1-3}P{0-1}，孕{w}周，孕期在我院建册产检{6-9}次，孕早期血压正常。{d}天前产检测血压{142-158}/{92-104}mmHg，休息后复测{140-154}/{90-102}mmHg，' +
      '{无头痛、眼花、上腹痛|偶有头晕，无眼花}，胎动正常。查体：双下肢{轻度水肿|无水肿}，宫高{28-33}cm，胎心{136-152}次/分。尿蛋白{阴性|±}。高危妊娠，转上级评估。',
    past: '{既往体健|母亲有高血压病史}，否认肾病史。',
    treatment: '左侧卧位休息，监测血压、胎动，拉贝洛尔50mg tid口服{1-3}天。',
    medication: '拉贝洛尔片50mg tid；复合维生素片1片 qd',
    outcome: {
      treatment:
        '24小时尿蛋白{0.12-0.24}g，肝肾功能、血小板正常，彩超胎儿发育与孕周相符，调整拉贝洛尔剂量后血压{124-136}/{78-88}mmHg。',
      feedback:
        '每周2次测血压、每周1次尿常规与胎心监护；血压≥160/110mmHg、头痛眼花、上腹痛或胎动减少立即转回；建议在我院分娩。',
    },
  },
  {
    code: 'O20.000',
    display: '先兆流产',
    hospital: 'LEAD_HOSPITAL',
    departments: ['FCK'],
    ages: [20, 38],
    sex: '2',
    weight: 8,
    purposes: { lack_examination: 4, specialist_needed: 4 },
    priorities: { III: 7, IV: 1 },
    inpatientShare: 0.3,
    values: { w: '{6-10}', d: '{1-3}' },
    complaint: '停经{w}周，少量阴道流血{d}天',
    present:
      '患者平素月经规律，停经{w}周，尿妊娠试验阳性。{d}天前出现少量阴道流血，色{暗红|鲜红}，少于月经量，伴下腹轻度坠痛，无组织物排出。' +
      '查体：腹软，无压痛反跳痛。我院B超提示宫内孕囊约{14-28}mm，{胎心可见|胎心显示欠清}。请进一步明确胚胎情况。',
    past: '孕{1-3}产{0-1}，{人工流产1次|无流产史}。',
    treatment: '卧床休息，黄体酮20mg肌注{1-2}次。',
    medication: '地屈孕酮片10mg bid；叶酸片0.4mg qd',
    outcome: {
      treatment: '经阴道彩超示宫内活胎，孕酮{18.2-26.4}ng/ml，HCG翻倍良好，继续地屈孕酮保胎，阴道流血停止。',
      feedback: '1周后复查彩超及HCG，避免重体力劳动与性生活；流血增多、腹痛加剧立即就诊；孕12周前在贵院建册。',
    },
  },
  {
    code: 'J18.000',
    display: '支气管肺炎',
    hospital: 'LEAD_HOSPITAL',
    departments: ['EK'],
    ages: [1, 11],
    weight: 22,
    purposes: { condition_deteriorating: 5, lack_treatment: 3 },
    priorities: { II: 3, III: 6 },
    inpatientShare: 1,
    values: { d: '{4-6}', n: '{2|3}' },
    complaint: '咳嗽、发热{d}天，气促1天',
    present:
      '患儿{d}天前受凉后咳嗽，有痰不易咳出，发热，体温最高{38.5-39.6}℃，1天来气促，精神、食欲欠佳，无抽搐、无发绀。' +
      '查体：T {38.0-39.2}℃，R {36-52}次/分，咽充血，三凹征{阴性|可疑阳性}，双肺可闻及{中细湿啰音|痰鸣音}。白细胞{11.4-18.6}×10⁹/L，CRP {18-64}mg/L。' +
      '门诊输液{n}天无好转。',
    past: '足月顺产，按计划接种疫苗；{既往体健|有湿疹史|曾患毛细支气管炎}。',
    treatment: '头孢噻肟静滴、布地奈德雾化{n}天，布洛芬混悬液退热。',
    medication: '氨溴特罗口服溶液；布洛芬混悬液按需',
    outcome: {
      treatment:
        '胸片示双下肺斑片影，{支原体抗体阳性，改用阿奇霉素序贯|抗感染、雾化、祛痰}治疗{5-8}天，体温正常，啰音消失。',
      feedback: '出院后继续口服药{3-5}天，1周后在贵院复查；按时补种疫苗，反复发热或呼吸增快及时转诊。',
    },
  },
  {
    code: 'R56.000',
    display: '热性惊厥',
    hospital: 'LEAD_HOSPITAL',
    departments: ['EK'],
    ages: [1, 5],
    weight: 14,
    purposes: { lack_examination: 3, specialist_needed: 4 },
    priorities: { II: 6, III: 3 },
    inpatientShare: 0.6,
    assessedShare: 0.5,
    values: { h: '{1-4}' },
    complaint: '发热1天，抽搐1次，{h}小时前',
    present:
      '患儿1天前流涕、发热，{h}小时前体温{39.0-39.9}℃时突然双眼上翻、四肢强直抖动，呼之不应，约{1-4}分钟自行缓解，缓解后入睡，醒后反应可。' +
      '查体：T {38.6-39.5}℃，神清，颈软，咽充血，病理征阴性。需排除中枢神经系统感染。',
    past: '足月顺产，发育正常；{首次抽搐|1年前热性惊厥1次|父亲幼时有热性惊厥史}。',
    treatment: '保持呼吸道通畅、吸氧，布洛芬混悬液退热，未再抽搐。',
    medication: '布洛芬混悬液按需',
    outcome: {
      treatment: '血常规、电解质、脑电图未见明显异常，考虑单纯型热性惊厥，抗感染退热{2-4}天，未再抽搐。',
      feedback: '请向家长讲解发热处理与抽搐时的侧卧位急救；24小时内再发、持续超过5分钟立即转诊；不需长期抗惊厥药。',
    },
  },
];
