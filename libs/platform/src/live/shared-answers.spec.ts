import { GraphQLError, buildSchema, parse, type ExecutionResult } from 'graphql';
import type { LiveUpdate } from './live.types.js';
import { SharedAnswers } from './shared-answers.js';

const schema = buildSchema(`
  type Query { nothing: Boolean }
  type Update { cursor: String, reload: Boolean }
  type Subscription { changed(box: String): Update, refused: Update }
`);

/** Reads of the cursor: one an execution that asks for it. */
let reads: number;
let answers: SharedAnswers;

beforeEach(() => {
  reads = 0;
  answers = new SharedAnswers();
});

function update(cursor: string): LiveUpdate {
  return {
    get cursor() {
      reads += 1;
      return cursor;
    },
    reload: false,
    changes: [],
  };
}

async function hear(query: string, updates: readonly LiveUpdate[], variableValues = {}): Promise<unknown[]> {
  const rootValue = {
    changed: async function* () {
      yield* updates.map((changed) => Object.assign(changed, { changed }));
    },
    refused: () => {
      throw new GraphQLError('refused');
    },
  };
  const heard = await answers.subscribe({ schema, document: parse(query), rootValue, variableValues });
  if (!(Symbol.asyncIterator in heard)) return [heard];
  const results: ExecutionResult[] = [];
  for await (const result of heard) results.push(result);
  return results.map(({ data }) => data?.['changed']);
}

it('an update is executed once for all who ask for it in the same words', async () => {
  const shared = update('1');
  const query = 'subscription($box: String) { changed(box: $box) { cursor } }';
  for (const box of ['SENT', 'RECEIVED', undefined]) {
    expect(await hear(query, [shared], { box })).toEqual([{ cursor: '1' }]);
  }
  expect(reads).toBe(1);
});

it('other words, and other values of what they depend on, have an answer of their own', async () => {
  const shared = update('1');
  const query = 'subscription($all: Boolean!) { changed { reload cursor @include(if: $all) } }';
  expect(await hear(query, [shared], { all: true })).toEqual([{ reload: false, cursor: '1' }]);
  expect(await hear(query, [shared], { all: false })).toEqual([{ reload: false }]);
  expect(await hear('subscription { changed { reload } }', [shared])).toEqual([{ reload: false }]);
});

it('whoever sees something else gets another answer', async () => {
  const query = 'subscription { changed { cursor } }';
  expect(await hear(query, [update('1'), update('2')])).toEqual([{ cursor: '1' }, { cursor: '2' }]);
  expect(await hear(query, [update('3')])).toEqual([{ cursor: '3' }]);
  expect(reads).toBe(3);
});

it('a refusal comes as a result', async () => {
  expect(await hear('subscription { refused { cursor } }', [])).toMatchObject([{ errors: [{ message: 'refused' }] }]);
});
