const OLDEST_NODE = 24;

/** Signals that ask for a clean stop. */
const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Runs a program of the product to its exit code. This file and the programs import nothing up front, so that an old
 * Node.js gets as far as the line that asks for a newer one.
 */
export function launch(program: () => Promise<number>): void {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    console.error(`Node.js ${OLDEST_NODE} or newer is needed; start with \`npm start\`, which brings its own.`);
    process.exit(1);
  }
  keepCompiledCode();
  program().then(
    (code) => process.exit(code),
    (error: unknown) => {
      report(error);
      process.exit(1);
    },
  );
}

/** What one start has compiled the next ones need not; beside the dependencies, where only the installer may write. */
function keepCompiledCode(): void {
  const folder = `${import.meta.dirname}/../../../../node_modules/.cache/county-medical-alliance`;
  process.getBuiltinModule('node:module').enableCompileCache(folder);
}

/** Resolves at the first signal that asks for a stop; later ones change nothing. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of STOP_SIGNALS) process.on(signal, () => resolve());
  });
}

/** One line for whoever starts the product; a stack trace only where nobody foresaw the error. */
function report(error: unknown): void {
  const foreseen = error instanceof Error && error.name === 'StartupError';
  console.error(foreseen ? error.message : 'The product cannot start because of an unexpected error:');
  if (!foreseen) console.error(error);
}
