import { BedPoolEntity } from './bed-pool.entity.js';
import { ClinicClosureEntity } from './clinic-closure.entity.js';
import { ClinicSessionEntity } from './clinic-session.entity.js';
import { HoldEntity } from './hold.entity.js';

export const capacityEntities = [ClinicSessionEntity, ClinicClosureEntity, BedPoolEntity, HoldEntity];
