import { registerEnumType } from '@nestjs/graphql';
import { CapabilityKind } from '../domain/capability-kind.js';
import { InstitutionKind } from '../domain/institution-kind.js';
import { ServiceDirection, ServiceHandling } from '../domain/service-offer.js';
import { ItemCategory, ItemContrast, RecognitionScope } from '../domain/standard-item.js';
import { StaffTitle } from '../domain/staff-title.js';

/** Names the enums of organizations in the schema; called once, before the schema is built. */
export function registerOrganizationEnums(): void {
  registerEnumType(InstitutionKind, {
    name: 'InstitutionKind',
    description: 'What an institution is within the alliance. 机构类别',
    valuesMap: {
      LEAD_HOSPITAL: { description: 'The hospital that leads the alliance. 牵头医院' },
      COUNTY_HOSPITAL: { description: 'Another county hospital. 县级医院' },
      TCM_HOSPITAL: { description: 'County hospital of Chinese medicine. 县中医医院' },
      TOWNSHIP_CENTER: { description: 'Township health center. 乡镇卫生院' },
      VILLAGE_CLINIC: { description: 'Village clinic. 村卫生室' },
    },
  });
  registerEnumType(StaffTitle, {
    name: 'StaffTitle',
    description: 'Professional title. 职称',
    valuesMap: {
      NONE: { description: 'No title. 无' },
      JUNIOR: { description: 'Junior. 初级' },
      INTERMEDIATE: { description: 'Intermediate. 中级' },
      DEPUTY_SENIOR: { description: 'Deputy senior. 副高级' },
      SENIOR: { description: 'Senior. 正高级' },
    },
  });
  registerServiceEnums();
  registerCatalogueEnums();
}

function registerServiceEnums(): void {
  registerEnumType(ServiceDirection, {
    name: 'ServiceDirection',
    description: 'Which way patients come to a department. 服务的转诊方向',
    valuesMap: {
      UP: { description: 'From township to county. 上转' },
      LATERAL: { description: 'Between members of one level. 平级转诊' },
      DOWN: { description: 'From county to township. 下转' },
    },
  });
  registerEnumType(ServiceHandling, {
    name: 'ServiceHandling',
    description: 'How a department takes patients. 服务的处理方式',
    valuesMap: {
      OUTPATIENT: { description: 'At its clinic. 门诊' },
      INPATIENT: { description: 'On its ward. 住院' },
    },
  });
}

function registerCatalogueEnums(): void {
  registerEnumType(CapabilityKind, {
    name: 'CapabilityKind',
    description: 'What an institution has that patients need who come back. 承接能力类别',
    valuesMap: {
      DRUG: { description: 'A medicine. 药品' },
      EQUIPMENT: { description: 'A device. 设备' },
      REHABILITATION: { description: 'A kind of rehabilitation. 康复项目' },
    },
  });
  registerEnumType(ItemCategory, {
    name: 'StandardItemCategory',
    description: 'What kind of examination an item is. 项目类别',
    valuesMap: {
      LABORATORY: { description: 'Laboratory. 检验' },
      IMAGING: { description: 'Imaging. 影像' },
      ULTRASOUND: { description: 'Ultrasound. 超声' },
      ECG: { description: 'Electrocardiography. 心电' },
      ENDOSCOPY: { description: 'Endoscopy. 内镜' },
      PATHOLOGY: { description: 'Pathology. 病理' },
      FUNCTION: { description: 'Functional tests. 功能检查' },
    },
  });
  registerItemEnums();
}

function registerItemEnums(): void {
  registerEnumType(ItemContrast, {
    name: 'StandardItemContrast',
    description: 'With a contrast medium or without. 增强方式',
    valuesMap: {
      PLAIN: { description: 'Without. 平扫' },
      ENHANCED: { description: 'With. 增强' },
      BOTH: { description: 'Both. 平扫+增强' },
    },
  });
  registerEnumType(RecognitionScope, {
    name: 'RecognitionScope',
    description: 'How far results are recognised. 互认范围',
    valuesMap: {
      NONE: { description: 'Not at all. 不互认' },
      ALLIANCE: { description: 'Within the alliance. 医联体HR' },
      CITY: { description: 'Within the city. 市HR' },
      PROVINCE: { description: 'Within the province. 本省HR' },
      NATION: { description: 'Everywhere. 全国HR' },
    },
  });
}
