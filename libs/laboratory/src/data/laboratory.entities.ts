import { LabItemEntity } from './lab-item.entity.js';
import { LabReferenceRangeEntity } from './lab-reference-range.entity.js';
import { LabReportEntity } from './lab-report.entity.js';
import { LabResultEntity } from './lab-result.entity.js';
import { SpecimenBoxTemperatureEntity } from './specimen-box-temperature.entity.js';
import { SpecimenBoxEntity } from './specimen-box.entity.js';
import { SpecimenItemEntity } from './specimen-item.entity.js';
import { SpecimenEntity } from './specimen.entity.js';

export const laboratoryEntities = [
  LabItemEntity,
  LabReferenceRangeEntity,
  SpecimenBoxEntity,
  SpecimenBoxTemperatureEntity,
  SpecimenEntity,
  SpecimenItemEntity,
  LabReportEntity,
  LabResultEntity,
];
