/** A product in miniature for the process tests: `node … <folder>` starts the database and writes rows until it is killed. */
import pg from 'pg';
import { startEmbeddedDatabase } from './index.js';

async function writeRows(ownerUrl: string): Promise<never> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('create table acknowledged (n int primary key)');
  for (let n = 1; ; n += 1) {
    await client.query('insert into acknowledged values ($1)', [n]);
    process.stdout.write(`${n}\n`);
  }
}

try {
  const database = await startEmbeddedDatabase({ folder: process.argv[2]! });
  process.on('SIGTERM', () => void database.stop().then(() => process.exit()));
  process.stdout.write('started\n');
  await writeRows(database.ownerUrl);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
