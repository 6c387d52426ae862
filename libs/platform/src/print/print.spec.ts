import { text } from './layout.js';
import { renderPrint } from './print.js';

/** Laid out on the thread of the test itself, the whole print is a single turn of the event loop. */
const MANY_TURNS = 1_000;

it('the event loop goes on turning while something is printed', async () => {
  const body = Array.from({ length: 200 }, (_, line) => text(`第 ${line} 行：不稳定型心绞痛`));
  let turns = 0;
  let next: NodeJS.Immediate;
  const turn = (): void => {
    turns += 1;
    next = setImmediate(turn);
  };
  turn();
  const printed = await renderPrint({ title: '转诊单', number: null, imprint: '测试', body });
  clearImmediate(next!);
  expect(printed.subarray(0, 5).toString()).toBe('%PDF-');
  expect(turns).toBeGreaterThan(MANY_TURNS);
});
