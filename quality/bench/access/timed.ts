/** Milliseconds of the processor, of all threads together. */
export function timed<T>(run: () => T): { readonly took: number; readonly result: T } {
  const before = process.cpuUsage();
  const result = run();
  const { system, user } = process.cpuUsage(before);
  return { took: (user + system) / 1_000, result };
}
