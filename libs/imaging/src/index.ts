export { digestOf } from './commands/digest.js';
export { imagingEntities } from './data/imaging.entities.js';
export { ImagingModule } from './imaging.module.js';
