import { AuditTrail, Authenticator } from '#platform';
import { announce } from './announce.js';
import { environment } from './environment.js';
import { startProduct } from './product-app.js';

// The product with nobody at the door and no access rows: a mode that exists here only, to compare execution alone.
const app = await startProduct();
const origin = { requestId: 'bench', address: '127.0.0.1', locale: 'en' as const };
const authenticator = app.get(Authenticator);
const actor = await authenticator.authenticate({ sessionToken: environment('BENCH_TOKEN') }, origin);
Object.assign(authenticator, { authenticate: () => Promise.resolve(actor) });
Object.assign(app.get(AuditTrail), { recordAccess: () => Promise.resolve() });
announce(app.getHttpServer());
