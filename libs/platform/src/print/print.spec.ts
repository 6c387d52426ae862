import { readPdf } from '#testing';
import { form, text } from './layout.js';
import { renderPrint } from './print.js';

/** Laid out on the thread of the test itself, the whole print is a single turn of the event loop; on a busy machine turns are slow. */
const MANY_TURNS = 50;

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

it('a row that is filled in by hand keeps room, however long the others are', async () => {
  const body = [
    form([
      { label: '诊断结果', value: '不稳定型心绞痛。'.repeat(250), height: 50 },
      { label: '主要检查结果', value: null, height: 130 },
      { label: '治疗经过', value: '药物治疗', height: 180 },
    ]),
  ];
  const { pages, heights, sizes } = await readPdf(
    await renderPrint({ title: '回转单', number: null, imprint: '测试', body }),
  );
  expect(pages).toHaveLength(1);
  expect(Math.min(...sizes)).toBeLessThan(8.5);
  expect(heights.get('主要检查结果')! - heights.get('治疗经过')!).toBeGreaterThan(40);
});
