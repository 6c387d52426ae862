export { AppModule, entities } from './app.module.js';
export { createApplication } from './application.js';
export { prepareDatabase, type ReadyDatabase } from './database.js';
export { openStanding, type StandingDatabase } from './standing-database.js';
export { startProduct, type Product } from './product.js';
