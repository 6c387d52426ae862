import { registerEnumType } from '@nestjs/graphql';
import { GreenChannel, GreenChannelNode } from '../domain/green-channel.js';

/** Names the enums of green channels in the schema; called once, before the schema is built. */
export function registerGreenChannelEnums(): void {
  registerEnumType(GreenChannel, {
    name: 'GreenChannel',
    description: 'A way that is kept open for emergencies. 绿色通道',
    valuesMap: {
      CHEST_PAIN: { description: 'Chest pain. 胸痛' },
      STROKE: { description: 'Stroke. 卒中' },
      TRAUMA: { description: 'Trauma. 创伤' },
      CRITICAL_MATERNAL: { description: 'Critically ill mothers. 危重孕产妇' },
      CRITICAL_CHILD: { description: 'Critically ill children and newborns. 危重儿童和新生儿' },
    },
  });
  registerEnumType(GreenChannelNode, {
    name: 'GreenChannelNode',
    description: 'A moment on the way through a green channel. 绿色通道时间节点',
    valuesMap: {
      FIRST_MEDICAL_CONTACT: { description: 'First medical contact. 首次医疗接触' },
      FIRST_ECG: { description: 'First electrocardiogram. 首份心电图' },
      ECG_RECEIVED: { description: 'The remote centre has received the electrocardiogram. 远程心电接收' },
      ECG_READ: { description: 'The remote centre has read it. 远程心电诊断' },
      REFERRAL_STARTED: { description: 'The referral was started. 启动转诊' },
      DEPARTURE: { description: 'The patient has left: door in, door out. 离开首诊机构' },
      ARRIVAL: { description: 'The patient has arrived. 到达上级医院' },
      CATH_LAB: { description: 'In the catheter laboratory. 进入导管室' },
      CT: { description: 'Computed tomography done. 完成CT检查' },
      NEEDLE: { description: 'Thrombolysis or puncture begun. 开始溶栓或穿刺' },
      TREATMENT_STARTED: { description: 'The decisive treatment has begun. 开始救治' },
    },
  });
}
