import { MonthsWork } from '#indicator';
import { WORK_LIST } from '../county/work-list.js';
import { announce } from './announce.js';
import { environment } from './environment.js';
import { overhear, startProduct } from './product-app.js';

const app = await startProduct();
const askForList = () =>
  app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${environment('BENCH_TOKEN')}` },
    payload: { query: WORK_LIST },
  });
announce(app.getHttpServer(), {
  overhear: async () => ({ overheard: await overhear(app, askForList) }),
  // In the process that answers, as `npm start` does it.
  tell: async () => ({ more: await app.get(MonthsWork, { strict: false }).round() }),
});
