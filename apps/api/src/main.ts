const OLDEST_NODE = 24;

/** Signals that ask for a clean stop. */
const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

async function main(): Promise<void> {
  const { startProduct } = await import('./product.js');
  const product = await startProduct((line) => console.log(line));
  console.log(`The product is ready: ${product.url}/graphql`);
  let stopping = false;
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      product.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

/** One line for whoever starts the product; a stack trace only where nobody foresaw the error. */
function report(error: unknown): void {
  const foreseen = error instanceof Error && error.name === 'StartupError';
  console.error(foreseen ? error.message : 'The product cannot start because of an unexpected error:');
  if (!foreseen) console.error(error);
}

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  console.error(`Node.js ${OLDEST_NODE} or newer is needed; start with \`npm start\`, which brings its own.`);
  process.exit(1);
}
main().catch((error: unknown) => {
  report(error);
  process.exit(1);
});
