export { seedReference } from './reference/index.js';
