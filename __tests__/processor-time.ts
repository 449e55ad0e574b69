/** Milliseconds of the processor, which do not grow with what else the machine does. */
export function processorTime(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { system, user } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
