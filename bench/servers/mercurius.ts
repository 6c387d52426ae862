import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PatientSex } from '#patient';
import { DateTimeScalar, LocalDateScalar, securityHeaders } from '#platform';
import fastify from 'fastify';
import { mercurius } from 'mercurius';
import { Pool } from 'pg';
import { announce } from './announce.js';
import type { OverheardStatement } from './child-server.js';
import { SAME_PLAN, environment } from './environment.js';

const PAGE = 20;
const SEX_NAMES = new Map(Object.entries(PatientSex).map(([name, code]) => [code as string, name]));
/** Operations are compiled when they come for the second time. */
const JIT_AFTER = 1;

interface Row {
  readonly id: string;
  readonly node: object;
}

// The leanest GraphQL server for Fastify, with the product's schema, the product's statement and plan, and the headers
// without which no product may answer browsers: those cost whoever reads them as well. The same rows must be answered.
const list = JSON.parse(environment('BENCH_LIST')) as OverheardStatement;
const pool = new Pool({ connectionString: environment('DATABASE_URL'), max: 20, options: SAME_PLAN });
const app = fastify({ genReqId: () => randomUUID() });
const headers = { ...securityHeaders({ withGraphiql: false }), 'cache-control': 'no-store' };
app.addHook('onSend', (request, reply, _payload, done) => {
  reply.headers(headers).header('x-request-id', request.id);
  done();
});

const schema = readFileSync(environment('BENCH_SCHEMA'), 'utf8');

await app.register(mercurius, {
  schema,
  jit: JIT_AFTER,
  resolvers: {
    DateTime: DateTimeScalar,
    LocalDate: LocalDateScalar,
    // SDL does not say that the values of this enum are codes of a standard.
    Sex: { serialize: (code: string) => SEX_NAMES.get(code) },
    Query: {
      referrals: async () => {
        const { rows } = await pool.query<Row>({ name: 'list', text: list.text, values: [...list.values] });
        const page = rows.slice(0, PAGE);
        const pageInfo = { hasNextPage: rows.length > PAGE, endCursor: page.at(-1)?.id };
        return { nodes: page.map(({ node }) => node), pageInfo };
      },
    },
  },
});

await app.listen({ port: 0, host: '127.0.0.1' });
announce(app.server);
