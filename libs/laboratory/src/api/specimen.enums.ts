import { registerEnumType } from '@nestjs/graphql';
import { BoxState } from '../domain/box.transitions.js';
import { SpecimenType } from '../domain/specimen.js';
import { SpecimenState } from '../domain/specimen.transitions.js';
import { BoxList, SpecimenList } from '../queries/specimen.queries.js';

/** Names the enums of specimens in the schema; called once, before the schema is built. */
export function registerSpecimenEnums(): void {
  registerTypes();
  registerStates();
  registerLists();
}

function registerTypes(): void {
  registerEnumType(SpecimenType, {
    name: 'SpecimenType',
    description: 'What a specimen is. 标本类型',
    valuesMap: {
      BLOOD: { description: 'Whole blood. 全血' },
      SERUM: { description: 'Serum. 血清' },
      PLASMA: { description: 'Plasma. 血浆' },
      URINE: { description: 'Urine. 尿液' },
      STOOL: { description: 'Stool. 粪便' },
      SPUTUM: { description: 'Sputum. 痰' },
      FLUID: { description: 'Another fluid of the body. 体液' },
      SWAB: { description: 'A swab. 拭子' },
      BLOOD_CULTURE: { description: 'Blood for a culture. 血培养' },
      TISSUE_SMALL: { description: 'A small piece of tissue, as by a biopsy. 小标本组织' },
      TISSUE_LARGE: { description: 'A large piece of tissue, as by an operation. 大标本组织' },
      TISSUE_FROZEN: { description: 'Tissue for a frozen section during an operation. 术中冰冻组织' },
      CYTOLOGY: { description: 'Cells. 细胞学' },
    },
  });
}

function registerStates(): void {
  registerEnumType(SpecimenState, {
    name: 'SpecimenState',
    description: 'How far a specimen has come. 标本状态',
    valuesMap: {
      COLLECTED: { description: 'Taken, perhaps packed. 已采集' },
      IN_TRANSIT: { description: 'On its way. 运送中' },
      RECEIVED: { description: 'Registered by the laboratory. 已接收' },
      REJECTED: { description: 'It cannot be examined. 已拒收' },
    },
  });
  registerEnumType(BoxState, {
    name: 'SpecimenBoxState',
    description: 'How far a box has come. 标本箱状态',
    valuesMap: {
      PACKED: { description: 'Waits for the courier. 已打包' },
      IN_TRANSIT: { description: 'On its way. 运送中' },
      ARRIVED: { description: 'Everything in it was received or rejected. 已送达' },
    },
  });
}

function registerLists(): void {
  registerEnumType(SpecimenList, {
    name: 'SpecimenList',
    description: 'Lists of specimens that people work by. 标本工作列表',
    valuesMap: {
      TO_SEND: { description: 'Taken here, not on the way yet. 待送出' },
      SENT: { description: 'Taken here, on the way. 已送出' },
      REJECTED: { description: 'Taken here and rejected. 被拒收' },
      EXPECTED: { description: 'On the way to this laboratory. 待接收' },
      RECEIVED: { description: 'Received by this laboratory. 已接收' },
    },
  });
  registerEnumType(BoxList, {
    name: 'SpecimenBoxList',
    description: 'Lists of boxes, whose hand-over lists are printed. 标本箱列表',
    valuesMap: {
      SENT: { description: 'Packed here. 本机构送出' },
      RECEIVED: { description: 'On the way to this laboratory, or arrived. 送达本中心' },
    },
  });
}
