import type { Illness } from './illness.js';

/** Lungs, metabolism, kidneys and the rest of internal medicine. */
export const internalIllnesses: readonly Illness[] = [
  {
    code: 'J44.100',
    display: '慢性阻塞性肺病伴有急性加重',
    hospital: 'LEAD_HOSPITAL',
    departments: ['HXNK'],
    ages: [55, 86],
    weight: 9,
    purposes: { condition_deteriorating: 5, lack_treatment: 3, admission_evaluation: 2 },
    priorities: { II: 3, III: 6 },
    inpatientShare: 1,
    assessedShare: 0.4,
    values: { y: '{8-20}', d: '{5-8}', n: '{3|4}' },
    complaint: '反复咳嗽、咳痰、气促{y}年，加重{d}天',
    present:
      '患者{y}年来每遇天气转凉即咳嗽、咳痰、活动后气促。{d}天前受凉后加重，咳{黄色脓痰|白色黏痰}，量多不易咳出，稍动即喘，夜间需高枕卧位，' +
      '{无发热|体温最高{37.6-38.6}℃}。查体：T {36.4-37.2}℃，R {22-28}次/分，SpO₂ {86-92}%（未吸氧），桶状胸，双肺呼吸音低，' +
      '可闻及散在哮鸣音及湿啰音。胸片示双肺纹理增多、肺气肿征。予抗感染、平喘{n}天效果欠佳，无血气分析及无创通气条件。',
    past: '吸烟{30-45}年，每日约{10|15|20}支，{已戒{2-6}年|未戒}；近1年因急性加重住院{1-3}次。',
    treatment: '予头孢曲松2g qd静滴、多索茶碱平喘、布地奈德雾化{n}天，低流量吸氧。',
    medication: '噻托溴铵粉雾剂18μg qd吸入；{沙丁胺醇气雾剂按需吸入|茶碱缓释片0.1g bid}',
    outcome: {
      treatment:
        '血气示{Ⅱ型呼吸衰竭|低氧血症}，予抗感染、全身激素5天、雾化{及无创通气|及祛痰}治疗{7-11}天，症状缓解，SpO₂（未吸氧）{92-95}%。',
      feedback:
        '请督促规律吸入三联制剂，检查吸入装置使用方法，协助戒烟及流感、肺炎疫苗接种；家庭氧疗每日15小时以上。痰量增多或气促加重及时复诊。',
    },
  },
  {
    code: 'J18.900',
    display: '肺炎',
    hospital: 'LEAD_HOSPITAL',
    departments: ['HXNK'],
    ages: [38, 84],
    weight: 5,
    purposes: { condition_deteriorating: 4, lack_examination: 3 },
    priorities: { III: 7, IV: 2 },
    inpatientShare: 1,
    values: { d: '{5-8}', n: '{3|4}', lobe: '{右下肺|左下肺|右肺中叶}' },
    complaint: '发热、咳嗽{d}天',
    present:
      '患者{d}天前受凉后发热，体温最高{38.6-39.8}℃，伴咳嗽、咳{少量黄痰|铁锈色痰|白黏痰}，{无胸痛|深吸气时胸痛}、无咯血。' +
      '我院胸片示{lobe}斑片状阴影，白细胞{11.2-17.6}×10⁹/L，CRP {46-118}mg/L。静滴抗生素{n}天仍发热，为进一步检查及治疗转诊。',
    past: '{既往体健|2型糖尿病{3-9}年|吸烟{10-25}年}。',
    treatment: '头孢呋辛1.5g bid静滴{n}天，对症退热、止咳。',
    medication: '盐酸氨溴索片30mg tid',
    outcome: {
      treatment:
        '胸部CT示{lobe}炎症，痰培养{肺炎链球菌|肺炎克雷伯菌|阴性}，调整抗感染方案{5-8}天，体温正常，咳嗽减轻。',
      feedback: '继续口服抗生素{3-5}天，4周后复查胸片，吸收不全者请再转我科。老年患者建议接种23价肺炎疫苗。',
    },
  },
  {
    code: 'E11.900',
    display: '2型糖尿病',
    hospital: 'LEAD_HOSPITAL',
    departments: ['NFMK'],
    ages: [38, 80],
    weight: 8,
    purposes: { followup_abnormal: 5, specialist_needed: 3, lack_treatment: 1 },
    priorities: { III: 3, IV: 6 },
    inpatientShare: 0.45,
    values: { y: '{4-14}', m: '{1-3}' },
    complaint: '口干、多饮{y}年，血糖控制不佳{m}月',
    present:
      '患者{y}年前诊断2型糖尿病，长期口服降糖药，在我院慢病随访。近{m}月空腹血糖{10.2-15.6}mmol/L、餐后2小时{14.8-22.4}mmol/L，' +
      '伴{口干、多尿|体重下降约{3-6}kg|双足麻木}，无恶心呕吐。尿酮体阴性，糖化血红蛋白未测。' +
      '口服药已调整{2-3}次仍不达标，需评估胰岛功能及并发症，拟启用胰岛素。',
    past: '高血压病史{3-10}年；{血脂正常|血脂异常{2-5}年}；母亲有糖尿病。',
    treatment: '饮食、运动指导，二甲双胍加至1.5g/日，加用格列齐特缓释片60mg qd。',
    medication: '二甲双胍片0.5g tid；格列齐特缓释片60mg qd',
    outcome: {
      treatment:
        '糖化血红蛋白{9.4-12.2}%，尿微量白蛋白/肌酐{正常|轻度升高}，眼底{未见明显病变|非增殖期视网膜病变}，予基础胰岛素联合二甲双胍{及达格列净|}，空腹血糖{6.4-7.6}mmol/L。',
      feedback:
        '甘精胰岛素{12-20}单位睡前皮下注射，请教会家属注射与低血糖处理；每周监测空腹及餐后血糖各2次，3个月后复查糖化血红蛋白，每年筛查眼底及足病。',
    },
  },
  {
    code: 'K92.208',
    display: '上消化道出血',
    hospital: 'LEAD_HOSPITAL',
    departments: ['XHNK'],
    ages: [28, 82],
    weight: 4,
    purposes: { lack_examination: 3, lack_treatment: 3 },
    priorities: { II: 7, III: 2 },
    inpatientShare: 1,
    assessedShare: 0.7,
    values: { d: '{1-3}' },
    complaint: '黑便{d}天{，呕血1次|}',
    present:
      '患者{d}天前{饮酒|口服止痛药|无明显诱因}后解柏油样黑便，每日{2-4}次，总量约{300|400|500}ml，伴头晕、乏力、心慌。' +
      '查体：BP {92-112}/{56-72}mmHg，心率{92-116}次/分，面色苍白，剑突下轻压痛，无反跳痛，肠鸣音{6-8}次/分。' +
      '血红蛋白{72-98}g/L，大便潜血强阳性。无急诊胃镜及输血条件。',
    past: '{胃溃疡病史{2-6}年|因腰腿痛长期服布洛芬|乙肝病史{8-15}年}。',
    treatment: '禁食，建立静脉通道补液1000ml，奥美拉唑40mg静滴，监测生命体征。',
    medication: '无',
    outcome: {
      code: 'K25.400',
      display: '胃溃疡伴出血',
      treatment:
        '急诊胃镜示胃{窦|角}溃疡（Forrest {Ⅱb|Ⅱc}级），予镜下止血及PPI治疗{5-7}天，血红蛋白稳定，HP检测{阳性|阴性}。',
      feedback: 'PPI足疗程8周，停用非甾体抗炎药；HP阳性者完成四联根除14天，停药1月后复查呼气试验；8周后复查胃镜。',
    },
  },
  {
    code: 'N18.900',
    display: '慢性肾脏病',
    hospital: 'LEAD_HOSPITAL',
    departments: ['SNK'],
    ages: [40, 80],
    weight: 4,
    purposes: { followup_abnormal: 4, specialist_needed: 4 },
    priorities: { III: 4, IV: 4 },
    inpatientShare: 0.4,
    values: { m: '{2-6}' },
    complaint: '发现血肌酐升高{m}月，双下肢水肿1周',
    present:
      '患者{m}月前慢病体检发现血肌酐{148-196}μmol/L，未重视。1周前双下肢水肿，晨轻暮重，夜尿{2-4}次，无肉眼血尿。' +
      '查体：BP {148-172}/{86-100}mmHg，双下肢轻度凹陷性水肿。复查血肌酐{182-286}μmol/L，尿蛋白{2+|3+}，血红蛋白{88-112}g/L。' +
      '请专科评估分期及治疗方案。',
    past: '高血压病史{8-16}年，2型糖尿病{6-12}年。',
    treatment: '低盐优质低蛋白饮食指导，停用非甾体类药物，控制血压。',
    medication: '{缬沙坦胶囊80mg qd|硝苯地平控释片30mg qd}；呋塞米片20mg qd',
    outcome: {
      treatment:
        '肾脏彩超示双肾{体积稍缩小|皮质回声增强}，{eGFR {31-43}ml/min，诊断CKD 3b期|eGFR {20-28}ml/min，诊断CKD 4期}，予降压、纠正贫血、保护肾功能治疗。',
      feedback: '请每月复查肾功能、血钾、血常规；避免肾毒性药物与造影剂；eGFR低于20ml/min或血钾高于5.5mmol/L请转回。',
    },
  },
  {
    code: 'B18.100',
    display: '慢性乙型病毒性肝炎',
    hospital: 'LEAD_HOSPITAL',
    departments: ['GRK'],
    ages: [26, 66],
    weight: 3,
    purposes: { lack_examination: 4, specialist_needed: 4 },
    priorities: { III: 3, IV: 6 },
    inpatientShare: 0.35,
    values: { y: '{6-20}', w: '{1-3}' },
    complaint: '发现乙肝表面抗原阳性{y}年，乏力、纳差{w}周',
    present:
      '患者{y}年前体检发现HBsAg阳性，未规范随访。近{w}周乏力、食欲减退、尿色加深，无呕血黑便。查体：巩膜{无|轻度}黄染，肝区轻叩痛，脾肋下未及。' +
      'ALT {128-460}U/L，AST {96-310}U/L，总胆红素{22-58}μmol/L。我院不能查HBV-DNA及肝脏弹性检查。',
    past: '{母亲为乙肝携带者|否认饮酒史|偶饮酒}。',
    treatment: '休息，复方甘草酸苷护肝治疗{3-5}天。',
    medication: '无',
    outcome: {
      treatment:
        'HBV-DNA {1.2-8.6}×10⁶IU/ml，肝硬度值{6.2-9.8}kPa，启动恩替卡韦0.5mg qd抗病毒，护肝后ALT降至{52-86}U/L。',
      feedback: '抗病毒药物不可自行停用。请督促每3个月复查肝功能、HBV-DNA，每6个月复查肝脏彩超及AFP。',
    },
  },
  {
    code: 'C34.900',
    display: '支气管或肺恶性肿瘤',
    hospital: 'LEAD_HOSPITAL',
    departments: ['ZLK'],
    ages: [50, 78],
    weight: 3,
    purposes: { lack_treatment: 4, followup_abnormal: 3 },
    priorities: { III: 5, IV: 3 },
    inpatientShare: 1,
    values: { m: '{3-9}' },
    complaint: '肺癌确诊{m}月，拟行下一周期化疗',
    present:
      '患者{m}月前在外院确诊{右上肺|左上肺|右下肺}{腺癌|鳞癌}，已完成化疗{2-4}周期，末次化疗距今{20-24}天。近期轻度咳嗽，无咯血、无发热，食欲一般。' +
      '查体：ECOG 1分，浅表淋巴结未及肿大。复查白细胞{3.6-6.4}×10⁹/L，血红蛋白{98-122}g/L，血小板{132-246}×10⁹/L，肝肾功能正常。',
    past: '吸烟{25-40}年，已戒；{高血压病史{3-8}年|否认其他慢性病}。',
    treatment: '出院间歇期在我院复查血常规，予升白、止吐对症处理。',
    medication: '{地榆升白片3片 tid|无}',
    outcome: {
      treatment: '完善胸部CT评估疗效为{部分缓解|疾病稳定}，按原方案行第{3-5}周期化疗，过程顺利，Ⅰ度骨髓抑制。',
      feedback: '请每周复查血常规1～2次，中性粒细胞低于1.0×10⁹/L或发热超过38.3℃立即转回；下周期化疗时间为21天后。',
    },
  },
];
