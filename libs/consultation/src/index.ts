export { ConsultationModule } from './consultation.module.js';
export { consultationEntities } from './data/consultation.entities.js';
