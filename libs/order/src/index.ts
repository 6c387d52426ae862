export { OrderService } from './commands/order.service.js';
export { OrderItems, type AnsweringReport } from './commands/order-items.js';
export { orderEntities } from './data/order.entities.js';
export { VisitType } from './domain/visit-type.js';
export { OrderModule } from './order.module.js';
