export { BookingService } from './commands/booking.service.js';
export { ConsultationModule } from './consultation.module.js';
export { consultationEntities } from './data/consultation.entities.js';
export { ConsultationState, InvitationState } from './domain/consultation.js';
export { consultationTransitions } from './domain/consultation.transitions.js';
export { invitationTransitions } from './domain/invitation.transitions.js';
export { opinionTransitions } from './domain/opinion.transitions.js';
export { consultationSetUpEntities } from './data/set-up.entities.js';
