/** What the starter of a server has told it. */
export function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: this server is started by the bench`);
  return value;
}
