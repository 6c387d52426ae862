/** What the doctors of the story write. */
const CLINICAL_LIST = { system: 'ICD-10-CN-CLINICAL', version: '2.0' };

export const unstableAngina = { ...CLINICAL_LIST, code: 'I20.000', display: '不稳定型心绞痛' };

/** Begun in a hurry: present illness, allergies and fitness for transport are still missing. */
export const hastyForm = {
  diagnoses: [unstableAngina],
  chiefComplaint: '反复胸闷、胸痛5天，加重3小时',
};

export const completeForm = {
  ...hastyForm,
  presentIllness:
    '患者5天前劳累后出现胸骨后压榨样疼痛，向左肩放射，每次约10分钟，休息后缓解。3小时前安静时再发，持续约20分钟，伴出汗。' +
    '查体：BP 156/92mmHg，心率84次/分，律齐。心电图V4～V6导联ST段压低0.1mV。我院无肌钙蛋白动态监测及冠脉造影条件。',
  pastHistory: '高血压病史8年，平素口服氨氯地平。',
  allergyStatus: 'NONE_KNOWN',
  treatmentCourse: '阿司匹林300mg嚼服，硝酸甘油0.5mg舌下含服，吸氧、心电监护，胸痛缓解。',
  currentMedication: '苯磺酸氨氯地平片5mg qd',
  transportFitness: 'AFTER_ASSESSMENT',
};

export const outcome = {
  diagnoses: [{ ...CLINICAL_LIST, code: 'I25.103', display: '冠状动脉粥样硬化性心脏病' }],
  treatment: '冠脉造影示前降支中段狭窄80%，行PCI术植入支架1枚，术后胸痛未再发作。',
  feedback: '转诊及时。双联抗血小板治疗12个月，不得自行停药；4周后复查血脂、肝功能，请每2周随访血压与用药。',
  appropriate: true,
};

/** A referral that leaves a doctor wondering. */
export const thinForm = {
  ...completeForm,
  presentIllness: '胸痛3天。',
  pastHistory: null,
  treatmentCourse: null,
  currentMedication: null,
};

/** A referral for something the township can treat. */
export const mildForm = {
  ...completeForm,
  diagnoses: [{ ...CLINICAL_LIST, code: 'R00.200', display: '心悸' }],
  chiefComplaint: '间断心悸1周',
  presentIllness:
    '患者1周来熬夜、饮浓茶后间断心悸，每次数分钟，可自行缓解，无胸痛、黑矇、晕厥。查体：BP 126/78mmHg，心率82次/分，律齐。' +
    '心电图正常。患者要求到县医院就诊。',
  treatmentCourse: '未治疗。',
  currentMedication: '无',
  transportFitness: 'FIT',
};

export const infarction = { ...CLINICAL_LIST, code: 'I21.000', display: '急性前壁心肌梗死' };

export const infarctionOutcome = {
  diagnoses: [infarction],
  treatment: '急诊冠脉造影示前降支近段闭塞，植入支架1枚，血流恢复。术后生命体征平稳，心电图ST段回落。',
  feedback: '发病后处置和转运及时。一个月后复查血脂、肝功能和心脏彩超。',
  appropriate: true,
};

/** What the hospital gives along, beyond what it has written about the treatment. */
export const planForHome = {
  medicines: [
    { name: '阿司匹林肠溶片', strength: '100mg', dose: '100mg', route: '口服', frequency: '每日一次', course: '长期' },
    { name: '替格瑞洛片', strength: '90mg', dose: '90mg', route: '口服', frequency: '每日两次', course: '12个月' },
    { name: '阿托伐他汀钙片', strength: '20mg', dose: '20mg', route: '口服', frequency: '每晚一次', course: '长期' },
  ],
  rehabilitationGoals: '四周内能平地步行30分钟无不适。',
  nursingPoints: '注意皮肤、牙龈有无出血；不得自行停用抗血小板药。',
  warningSymptoms: '胸痛持续超过15分钟、气促、黑便，立即呼叫120。',
  monitoringIndicators: '血压、心率、体重',
  highRisk: true,
};

/** What an expert at a distance is asked about. */
export const dizzinessForm = {
  specialtyCode: '03.03',
  wantedTitle: 'DEPUTY_SENIOR',
  purposeCode: 'diagnosis',
  reason: '反复头晕伴行走不稳1个月，本院无法明确病因，请神经内科会诊。',
  recordSummary:
    '女，1个月来反复头晕，转头时明显，偶有行走偏斜，无耳鸣、意识障碍。BP 148/88mmHg，神经系统查体：指鼻试验右侧欠稳。' +
    '头颅CT未见出血。口服倍他司汀1周无明显缓解。',
};

export const dizzinessOpinion = {
  diagnosisText: '后循环缺血可能，颈性眩晕待除外',
  advice: '停用倍他司汀，阿司匹林100mg每日一次；控制血压在140/90mmHg以下。行走不稳加重或出现言语不清立即呼叫120。',
  suggestion: 'TREAT_LOCALLY',
};

export const sharedForm = {
  specialtyCode: '03.03',
  wantedTitle: 'INTERMEDIATE',
  purposeCode: 'treatment',
  reason: '脑梗死恢复期合并持续性房颤，抗凝时机和药物选择请神经内科、心内科共同商定。',
  recordSummary:
    '男，脑梗死后第12天，左侧肢体肌力4级。心电图：心房颤动，心室率92次/分。头颅CT复查无出血转化。肌酐78μmol/L，' +
    '目前阿司匹林100mg每日一次。',
};

export const palpitationForm = {
  specialtyCode: '03.04',
  reason: '突发心悸40分钟，血压下降，请心内科立即会诊指导处置。',
  recordSummary:
    '女，突发心悸、头晕。BP 86/54mmHg，心率178次/分，心电图示窄QRS波心动过速，无法判断有无P波。已吸氧、建立静脉通路。',
  diagnoses: [{ ...CLINICAL_LIST, code: 'I47.100', display: '室上性心动过速' }],
};

export const palpitationOpinion = {
  diagnoses: [{ ...CLINICAL_LIST, code: 'I47.100', display: '室上性心动过速' }],
  advice: '血流动力学不稳定，同步直流电复律50J；转为窦性心律后持续心电监护，尽快转上级医院行电生理检查。',
  suggestion: 'REFER',
  suggestionText: '转县人民医院心内科',
};
