export { demoIsLoaded, seedDemo, seedDemoCounty, type DemoAccount, type DemoOptions } from './demo/index.js';
export { seedReference } from './reference/index.js';
