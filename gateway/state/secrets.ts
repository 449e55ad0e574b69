import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { readState, writeState } from "./files";

/** Values that are made once and then kept by name: passwords, user ids, API keys, client secrets. */
export interface Secrets {
  /** The value kept under `name`; made by `make` the first time. */
  get(name: string, make: () => string): string;
  /** Keeps a value that others chose, or forgets the one that was kept. */
  put(name: string, value: string | undefined): void;
  /** Writes what has changed since the last call. */
  save(): void;
}

/** Opens the secrets of the state folder. */
export function openSecrets(stateDir: string): Secrets {
  const file = join(stateDir, "secrets.json");
  const values = new Map(Object.entries(readState(file, isStrings) ?? {}));
  let changed = false;
  return {
    get(name, make) {
      const known = values.get(name);
      if (known !== undefined) return known;
      const made = make();
      values.set(name, made);
      changed = true;
      return made;
    },
    put(name, value) {
      if (values.get(name) === value) return;
      if (value === undefined) values.delete(name);
      else values.set(name, value);
      changed = true;
    },
    save() {
      if (changed) writeState(file, Object.fromEntries(values));
      changed = false;
    },
  };
}

/** A password that meets every class of a strict policy: upper and lower case, digit, symbol. */
export function makePassword(): string {
  return `Gh1-${randomBytes(12).toString("base64url")}`;
}

/** 40 letters and digits, as API Gateway generates its keys. */
export function makeApiKey(): string {
  return randomBytes(20).toString("hex");
}

/** A new key id for each start, known only to the gate and its functions. */
export function makeAccessKeyId(): string {
  return `ASIA${randomBytes(16).toString("hex").toUpperCase()}`;
}

export function makeSecret(): string {
  return randomBytes(24).toString("base64url");
}

export function makeId(): string {
  return randomUUID();
}

function isStrings(value: unknown): value is Record<string, string> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((entry) => typeof entry === "string")
  );
}
