import { Gatherer } from './gatherer.js';

/** Statements that end when the test says so. */
function gathererUnderTest() {
  const statements: { requests: readonly number[]; answer: () => void; fail: (error?: Error) => void }[] = [];
  const gatherer = new Gatherer<number, string>(
    (requests) =>
      new Promise((resolve, reject) => {
        const answer = () => resolve(requests.map((request) => `answer to ${request}`));
        statements.push({ requests, answer, fail: (error = new Error('fault')) => reject(error) });
      }),
    { atOnce: 1, most: 3 },
  );
  return { gatherer, statements };
}

it('sends a request at once where nothing is under way, and what comes meanwhile together, up to its limit', async () => {
  const { gatherer, statements } = gathererUnderTest();
  const answers = Promise.all([1, 2, 3, 4, 5].map((request) => gatherer.ask(request)));
  expect(statements.map(({ requests }) => requests)).toEqual([[1]]);
  statements[0]!.answer();
  await new Promise(setImmediate);
  statements[1]!.answer();
  await new Promise(setImmediate);
  statements[2]!.answer();
  expect(await answers).toEqual([1, 2, 3, 4, 5].map((request) => `answer to ${request}`));
  expect(statements.map(({ requests }) => requests)).toEqual([[1], [2, 3, 4], [5]]);
});

/** Lets everything happen that needs no more answers. */
const settle = () => new Promise(setImmediate);

it('tries the requests of a refused statement one after the other, and fails those alone that are refused again', async () => {
  const { gatherer, statements } = gathererUnderTest();
  const first = gatherer.ask(1);
  const others = Promise.allSettled([2, 3, 4].map((request) => gatherer.ask(request)));
  const last = gatherer.ask(5);
  statements[0]!.answer();
  expect(await first).toBe('answer to 1');
  await settle();
  statements[1]!.fail();
  await settle();
  statements[2]!.answer();
  await settle();
  statements[3]!.fail();
  await settle();
  statements[4]!.answer();
  expect((await others).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await settle();
  statements[5]!.answer();
  expect(await last).toBe('answer to 5');
  expect(statements.map(({ requests }) => requests)).toEqual([[1], [2, 3, 4], [2], [3], [4], [5]]);
});

it('fails all requests of a statement together while the database is away, and none that come after', async () => {
  const { gatherer, statements } = gathererUnderTest();
  const first = gatherer.ask(1);
  const others = Promise.allSettled([gatherer.ask(2), gatherer.ask(3)]);
  statements[0]!.answer();
  expect(await first).toBe('answer to 1');
  await settle();
  statements[1]!.fail(new Error('Connection terminated unexpectedly'));
  expect((await others).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await settle();
  const last = gatherer.ask(4);
  statements[2]!.answer();
  expect(await last).toBe('answer to 4');
});
