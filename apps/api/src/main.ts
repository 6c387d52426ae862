import { launch, stopSignal } from './launch.js';

launch(async () => {
  const stopAsked = stopSignal();
  const { startProduct } = await import('./product.js');
  const product = await startProduct((line) => console.log(line));
  console.log(`The product is ready: ${product.url}/graphql`);
  const code = await Promise.race([stopAsked.then(() => 0), product.failed.then(() => 1)]);
  await product.stop();
  return code;
});
