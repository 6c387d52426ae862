import type { Illness } from './illness.js';

/** What goes to the county's hospital of Chinese medicine. */
export const chineseMedicineIllnesses: readonly Illness[] = [
  {
    code: 'M51.202',
    display: '腰椎间盘突出',
    hospital: 'TCM_HOSPITAL',
    departments: ['ZJK', 'GSK'],
    ages: [36, 76],
    weight: 8,
    purposes: { specialist_needed: 5, lack_treatment: 3 },
    priorities: { III: 2, IV: 7 },
    inpatientShare: 0.5,
    values: { m: '{2-12}', d: '{4-10}', side: '{左|右}' },
    complaint: '腰痛伴{side}下肢放射痛{m}月，加重{d}天',
    present:
      '患者{m}月前{搬重物|弯腰劳作|久坐}后腰痛，牵及{side}臀部、小腿外侧，咳嗽时加重。{d}天前受凉后加重，行走约{100|200|300}米即需休息，无大小便障碍。' +
      '查体：L4/5棘旁压痛，{side}直腿抬高试验{35-55}°阳性，{side}拇趾背伸肌力{4|5}级，鞍区感觉正常。舌{淡红|暗红}，苔薄白，脉{弦|沉细}。',
    past: '{既往腰痛{2-6}年|高血压病史{3-8}年|否认外伤史}。',
    treatment: '口服双氯芬酸钠、外贴膏药、门诊拔罐{3-5}次，效果欠佳。',
    medication: '双氯芬酸钠缓释片75mg qd；甲钴胺片0.5mg tid',
    outcome: {
      treatment: '腰椎MRI示L4/5椎间盘突出，予针刺、牵引、中药熏洗及推拿{10-14}天，疼痛VAS评分由{6-7}分降至{2-3}分。',
      feedback: '卧硬板床，避免弯腰负重；请指导“五点支撑”腰背肌锻炼；可在贵院继续电针每周3次，共2周。',
    },
  },
  {
    code: 'I69.300',
    display: '脑梗死后遗症',
    hospital: 'TCM_HOSPITAL',
    departments: ['ZJK', 'NBK'],
    ages: [52, 84],
    weight: 6,
    purposes: { lack_treatment: 5, specialist_needed: 3 },
    priorities: { IV: 8, III: 1 },
    inpatientShare: 0.75,
    values: { side: '{左|右}', m: '{2-8}' },
    complaint: '{side}侧肢体活动不利{m}月',
    present:
      '患者{m}月前患“脑梗死”，在县人民医院治疗后病情稳定，遗留{side}侧肢体活动不利。现可扶杖行走，{side}手持物无力，言语{清|稍含糊}，无吞咽呛咳。' +
      '查体：BP {128-148}/{76-88}mmHg，{side}侧上肢肌力{3|4}级、下肢{4|4-}级，肌张力稍高。舌暗，苔白腻，脉弦滑。要求针灸康复治疗。',
    past: '高血压病史{8-18}年，{2型糖尿病{4-10}年|血脂异常}。',
    treatment: '规律服用二级预防药物，家庭康复锻炼。',
    medication: '阿司匹林肠溶片100mg qd；阿托伐他汀钙片20mg qn；苯磺酸氨氯地平片5mg qd',
    outcome: {
      treatment: '予醒脑开窍针法、康复训练、中药补阳还五汤加减治疗{14-20}天，改良Barthel指数由{55-65}分升至{70-80}分。',
      feedback: '继续家庭康复与二级预防用药，请家医团队每月评估血压、用药及跌倒风险；3个月后可安排第二疗程。',
    },
  },
  {
    code: 'K29.500',
    display: '慢性胃炎',
    hospital: 'TCM_HOSPITAL',
    departments: ['PWBK'],
    ages: [33, 72],
    weight: 5,
    purposes: { lack_examination: 5, specialist_needed: 3 },
    priorities: { IV: 9 },
    inpatientShare: 0.15,
    values: { m: '{3-18}', w: '{1-3}' },
    complaint: '反复上腹部胀痛{m}月，加重{w}周',
    present:
      '患者{m}月来反复餐后上腹胀满、隐痛，伴嗳气、反酸，近{w}周加重，食欲减退，无黑便、无吞咽困难，体重{无明显变化|下降约2kg}。' +
      '查体：剑突下轻压痛，无反跳痛。舌淡红，苔{薄黄|白腻}，脉弦。大便潜血阴性。我院无胃镜，抑酸治疗{2-4}周症状反复。',
    past: '{饮食不规律|饮酒{5-15}年|否认肝病史}。',
    treatment: '奥美拉唑20mg qd、铝碳酸镁咀嚼片，症状时轻时重。',
    medication: '奥美拉唑肠溶胶囊20mg qd',
    outcome: {
      treatment: '胃镜示慢性{浅表性|萎缩性}胃炎，HP{阳性，予四联根除|阴性}，配合柴胡疏肝散加减。',
      feedback: '规律饮食，戒烟酒；完成疗程后1月复查呼气试验；萎缩性胃炎建议1～2年复查胃镜。',
    },
  },
  {
    code: 'R42.x00',
    display: '头晕和眩晕',
    hospital: 'TCM_HOSPITAL',
    departments: ['NBK'],
    ages: [40, 80],
    weight: 5,
    purposes: { specialist_needed: 4, lack_examination: 3 },
    priorities: { III: 3, IV: 6 },
    inpatientShare: 0.4,
    values: { w: '{1-4}' },
    complaint: '反复头晕{w}周',
    present:
      '患者{w}周来反复头晕，{转头|起床|久坐低头}时明显，每次数{秒|分钟}至{十余|数}分钟，伴颈项僵硬，{偶有恶心|无耳鸣}，无肢体麻木、无言语不清。' +
      '查体：BP {128-152}/{76-92}mmHg，颈肌紧张，旋颈试验{阳性|可疑阳性}，指鼻试验稳准，病理征阴性。舌{淡胖|红}，苔{白腻|少}，脉{弦细|濡滑}。',
    past: '{颈椎病史{2-6}年|高血压病史{4-10}年}。',
    treatment: '倍他司汀口服、颈部理疗{3-5}次，症状减轻不明显。',
    medication: '盐酸倍他司汀片6mg tid',
    outcome: {
      treatment:
        '颈椎MRI、经颅多普勒检查后考虑{颈源性眩晕|椎-基底动脉供血不足}，予针刺、半夏白术天麻汤加减{7-10}天，头晕明显缓解。',
      feedback: '避免长时间低头，控制血压；可在贵院继续颈部推拿每周2次；突发剧烈眩晕伴呕吐、肢体无力请走卒中通道。',
    },
  },
  {
    code: 'M75.001',
    display: '肩周炎',
    hospital: 'TCM_HOSPITAL',
    departments: ['ZJK', 'GSK'],
    ages: [43, 72],
    weight: 4,
    purposes: { specialist_needed: 4, lack_treatment: 4 },
    priorities: { IV: 9 },
    inpatientShare: 0.1,
    values: { side: '{左|右}', m: '{2-7}' },
    complaint: '{side}肩疼痛、活动受限{m}月',
    present:
      '患者{m}月前无明显诱因{side}肩疼痛，夜间及受凉后加重，逐渐活动受限，梳头、穿衣困难。查体：{side}肩前、外侧压痛，外展{70-95}°，外旋{15-30}°，内旋仅及{臀部|骶部}。' +
      '舌淡，苔薄白，脉弦紧。门诊拔罐、膏药治疗效果不佳。',
    past: '{既往体健|2型糖尿病{3-7}年}。',
    treatment: '口服洛索洛芬钠{1-2}周，外用膏药、拔罐。',
    medication: '洛索洛芬钠片60mg bid',
    outcome: {
      treatment: '予温针灸、推拿松解及小针刀治疗{2-3}次，外展达{130-155}°，夜间痛缓解。',
      feedback: '请督促每日爬墙、钟摆锻炼各15分钟，防寒保暖；1个月后复诊评估。',
    },
  },
];
