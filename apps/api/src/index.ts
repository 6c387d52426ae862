export { AppModule, entities } from './app.module.js';
export { createApplication } from './application.js';
export {
  migrateAsOwner,
  openEmptyDatabase,
  prepareDatabase,
  type OpenedDatabase,
  type ReadyDatabase,
} from './database.js';
export { keepUnlessRefused, writePasswords } from './password-file.js';
export { withProduct } from './product-context.js';
export { openStanding, type StandingDatabase } from './standing-database.js';
export { startProduct, type Product } from './product.js';
