export { keepDemoAccounts, keptDemoAccounts } from './demo/account-file.js';
export { fictionalMobile, fictionalResidentId } from './demo/identifiers.js';
export { demoIsLoaded, seedDemo, seedDemoCounty, type DemoAccount, type DemoOptions } from './demo/index.js';
export { seedReference } from './reference/index.js';
