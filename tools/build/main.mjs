// An old Node.js reads no TypeScript; it has to get as far as the line that asks for a newer one.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error('Node.js 24 or newer is needed: `npm ci` brings it on Linux (x64, arm64) with optional dependencies.');
  process.exit(1);
}
await import('./build.ts');
