export { DAYS, FIGURES, FIGURES_OF_DAYS } from './data/figures-sql.js';
export { toldWithin } from './data/told-within.js';
export { MonthsWork } from './commands/months.work.js';
export { indicatorEntities } from './data/indicator.entities.js';
export { IndicatorModule } from './indicator.module.js';
