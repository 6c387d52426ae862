import type { Provider } from '@nestjs/common';
import { AccountPart } from './parts/account.part.js';
import { BedPart } from './parts/bed.part.js';
import { CapabilityPart } from './parts/capability.part.js';
import { DepartmentPart } from './parts/department.part.js';
import { ExpertLeavePart } from './parts/expert-leave.part.js';
import { ExpertWeekPart } from './parts/expert-week.part.js';
import { InstitutionPart } from './parts/institution.part.js';
import { ItemPart } from './parts/item.part.js';
import { OfferPart } from './parts/offer.part.js';
import { QualificationPart } from './parts/qualification.part.js';
import { RotaDemandPart } from './parts/rota-demand.part.js';
import { RotaExpertPart } from './parts/rota-expert.part.js';
import { RotaWishPart } from './parts/rota-wish.part.js';
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
  CapabilityPart,
  ItemPart,
  QualificationPart,
  RotaExpertPart,
  RotaWishPart,
  RotaDemandPart,
  ExpertWeekPart,
  ExpertLeavePart,
];

export const SETUP_PARTS = Symbol('SETUP_PARTS');
export type Parts = readonly SetupPart[];

export const setupParts: Provider[] = [
  ...CLASSES,
  { provide: SETUP_PARTS, inject: CLASSES, useFactory: (...parts: SetupPart[]): Parts => parts },
];
