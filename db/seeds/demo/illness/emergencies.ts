import type { Illness } from './illness.js';

/** An illness that waits for nothing, and the way of its patients. */
export interface Emergency extends Illness {
  /** Null: an emergency without a green channel. */
  readonly channel: 'CHEST_PAIN' | 'STROKE' | 'TRAUMA' | 'CRITICAL_MATERNAL' | 'CRITICAL_CHILD' | null;
  readonly department: string;
  readonly consciousness: 'ALERT' | 'DROWSY' | 'STUPOR' | 'COMA';
  /** In the order of the channel: the node, and how many minutes at least and at most after the one before. */
  readonly nodes: readonly (readonly [node: string, least: number, most: number])[];
}

const BEFORE_THE_WAY = [
  ['REFERRAL_STARTED', 4, 8],
  ['DEPARTURE', 6, 12],
  ['ARRIVAL', 0, 0],
] as const;

const common = {
  hospital: 'LEAD_HOSPITAL',
  weight: 0,
  // Of those who come back up: the emergency itself has no purpose but help.
  purposes: { condition_deteriorating: 3, followup_abnormal: 2 },
  priorities: { I: 1 },
  inpatientShare: 1,
  present: '',
  past: '',
  treatment: '',
  medication: '',
} as const;

/** What township centres send without waiting, in turn. `complaint` is all that is said at first. */
export const emergencies: readonly Emergency[] = [
  {
    ...common,
    channel: 'CHEST_PAIN',
    code: 'I21.000',
    display: '急性前壁心肌梗死',
    department: 'XNK',
    departments: ['XNK'],
    ages: [48, 82],
    consciousness: 'ALERT',
    complaint: '突发胸骨后压榨样疼痛{30-60}分钟，大汗，心电图V1～V5导联ST段弓背向上抬高',
    nodes: [
      ['FIRST_MEDICAL_CONTACT', 0, 0],
      ['FIRST_ECG', 4, 9],
      ['ECG_RECEIVED', 1, 2],
      ['ECG_READ', 3, 7],
      ['REFERRAL_STARTED', 1, 2],
      ['DEPARTURE', 5, 8],
      ['ARRIVAL', 0, 0],
      ['CATH_LAB', 9, 22],
      ['NEEDLE', 18, 32],
    ],
    outcome: {
      treatment: '绕行急诊直达导管室，造影示前降支近段闭塞，植入支架1枚，血流TIMI 3级。住院{5-8}天，胸痛未再发。',
      feedback: '识别及转运及时。双联抗血小板至少12个月，不得自行停药；4周后复查血脂、肝功能及心脏彩超，请每2周随访。',
    },
  },
  {
    ...common,
    channel: 'STROKE',
    code: 'I63.900',
    display: '脑梗死',
    department: 'SJNK',
    departments: ['SJNK'],
    ages: [52, 86],
    consciousness: 'DROWSY',
    complaint: '突发{左|右}侧肢体无力、言语不清{40-100}分钟，随机血糖{6.1-8.9}mmol/L',
    nodes: [['FIRST_MEDICAL_CONTACT', 0, 0], ...BEFORE_THE_WAY, ['CT', 8, 22], ['NEEDLE', 15, 30]],
    outcome: {
      treatment: '头颅CT未见出血，发病{2|3}小时内予阿替普酶静脉溶栓，24小时复查无出血转化，肌力恢复至{4|5-}级。',
      feedback: '请继续抗血小板、他汀治疗及肢体康复训练，血压控制在140/90mmHg以下，每2周随访一次。',
    },
  },
  {
    ...common,
    channel: 'TRAUMA',
    code: 'S27.200',
    display: '创伤性血气胸',
    department: 'JZK',
    departments: ['JZK'],
    ages: [20, 66],
    consciousness: 'ALERT',
    complaint: '{摩托车摔伤|高处坠落|被牛顶伤}后胸痛、气促1小时，{左|右}侧呼吸音减弱，SpO₂ {89-93}%',
    nodes: [['FIRST_MEDICAL_CONTACT', 0, 0], ...BEFORE_THE_WAY, ['CT', 10, 24], ['TREATMENT_STARTED', 12, 25]],
    outcome: {
      treatment: '胸部CT示血气胸、多发肋骨骨折，行胸腔闭式引流，{6-9}天后拔管，复查肺复张良好。',
      feedback: '转运途中保护得当。出院后1个月避免重体力劳动，2周后复查胸片，如气促、发热及时就诊。',
    },
  },
  {
    ...common,
    channel: 'CRITICAL_MATERNAL',
    code: 'O14.100',
    display: '重度子痫前期',
    department: 'FCK',
    departments: ['FCK'],
    ages: [20, 42],
    sex: '2',
    consciousness: 'ALERT',
    complaint: '孕{33-36}周，头痛、视物模糊半天，血压{166-178}/{108-116}mmHg，尿蛋白3+',
    nodes: [['FIRST_MEDICAL_CONTACT', 0, 0], ...BEFORE_THE_WAY, ['TREATMENT_STARTED', 6, 18]],
    outcome: {
      treatment: '予硫酸镁解痉、降压，{1|2}天后剖宫产，母婴平安，产后血压逐渐下降至140/90mmHg以下。',
      feedback: '请产后每周测血压至12周，按时服用拉贝洛尔，血压高于150/100mmHg或头痛立即联系我科。',
    },
  },
  {
    ...common,
    channel: 'CRITICAL_CHILD',
    code: 'R57.100',
    display: '低血容量性休克',
    department: 'EK',
    departments: ['EK'],
    ages: [1, 12],
    consciousness: 'STUPOR',
    complaint: '腹泻、呕吐2天，精神萎靡、四肢凉、尿少半天，毛细血管充盈时间4秒',
    nodes: [['FIRST_MEDICAL_CONTACT', 0, 0], ...BEFORE_THE_WAY, ['TREATMENT_STARTED', 4, 10]],
    outcome: {
      treatment: '快速扩容后循环改善，纠正酸中毒及电解质紊乱，{4-6}天腹泻停止，进食良好。',
      feedback: '首剂扩容及时有效。出院后继续补锌10～14天，少量多餐，1周后请在贵院复查体重。',
    },
  },
  {
    ...common,
    channel: null,
    code: 'K92.208',
    display: '上消化道出血',
    department: 'XHNK',
    departments: ['XHNK'],
    ages: [38, 80],
    consciousness: 'ALERT',
    complaint: '呕咖啡样物{2-3}次、黑便1天，头晕，血压{92-104}/{58-66}mmHg，心率{104-118}次/分',
    nodes: [['FIRST_MEDICAL_CONTACT', 0, 0], ...BEFORE_THE_WAY],
    outcome: {
      code: 'K25.400',
      display: '慢性或未特指的胃溃疡伴有出血',
      treatment: '急诊胃镜示胃角溃疡（Forrest Ⅱa），内镜下止血，予质子泵抑制剂，{5-7}天无再出血。',
      feedback: '口服艾司奥美拉唑6～8周，停用非甾体抗炎药，4周后复查胃镜及幽门螺杆菌，黑便再发立即就诊。',
    },
  },
];
