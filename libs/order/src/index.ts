export { OrderService } from './commands/order.service.js';
export { OrderItems, type AnsweringReport } from './commands/order-items.js';
export { PlacementChecks, type ItemChoice, type PlacedItem, type PlacedOrder } from './commands/placement-checks.js';
export { orderEntities } from './data/order.entities.js';
export { VisitType } from './domain/visit-type.js';
export { KnownOrders } from './queries/known-orders.js';
export { OrderModule } from './order.module.js';
