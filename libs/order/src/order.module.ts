import { Module } from '@nestjs/common';
import { OrganizationModule } from '#organization';
import { PatientModule } from '#patient';
import { registerMessages } from '#platform';
import { orderMessages } from './api/messages.js';
import { registerOrderEnums } from './api/order.enums.js';
import { OrderResolver } from './api/order.resolver.js';
import { OrderGate } from './commands/order-gate.js';
import { OrderItems } from './commands/order-items.js';
import { OrderTransitions } from './commands/order-transitions.js';
import { PlacementChecks } from './commands/placement-checks.js';
import { PlacingService } from './commands/placing.service.js';
import { OrderService } from './commands/order.service.js';
import { OrderRepository } from './data/order.repository.js';
import { KnownOrders } from './queries/known-orders.js';
import { OrderQueries } from './queries/order.queries.js';

registerOrderEnums();
registerMessages(orderMessages);

/** What doctors ask to be examined, item by item. */
@Module({
  imports: [OrganizationModule, PatientModule],
  providers: [
    OrderRepository,
    OrderTransitions,
    OrderItems,
    OrderGate,
    PlacementChecks,
    PlacingService,
    OrderService,
    OrderQueries,
    KnownOrders,
    OrderResolver,
  ],
  exports: [KnownOrders, OrderItems, OrderService, PlacementChecks],
})
export class OrderModule {}
