/** What the settings say, for a program that reads them before it loads the rest of the product. */
export { loadConfig } from './config.js';
