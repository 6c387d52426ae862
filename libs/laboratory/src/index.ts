export { laboratoryEntities } from './data/laboratory.entities.js';
export { LaboratoryModule } from './laboratory.module.js';
