export { FIGURES } from './data/figures-sql.js';
export { MonthsWork } from './commands/months.work.js';
export { indicatorEntities } from './data/indicator.entities.js';
export { IndicatorModule } from './indicator.module.js';
