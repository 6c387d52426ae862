import { launch, stopSignal } from '../../api/src/launch.js';

launch(async () => {
  const stopAsked = stopSignal();
  const { startWorker } = await import('./worker.js');
  const worker = await startWorker((line) => console.log(line));
  console.log(`The worker is ready: ${worker.url}/health/ready`);
  await stopAsked;
  await worker.stop();
  return 0;
});
