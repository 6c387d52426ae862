import type { Provider } from '@nestjs/common';
import { AccountPart } from './parts/account.part.js';
import { BedPart } from './parts/bed.part.js';
import { DepartmentPart } from './parts/department.part.js';
import { InstitutionPart } from './parts/institution.part.js';
import { ItemPart } from './parts/item.part.js';
import { OfferPart } from './parts/offer.part.js';
import { QualificationPart } from './parts/qualification.part.js';
import { SessionPart } from './parts/session.part.js';
import { StaffPart } from './parts/staff.part.js';
import { TravelTimePart } from './parts/travel-time.part.js';
import type { SetupPart } from './setup-part.js';

/** In the order of the workbook: what others refer to comes before them. */
const CLASSES = [
  InstitutionPart,
  DepartmentPart,
  StaffPart,
  AccountPart,
  OfferPart,
  SessionPart,
  BedPart,
  TravelTimePart,
  ItemPart,
  QualificationPart,
];

export const SETUP_PARTS = Symbol('SETUP_PARTS');
export type Parts = readonly SetupPart[];

export const setupParts: Provider[] = [
  ...CLASSES,
  { provide: SETUP_PARTS, inject: CLASSES, useFactory: (...parts: SetupPart[]): Parts => parts },
];
