import { WORK_LIST } from '../county/work-list.js';
import { announce } from './announce.js';
import { environment } from './environment.js';
import { overhear, startProduct } from './product-app.js';

const app = await startProduct();
announce(app.getHttpServer(), {
  overhear: async () => ({ overheard: await overhear(app, environment('BENCH_TOKEN'), WORK_LIST) }),
});
