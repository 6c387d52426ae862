/** What the starter of a server has told it. */
export function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: this server is started by the bench`);
  return value;
}

/** What the product asks of its connections: one plan for all executions of a prepared statement, and nothing compiled. */
export const SAME_PLAN = '-c plan_cache_mode=force_generic_plan -c jit=off';
