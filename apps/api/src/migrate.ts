import { launch } from './launch.js';

/** Brings schema and reference data up to date and leaves, for deployments where the serving process may not. */
launch(async () => {
  const { migrateExternal } = await import('./database.js');
  const ran = await migrateExternal();
  console.log(ran.length ? `Migrated: ${ran.join(', ')}` : 'The schema is current.');
  return 0;
});
