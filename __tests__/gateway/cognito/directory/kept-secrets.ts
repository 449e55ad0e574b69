import type { Secrets } from "../../../../gateway/state/secrets";

/** Secrets that are kept as in a state folder, and stay in memory. */
export function keptSecrets(): Secrets {
  const values = new Map<string, string>();
  return {
    get(name, make) {
      const value = values.get(name) ?? make();
      values.set(name, value);
      return value;
    },
    put(name, value) {
      if (value === undefined) values.delete(name);
      else values.set(name, value);
    },
    save() {},
  };
}
