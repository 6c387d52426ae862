import { whatAnswersAt } from './graphql-client.js';
import { Narrator } from './narrator.js';
import { startOwnProduct } from './own-product.js';
import { passwordsOfThisMachine, passwordsUnder, placeOfProduct, type Passwords } from './settings.js';
import { StoryError } from './story-error.js';
import { tellStory } from './story/index.js';

interface Stage {
  readonly url: string;
  readonly passwords: Passwords;
  close(): Promise<void>;
}

/** The product that runs already, or else one of our own. @throws StoryError where something else is in its place */
async function openStage(): Promise<Stage> {
  const { url, given } = placeOfProduct();
  const found = await whatAnswersAt(url);
  if (found === 'product') {
    console.log(`使用正在运行的系统：${url}`);
    return { url, passwords: passwordsOfThisMachine(), close: () => Promise.resolve() };
  }
  if (given) throw new StoryError(found === 'nothing' ? `DEMO_URL ${url} 没有应答` : `DEMO_URL ${url} 不是本系统`);
  console.log(`${url} 没有运行本系统，正在启动一套临时的……`);
  const product = await startOwnProduct();
  console.log(`已启动：${product.url}`);
  return { url: product.url, passwords: passwordsUnder(product.dataFolder), close: () => product.stop() };
}

async function main(): Promise<void> {
  const narrator = new Narrator();
  try {
    const stage = await openStage();
    try {
      await tellStory(stage.url, stage.passwords, narrator);
    } finally {
      await stage.close();
    }
    console.log('\n演示完成。');
  } catch (error) {
    const known = error instanceof StoryError || (error instanceof Error && error.name === 'StartupError');
    console.error(`\n演示中断于${narrator.place}：${error instanceof Error ? error.message : String(error)}`);
    if (!known) console.error(error);
    process.exitCode = 1;
  }
}

await main();
