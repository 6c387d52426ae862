import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoAccount } from './accounts.js';

/** Keeps the accounts where only the owner of this machine's data can read them, for programs that show the product. */
export function keepDemoAccounts(folder: string, accounts: readonly DemoAccount[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileIn(folder), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
}

/** The accounts that were kept in the folder; null where none were. */
export function keptDemoAccounts(folder: string): DemoAccount[] | null {
  if (!existsSync(fileIn(folder))) return null;
  return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as DemoAccount[];
}

function fileIn(folder: string): string {
  return join(folder, 'demo-accounts.json');
}
