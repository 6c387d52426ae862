export { ConsultationModule } from './consultation.module.js';
export { consultationEntities } from './data/consultation.entities.js';
export { consultationSetUpEntities } from './data/set-up.entities.js';
