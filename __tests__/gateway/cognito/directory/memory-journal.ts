import type { Entry, Section } from "../../../../gateway/state/journal";

/** A section that is on no disk. */
export function memorySection<Value extends Entry>(now: () => Date): Section<Value> {
  const values = new Map<string, Value>();
  const isAlive = ({ expiresAt }: Entry) => expiresAt === undefined || expiresAt > now().getTime();
  return {
    get(key) {
      const value = values.get(key);
      return value && isAlive(value) ? value : undefined;
    },
    entries: () => [...values].filter(([, value]) => isAlive(value)).values(),
    async set(key, value) {
      if (value) values.set(key, value);
      else values.delete(key);
    },
  };
}
