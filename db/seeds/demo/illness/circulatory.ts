import type { Illness } from './illness.js';

/** Heart, blood pressure and brain. */
export const circulatoryIllnesses: readonly Illness[] = [
  {
    code: 'I20.000',
    display: '不稳定型心绞痛',
    hospital: 'LEAD_HOSPITAL',
    departments: ['XNK'],
    ages: [46, 84],
    weight: 10,
    purposes: { lack_examination: 3, surgery_intervention: 2, condition_deteriorating: 2 },
    priorities: { II: 5, III: 4 },
    inpatientShare: 1,
    assessedShare: 0.4,
    values: { d: '{3-10}', h: '{2-6}' },
    complaint: '反复胸闷、胸痛{d}天，加重{h}小时',
    present:
      '患者{d}天前{劳累|快走|情绪激动|饱餐}后出现胸骨后压榨样疼痛，向{左肩及左上臂|左肩背部|咽部}放射，每次持续约{5-15}分钟，' +
      '休息或含服硝酸甘油后可缓解。{h}小时前安静状态下再发，持续约{20-30}分钟，伴出汗，无晕厥、无黑矇。查体：BP {138-168}/{78-98}mmHg，' +
      '心率{72-98}次/分，律齐，双肺未闻及干湿啰音。心电图：{V3～V6|Ⅱ、Ⅲ、aVF|V4～V6}导联ST段压低0.05～0.1mV。' +
      '我院无肌钙蛋白动态监测及冠脉造影条件，为进一步诊治转上级医院。',
    past: '高血压病史{5-15}年，最高血压{160-185}/{95-110}mmHg，{平素控制尚可|服药不规律}；{否认糖尿病史|2型糖尿病{3-8}年|吸烟{20|25|30}余年}。',
    treatment: '予阿司匹林300mg嚼服、硝酸甘油0.5mg舌下含服，吸氧、心电监护，胸痛{基本缓解|较前减轻}。',
    medication: '阿司匹林肠溶片100mg qd；阿托伐他汀钙片20mg qn；{苯磺酸氨氯地平片5mg qd|缬沙坦胶囊80mg qd}',
    outcome: {
      code: 'I25.103',
      display: '冠状动脉粥样硬化性心脏病',
      treatment:
        '入院后查肌钙蛋白I {阴性|轻度升高}，冠脉造影示{前降支近中段狭窄约80%|右冠中段狭窄约75%|回旋支狭窄约70%}，' +
        '{行PCI术植入支架1枚，术程顺利|强化药物治疗，暂不行介入治疗}。胸痛未再发作。',
      feedback:
        '诊断明确，转诊及时。出院后双联抗血小板治疗12个月，不得自行停药；他汀长期服用，4～6周复查血脂、肝功能；' +
        '血压控制在130/80mmHg以下。请每2周随访，胸痛再发立即联系我科。',
    },
  },
  {
    code: 'I50.900',
    display: '心力衰竭',
    hospital: 'LEAD_HOSPITAL',
    departments: ['XNK'],
    ages: [58, 90],
    weight: 6,
    purposes: { condition_deteriorating: 4, admission_evaluation: 2, lack_treatment: 2 },
    priorities: { II: 4, III: 5 },
    inpatientShare: 1,
    assessedShare: 0.5,
    values: { y: '{2-6}', d: '{3-7}' },
    complaint: '活动后气促{y}年，加重伴双下肢水肿{d}天',
    present:
      '患者{y}年前起活动后气促，{d}天前{受凉|劳累|自行停药}后加重，平地行走约{20|30|50}米即气促，夜间不能平卧，伴双下肢水肿、尿少。' +
      '查体：BP {128-158}/{70-92}mmHg，心率{88-116}次/分，律齐，双肺底可闻及湿啰音，' +
      '双下肢{轻|中}度凹陷性水肿。SpO₂ {90-94}%。我院无BNP及心脏彩超检查条件，利尿后改善不明显。',
    past: '高血压病史{10-20}年，{冠心病史{3-8}年|扩张型心肌病{2-5}年}，曾因“心衰”住院{1-3}次。',
    treatment: '予吸氧、呋塞米20mg静推{1-2}次，限盐限水，气促稍减轻。',
    medication: '呋塞米片20mg qd；螺内酯片20mg qd；{美托洛尔缓释片23.75mg qd|沙库巴曲缬沙坦钠片50mg bid}',
    outcome: {
      treatment:
        '查NT-proBNP {3200-8900}pg/ml，心脏彩超LVEF {32-44}%，予利尿、扩血管、改善心室重构治疗{6-10}天，水肿消退，可平卧。',
      feedback:
        '请协助每日监测体重，3天内增加超过2kg时加用利尿剂并联系我科；1周后复查电解质、肾功能；低盐饮食，每日入量约1500ml。',
    },
  },
  {
    code: 'I10.x00',
    display: '特发性（原发性）高血压',
    hospital: 'LEAD_HOSPITAL',
    departments: ['XNK'],
    ages: [35, 80],
    weight: 6,
    purposes: { followup_abnormal: 5, specialist_needed: 3 },
    priorities: { III: 2, IV: 7 },
    inpatientShare: 0.2,
    values: { y: '{4-12}', w: '{2-4}' },
    complaint: '发现血压升高{y}年，血压控制不佳{w}周',
    present:
      '患者{y}年前体检发现血压升高，长期在我院随访。近{w}周家庭自测血压{162-184}/{96-112}mmHg，伴{头胀|头晕|后枕部不适}，' +
      '无胸痛、无视物模糊、无肢体无力。已联用两种降压药足量{2-4}周，血压仍未达标。查体：BP {164-182}/{98-110}mmHg，心率{68-86}次/分。' +
      '尿常规蛋白{阴性|±|1+}。为排查继发性高血压及调整方案转诊。',
    past: '{血脂异常{2-5}年|否认糖尿病、冠心病史|父亲有高血压病史}。',
    treatment: '生活方式指导，先后予氨氯地平、缬沙坦、氢氯噻嗪调整，血压仍高于160/100mmHg。',
    medication: '苯磺酸氨氯地平片5mg qd；缬沙坦胶囊80mg qd；氢氯噻嗪片12.5mg qd',
    outcome: {
      treatment:
        '动态血压平均{148-158}/{88-96}mmHg，肾素、醛固酮及肾动脉彩超未见继发性高血压依据，调整为沙坦/氨氯地平单片复方联合吲达帕胺。',
      feedback:
        '按新方案每日晨起服药，2周后在贵院复测血压、血钾；目标低于130/80mmHg。连续两次未达标请再次联系，不必重复转诊。',
    },
  },
  {
    code: 'I63.900',
    display: '脑梗死',
    hospital: 'LEAD_HOSPITAL',
    departments: ['SJNK'],
    ages: [50, 88],
    weight: 10,
    purposes: { lack_examination: 3, lack_treatment: 3, condition_deteriorating: 1 },
    priorities: { II: 7, III: 3 },
    inpatientShare: 1,
    assessedShare: 0.6,
    values: { side: '{左|右}', t: '{6-20}' },
    complaint: '{side}侧肢体无力伴言语含糊{t}小时',
    present:
      '患者{t}小时前{晨起时|吃饭时|看电视时}突感{side}侧肢体无力，持物不稳，行走拖步，伴言语含糊、口角歪斜，' +
      '无意识障碍、无抽搐、无呕吐。查体：BP {150-188}/{84-106}mmHg，神清，构音欠清，{side}侧鼻唇沟变浅，' +
      '{side}侧上肢肌力{3|4}级、下肢肌力{3|4}级，{side}侧巴氏征阳性。随机血糖{6.2-11.8}mmol/L。我院无头颅CT/MRI，已超溶栓时间窗，建议尽快转院。',
    past: '高血压病史{6-18}年，{未规律服药|规律服药}；{心房颤动{2-4}年，未抗凝|2型糖尿病{4-9}年|否认心脏病史}。',
    treatment: '予吸氧、监测血压，建立静脉通道，暂未降压，未用抗血小板药物。',
    medication: '{硝苯地平控释片30mg qd|苯磺酸氨氯地平片5mg qd}；阿托伐他汀钙片20mg qn',
    outcome: {
      treatment:
        '头颅MRI示{基底节区|放射冠|脑桥}急性梗死灶，予抗血小板、他汀、改善循环及早期康复治疗{8-14}天，{side}侧肌力恢复至{4|5-}级，言语清楚。',
      feedback:
        '出院后阿司匹林联合氯吡格雷至满21天，之后单用阿司匹林；LDL-C控制在1.8mmol/L以下；继续肢体功能训练，' +
        '请每月随访血压、用药依从性，出现新发无力、言语不清立即拨打120。',
    },
  },
  {
    code: 'R55.x00',
    display: '晕厥和虚脱',
    hospital: 'LEAD_HOSPITAL',
    departments: ['JZK', 'XNK'],
    ages: [45, 82],
    weight: 3,
    purposes: { lack_examination: 5, specialist_needed: 2 },
    priorities: { II: 4, III: 4 },
    inpatientShare: 0.5,
    assessedShare: 0.5,
    values: { h: '{2-8}' },
    complaint: '突发意识丧失1次，{h}小时前',
    present:
      '患者{h}小时前{排尿后站立时|在田间劳动时|上楼时}突然意识丧失，约{1-2}分钟自行转醒，无肢体抽搐、无大小便失禁，醒后乏力、出汗。' +
      '查体：BP {98-142}/{58-86}mmHg，心率{46-58}次/分，神清，四肢肌力正常。心电图示{窦性心动过缓|窦性心动过缓，一度房室传导阻滞}。' +
      '我院无动态心电图，请协助排查心源性晕厥。',
    past: '{高血压病史{4-10}年|既往体健|冠心病史{2-6}年}，否认癫痫病史。',
    treatment: '平卧、吸氧、心电监护，静脉补液500ml，未再发作。',
    medication: '{苯磺酸氨氯地平片5mg qd|无}',
    outcome: {
      treatment:
        '动态心电图、头颅CT、直立倾斜试验{未见明显异常，考虑血管迷走性晕厥|示窦性停搏{2.0-2.9}秒，建议择期评估起搏器指征}。',
      feedback: '避免久站、突然起立，保证饮水。如再次晕厥请立即转诊；每3个月在贵院复查心电图。',
    },
  },
];
