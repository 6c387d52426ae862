import { createInterface } from 'node:readline/promises';

/** Asks whoever sits at the terminal one question. @returns the answer without blanks around it */
export async function askOnTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(`${question}: `)).trim();
  } finally {
    terminal.close();
  }
}
