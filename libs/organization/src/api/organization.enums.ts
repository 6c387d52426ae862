import { registerEnumType } from '@nestjs/graphql';
import { InstitutionKind } from '../domain/institution-kind.js';
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
}
