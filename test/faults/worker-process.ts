import { launch, stopSignal } from '../../apps/api/src/launch.js';

launch(async () => {
  const stopAsked = stopSignal();
  const [{ startWorker }, { Listeners }] = await Promise.all([
    import('../../apps/worker/src/worker.js'),
    import('./listeners.js'),
  ]);
  const worker = await startWorker((line) => console.log(line), [Listeners]);
  await stopAsked;
  await worker.stop();
  return 0;
});
