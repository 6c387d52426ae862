import { launch, stopSignal } from './launch.js';

launch(async () => {
  const stopAsked = stopSignal();
  // A setting that cannot be meant is told at once: the whole product takes seconds to load.
  const { loadConfig } = await import('#platform/config');
  loadConfig();
  const { startProduct } = await import('./product.js');
  const product = await startProduct((line) => console.log(line));
  console.log(`The product is ready: ${product.url}/graphql`);
  const code = await Promise.race([stopAsked.then(() => 0), product.failed.then(() => 1)]);
  await product.stop();
  return code;
});
