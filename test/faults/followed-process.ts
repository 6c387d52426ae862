import { launch, stopSignal } from '../../apps/api/src/launch.js';

launch(async () => {
  const stopAsked = stopSignal();
  const [{ startProduct }, { startWorker }, { Followers }] = await Promise.all([
    import('../../apps/api/src/product.js'),
    import('../../apps/worker/src/worker.js'),
    import('./followers.js'),
  ]);
  const start = process.argv[2] === 'worker' ? startWorker : startProduct;
  const running = await start((line) => console.log(line), [Followers]);
  console.log(`The product is ready: ${running.url}/health/ready`);
  await stopAsked;
  await running.stop();
  return 0;
});
