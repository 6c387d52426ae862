import type { Illness } from './illness.js';

/** Bones, abdomen, head, urinary tract and eyes. */
export const surgicalIllnesses: readonly Illness[] = [
  {
    code: 'K35.800',
    display: '急性阑尾炎',
    hospital: 'LEAD_HOSPITAL',
    departments: ['PWK'],
    ages: [9, 68],
    weight: 7,
    purposes: { surgery_intervention: 8, lack_treatment: 1 },
    priorities: { II: 6, III: 4 },
    inpatientShare: 1,
    values: { h: '{8-30}' },
    complaint: '转移性右下腹痛{h}小时',
    present:
      '患者{h}小时前无明显诱因出现{上腹部|脐周}隐痛，{3-6}小时后转移并固定于右下腹，呈持续性胀痛，伴恶心{、呕吐胃内容物1次|}，{无发热|体温{37.5-38.5}℃}，大小便正常。' +
      '查体：右下腹麦氏点压痛、反跳痛，局部肌紧张{（+）|（±）}，结肠充气试验阳性。白细胞{12.2-18.4}×10⁹/L，中性粒细胞{82-91}%。' +
      'B超示右下腹{管状低回声，直径约{8-12}mm|少量积液}。我院无手术条件。',
    past: '既往体健，{否认手术史|幼时行扁桃体切除术}。',
    treatment: '禁食，头孢曲松2g、奥硝唑0.5g静滴1次，未用止痛药。',
    medication: '无',
    outcome: {
      treatment: '急诊行腹腔镜下阑尾切除术，术中见阑尾{充血水肿|化脓}，术后抗感染{2-4}天，恢复排气排便，切口无红肿。',
      feedback: '术后第7天在贵院拆线换药；2周内避免重体力劳动，饮食由半流质逐步过渡；发热或切口渗液及时联系。',
    },
  },
  {
    code: 'K80.000',
    display: '胆囊结石伴急性胆囊炎',
    hospital: 'LEAD_HOSPITAL',
    departments: ['PWK'],
    ages: [30, 80],
    weight: 5,
    purposes: { surgery_intervention: 6, lack_treatment: 2 },
    priorities: { II: 3, III: 6 },
    inpatientShare: 0.95,
    values: { d: '{1-3}' },
    complaint: '右上腹痛{d}天，伴发热',
    present:
      '患者{d}天前进食油腻后右上腹持续性胀痛，阵发性加重，向右肩背部放射，伴恶心、呕吐{1-3}次，体温最高{37.8-39.0}℃，无皮肤黄染。' +
      '查体：右上腹压痛，墨菲征阳性。白细胞{11.8-17.2}×10⁹/L。B超：胆囊增大，壁厚约{5-8}mm，内见强回声光团约{8-20}mm，胆总管未见扩张。',
    past: '胆囊结石病史{1-6}年；{高血压病史{3-9}年|否认其他慢性病}。',
    treatment: '禁食补液，头孢哌酮舒巴坦3g bid、间苯三酚解痉{1-2}天，腹痛稍减轻。',
    medication: '无',
    outcome: {
      treatment: '抗感染后择期行腹腔镜胆囊切除术，手术顺利，术后{3-5}天出院，病理示慢性胆囊炎急性发作、胆囊结石。',
      feedback: '术后低脂饮食1个月；切口7天拆线；1个月后复查肝功能及腹部B超。',
    },
  },
  {
    code: 'S52.500',
    display: '桡骨下端骨折',
    hospital: 'LEAD_HOSPITAL',
    departments: ['GK'],
    ages: [8, 80],
    weight: 7,
    purposes: { surgery_intervention: 4, lack_treatment: 4 },
    priorities: { III: 7, IV: 2 },
    inpatientShare: 0.4,
    values: { side: '{左|右}', h: '{1-5}' },
    complaint: '摔伤致{side}腕部肿痛、活动受限{h}小时',
    present:
      '患者{h}小时前{行走时不慎滑倒|骑车摔倒|下台阶踏空}，{side}手掌撑地，即感{side}腕部剧痛，不能活动，无昏迷、无手指麻木。' +
      '查体：{side}腕部肿胀，呈“餐叉样”畸形，压痛明显，可及骨擦感，各指感觉血运正常。X线：{side}桡骨远端骨折，断端向{背侧|桡侧}移位。' +
      '我院手法复位后对位欠佳。',
    past: '既往体健，否认骨折、手术史。',
    treatment: '手法复位、石膏托外固定，口服布洛芬止痛，抬高患肢。',
    medication: '布洛芬缓释胶囊0.3g bid',
    outcome: {
      treatment: '{臂丛麻醉下行切开复位钢板内固定术，术后位置良好|重新手法复位、石膏外固定，复查X线对位对线可}。',
      feedback: '石膏（或术后支具）固定4～6周，请指导手指屈伸锻炼；1、2、4周复查X线；指端麻木、发紫立即松解并转回。',
    },
  },
  {
    code: 'S72.000',
    display: '股骨颈骨折',
    hospital: 'LEAD_HOSPITAL',
    departments: ['GK'],
    ages: [62, 92],
    weight: 5,
    purposes: { surgery_intervention: 9 },
    priorities: { II: 4, III: 6 },
    inpatientShare: 1,
    assessedShare: 0.7,
    values: { side: '{左|右}', h: '{3-12}' },
    complaint: '摔倒后{side}髋部疼痛、不能站立{h}小时',
    present:
      '患者{h}小时前在{家中卫生间|院坝|屋后菜地}滑倒，{side}髋部着地，当即疼痛，不能站立行走，无头痛呕吐。查体：{side}下肢外旋缩短约{1.0-3.0}cm，' +
      '腹股沟中点压痛，纵向叩击痛阳性，足背动脉搏动可及，足趾活动正常。X线：{side}股骨颈骨折，{头下型|经颈型}，断端移位。BP {138-168}/{72-92}mmHg。',
    past: '高血压病史{8-20}年，{冠心病史{4-9}年|慢性支气管炎病史|骨质疏松}。',
    treatment: '平卧制动，患肢皮牵引，曲马多50mg止痛，担架转运。',
    medication: '{苯磺酸氨氯地平片5mg qd|阿司匹林肠溶片100mg qd（已停）}',
    outcome: {
      treatment:
        '术前评估后行{side}侧{人工股骨头置换术|全髋关节置换术}，术后{2-3}天助行器下地，低分子肝素预防血栓，切口Ⅰ期愈合。',
      feedback:
        '继续抗凝至术后35天，术后14天拆线；3个月内避免屈髋超过90°、盘腿；请家医团队每2周上门指导康复，启动抗骨质疏松治疗。',
    },
  },
  {
    code: 'N20.100',
    display: '输尿管结石',
    hospital: 'LEAD_HOSPITAL',
    departments: ['MNWK'],
    ages: [22, 68],
    weight: 5,
    purposes: { lack_treatment: 5, surgery_intervention: 3 },
    priorities: { III: 7, IV: 2 },
    inpatientShare: 0.5,
    values: { side: '{左|右}', h: '{3-24}' },
    complaint: '{side}侧腰腹部绞痛{h}小时',
    present:
      '患者{h}小时前突发{side}侧腰腹部阵发性绞痛，向会阴部放射，伴恶心、{肉眼血尿|尿频}，无发热。查体：{side}肾区叩击痛阳性，腹软无压痛。' +
      '尿常规：潜血{2+|3+}。B超：{side}肾积水（{12-24}mm），{side}输尿管{上段|下段}强回声约{6-12}mm。解痉止痛后反复发作，需碎石治疗。',
    past: '{肾结石病史{1-5}年|既往体健}。',
    treatment: '双氯芬酸钠50mg肛塞、间苯三酚静滴，疼痛暂缓解。',
    medication: '坦索罗辛缓释胶囊0.2mg qn',
    outcome: {
      treatment: '泌尿系CT明确诊断，行{体外冲击波碎石|输尿管镜钬激光碎石并置双J管}，术后积水减轻。',
      feedback: '每日饮水2500ml以上；{4周后来院拔除双J管|2周后复查B超观察排石}；发热、腰痛加重及时联系。',
    },
  },
  {
    code: 'S06.000',
    display: '脑震荡',
    hospital: 'LEAD_HOSPITAL',
    departments: ['SJWK'],
    ages: [17, 74],
    weight: 4,
    purposes: { lack_examination: 7, specialist_needed: 1 },
    priorities: { II: 5, III: 4 },
    inpatientShare: 0.5,
    assessedShare: 0.4,
    values: { h: '{1-4}' },
    complaint: '头部外伤后头痛、恶心{h}小时',
    present:
      '患者{h}小时前{骑摩托车摔倒|从约2米高处跌落|被硬物碰击}，头部着地，当时意识不清约{1-5}分钟，醒后不能回忆受伤经过，伴头痛、恶心，呕吐{1-2}次，无肢体抽搐。' +
      '查体：神清，GCS 15分，双侧瞳孔等大等圆，对光反射灵敏，{左|右}额部头皮血肿约3cm，四肢肌力正常。我院无CT，需排除颅内出血。',
    past: '既往体健，否认癫痫、抗凝药物使用史。',
    treatment: '头皮清创包扎，平卧、监测神志瞳孔，破伤风人免疫球蛋白250IU肌注。',
    medication: '无',
    outcome: {
      treatment: '头颅CT{未见颅内出血，留观24小时无变化|示少量蛛网膜下腔出血，保守治疗7天，复查吸收}。',
      feedback: '休息2周，避免驾驶与重体力劳动；出现剧烈头痛、反复呕吐、嗜睡立即转回。',
    },
  },
  {
    code: 'H25.900',
    display: '老年性白内障',
    hospital: 'LEAD_HOSPITAL',
    departments: ['YK'],
    ages: [60, 86],
    weight: 4,
    purposes: { surgery_intervention: 5, specialist_needed: 3 },
    priorities: { IV: 9 },
    inpatientShare: 0.3,
    values: { eye: '{左眼|右眼|双眼}', y: '{1-4}' },
    complaint: '{eye}无痛性视力下降{y}年',
    present:
      '患者{y}年前起{eye}视物模糊，逐渐加重，无眼红、眼痛、视物变形。慢病体检测视力：左眼{0.1-0.3}，右眼{0.1-0.4}，裂隙灯见晶状体{皮质|核性}混浊。' +
      '影响日常生活，患者要求手术。',
    past: '{2型糖尿病{5-10}年，血糖控制可|高血压病史{6-15}年|否认眼部外伤史}。',
    treatment: '未予特殊治疗。',
    medication: '{二甲双胍片0.5g bid|无}',
    outcome: {
      treatment: '局麻下行白内障超声乳化摘除联合人工晶状体植入术，术后第1天视力{0.5-0.8}，角膜透明。',
      feedback: '术后妥布霉素地塞米松滴眼液每日4次，逐周减量共4周；勿揉眼，1周内勿污水入眼；眼痛、视力骤降当日联系。',
    },
  },
];
