/** How a patient goes on at home, as the county hands it over. In texts `{a|b}` is a choice and `{3-5}` a number between. */
export interface CarePlan {
  readonly purpose: string;
  /** name|strength|dose|route|frequency|course|note */
  readonly medicines: readonly string[];
  readonly recheck: string;
  readonly rehabilitation: string | null;
  readonly nursing: string;
  readonly warning: string;
  readonly monitoring: string;
  readonly highRisk: boolean;
  /** What is measured at each follow-up: name,value,unit. */
  readonly measured: readonly string[];
  /** What whoever looks after the patient writes. */
  readonly found: readonly string[];
}

const heart: CarePlan = {
  purpose: 'acute_treatment_completed',
  medicines: [
    '阿司匹林肠溶片|100mg×30片|100mg|口服|每日一次|长期|不得自行停药',
    '替格瑞洛片|90mg×14片|90mg|口服|每日两次|12个月|出现黑便、牙龈出血及时联系',
    '阿托伐他汀钙片|20mg×7片|20mg|口服|每晚一次|长期|4～6周复查肝功能',
    '琥珀酸美托洛尔缓释片|47.5mg×7片|47.5mg|口服|每日一次|长期|心率低于55次/分停用并联系',
  ],
  recheck: '出院后4～6周复查血脂、肝功能、心脏彩超；3个月心内科门诊复诊。',
  rehabilitation: '从每日步行15分钟开始，4周内达到每日30分钟，以不出现胸闷、气促为度。',
  nursing: '低盐低脂饮食，戒烟限酒，保持大便通畅，避免情绪激动和突然用力。',
  warning: '胸痛持续超过15分钟不缓解、大汗、气促、晕厥或黑便，立即呼叫120。',
  monitoring: '每日晨起测血压、心率并记录；每周测体重一次。',
  highRisk: true,
  measured: ['血压,{118-136}/{70-84},mmHg', '心率,{58-76},次/分', '体重,{52-74},kg'],
  found: [
    '无胸痛、气促，按时服药，无出血倾向，嘱继续低盐低脂饮食。',
    '偶有劳累后胸闷，休息可缓解，血压达标，嘱循序活动。',
    '步行30分钟无不适，血压、心率稳定，已预约复查血脂。',
  ],
};

const stroke: CarePlan = {
  purpose: 'rehabilitation_training',
  medicines: [
    '阿司匹林肠溶片|100mg×30片|100mg|口服|每日一次|长期|餐前服用',
    '硫酸氢氯吡格雷片|75mg×7片|75mg|口服|每日一次|至满21天|到期停用，改单用阿司匹林',
    '阿托伐他汀钙片|20mg×7片|40mg|口服|每晚一次|长期|',
    '苯磺酸氨氯地平片|5mg×28片|5mg|口服|每日一次|长期|血压低于100/60mmHg停用',
  ],
  recheck: '1个月复查血脂、肝功能、血糖；3个月神经内科门诊复诊并评估肢体功能。',
  rehabilitation: '每日肢体功能训练2次，每次30分钟；6周内独立平地行走，继续言语训练。',
  nursing: '防跌倒，进食宜慢防误吸，定时翻身，家属协助患肢被动活动。',
  warning: '突发肢体无力加重、言语不清、剧烈头痛、呕吐或意识改变，立即呼叫120。',
  monitoring: '每日早晚测血压；每周测空腹血糖一次。',
  highRisk: true,
  measured: ['血压,{124-142}/{74-88},mmHg', '患侧肌力,{4|4+|5-},级', '空腹血糖,{5.4-7.2},mmol/L'],
  found: [
    '言语较前清晰，患侧可持物，家属陪同步行，服药规律。',
    '独立平地行走，上下楼需扶持，血压控制可，继续训练。',
    '生活基本自理，无新发无力，嘱按期复诊。',
  ],
};

const lung: CarePlan = {
  purpose: 'chronic_management',
  medicines: [
    '布地奈德福莫特罗吸入粉雾剂|160μg/4.5μg×60吸|1吸|经口吸入|每日两次|长期|吸入后漱口',
    '噻托溴铵吸入粉雾剂|18μg×10粒|18μg|经口吸入|每日一次|长期|',
    '氨溴索片|30mg×20片|30mg|口服|每日三次|7天|',
  ],
  recheck: '1个月复查肺功能；如咳痰增多、发热复查血常规及胸片。',
  rehabilitation: '缩唇呼吸和腹式呼吸训练每日3次，每次10分钟。',
  nursing: '戒烟，避免受凉和烟尘，注射流感疫苗；家庭氧疗每日15小时，流量1～2L/min。',
  warning: '静息时气促加重、口唇发紫、嗜睡或发热超过38.5℃，立即就医。',
  monitoring: '每日测血氧饱和度，低于90%及时联系。',
  highRisk: false,
  measured: ['血氧饱和度,{92-96},%', '呼吸,{18-22},次/分', '体温,36.{4-8},℃'],
  found: [
    '咳嗽、咳痰减少，吸入装置使用正确，可在村内散步。',
    '活动后轻度气促，休息缓解，已复习吸入方法。',
    '病情平稳，无急性加重，嘱继续氧疗和呼吸训练。',
  ],
};

const wound: CarePlan = {
  purpose: 'post_surgery',
  medicines: [
    '头孢呋辛酯片|0.25g×12片|0.25g|口服|每日两次|3天|青霉素过敏者告知医生',
    '洛索洛芬钠片|60mg×20片|60mg|口服|每日两次，疼痛时|5天|餐后服用',
  ],
  recheck: '术后10～14天在卫生院换药、拆线；术后1个月外科门诊复诊。',
  rehabilitation: '逐步恢复日常活动，4～6周内不提重物、不做重体力劳动。',
  nursing: '保持伤口干燥清洁，隔日换药一次，出现渗液随时更换敷料。',
  warning: '伤口红肿流脓、发热超过38℃、剧烈疼痛或出血不止，及时就医。',
  monitoring: '每日测体温，观察伤口。',
  highRisk: false,
  measured: ['体温,36.{3-8},℃', '疼痛评分,{0-3},分'],
  found: [
    '伤口干燥，无红肿渗液，已换药。',
    '伤口愈合好，已拆线，进食、二便正常。',
    '恢复日常家务，无不适，嘱避免重体力劳动。',
  ],
};

const chronic: CarePlan = {
  purpose: 'chronic_management',
  medicines: [
    '盐酸二甲双胍缓释片|0.5g×30片|0.5g|口服|每日两次|长期|餐中服用',
    '甘精胰岛素注射液|300单位/3ml|10单位|皮下注射|每晚一次|长期|按空腹血糖调整，每次2单位',
    '缬沙坦胶囊|80mg×28粒|80mg|口服|每日一次|长期|',
  ],
  recheck: '3个月复查糖化血红蛋白、肾功能、尿白蛋白肌酐比；每年查眼底。',
  rehabilitation: null,
  nursing: '糖尿病饮食，每周中等强度运动5天，每日检查足部。',
  warning: '心慌出汗、饥饿感（血糖低于3.9mmol/L）立即进食；恶心呕吐、意识模糊立即就医。',
  monitoring: '每周测空腹及餐后2小时血糖各2次，血压每周2次。',
  highRisk: false,
  measured: ['空腹血糖,{5.8-8.2},mmol/L', '血压,{122-138}/{72-86},mmHg'],
  found: [
    '无低血糖，饮食控制可，注射方法正确。',
    '空腹血糖略高，胰岛素加2单位，一周后复测。',
    '血糖、血压达标，足部无破损，嘱按期复查。',
  ],
};

const PLANS: Readonly<Record<string, CarePlan>> = {
  XNK: heart,
  SJNK: stroke,
  NBK: stroke,
  ZJK: stroke,
  HXNK: lung,
  EK: { ...lung, purpose: 'acute_treatment_completed', medicines: lung.medicines.slice(2) },
  NFMK: chronic,
  SNK: chronic,
};

/** By the department that treated the patient; surgeons hand over wounds. */
export const planFor = (departmentCode: string): CarePlan => PLANS[departmentCode] ?? wound;
