import { join } from "node:path";
import type { ApiModel } from "../../terraform/model";
import { readState, writeState } from "../state/files";
import { MADE_KEYS_FILE } from "../state/fresh";

/** An API key that a function made while the gate ran; it is in no Terraform. */
export interface MadeKey {
  readonly id: string;
  readonly value: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The usage plans that it is in. */
  readonly planIds: readonly string[];
}

/** The keys that functions made, kept in the state folder like the tables that name them. */
export interface MadeKeys {
  /** A new list after each change. */
  all(): readonly MadeKey[];
  find(id: string): MadeKey | undefined;
  /** Adds a key, or puts it in place of the one with its id. */
  put(key: MadeKey): void;
  remove(id: string): void;
}

/** @throws {GateError} `STATE_BROKEN` */
export function openMadeKeys(stateDir: string): MadeKeys {
  const file = join(stateDir, MADE_KEYS_FILE);
  let keys: readonly MadeKey[] = readState(file, isKeys) ?? [];
  const save = (changed: readonly MadeKey[]) => {
    writeState(file, changed);
    keys = changed;
  };
  return {
    all: () => keys,
    find: (id) => keys.find((key) => key.id === id),
    put: (key) => save([...keys.filter(({ id }) => id !== key.id), key]),
    remove: (id) => save(keys.filter((key) => key.id !== id)),
  };
}

/** The model with these keys added, each in the plans that still exist. */
export function withMadeKeys(model: ApiModel, keys: readonly MadeKey[]): ApiModel {
  if (keys.length === 0) return model;
  return {
    ...model,
    apiKeys: [
      ...model.apiKeys,
      ...keys.map(({ enabled, id, name, value }) => ({
        address: `the key ${name}`,
        id,
        name,
        enabled,
        value,
      })),
    ],
    usagePlans: model.usagePlans.map((plan) => ({
      ...plan,
      keyIds: [
        ...plan.keyIds,
        ...keys.filter(({ planIds }) => planIds.includes(plan.id)).map(({ id }) => id),
      ],
    })),
  };
}

function isKeys(value: unknown): value is readonly MadeKey[] {
  return (
    Array.isArray(value) &&
    value.every(
      (key) =>
        typeof key === "object" &&
        key !== null &&
        ["id", "value", "name", "description"].every((name) => typeof key[name] === "string") &&
        typeof key.enabled === "boolean" &&
        typeof key.createdAt === "number" &&
        Array.isArray(key.planIds) &&
        typeof key.tags === "object",
    )
  );
}
