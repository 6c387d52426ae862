export { imagingEntities } from './data/imaging.entities.js';
export { ImagingModule } from './imaging.module.js';
