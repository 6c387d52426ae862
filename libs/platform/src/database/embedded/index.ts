export { embeddedDataFolder } from './data-folder.js';
export { findEmbeddedDatabase, startEmbeddedDatabase } from './embedded-database.js';
export type { EmbeddedDatabase } from './embedded-database.js';
