import { existsSync, readFileSync } from "node:fs";
import {
  type AcceptedUnknown,
  type GuardConfig,
  rules,
  type Waiver,
  type Widening,
} from "../../terraform/access/guard";
import { UsageError } from "../error";

const NOTHING: GuardConfig = { waivers: [], widenings: [] };

/**
 * The part `guard` of gatehouse.json:
 * `{"guard":{"waivers":[{"rule","resource","reason"}],"widenings":[{"route","principal","reason"}],
 * "unknown":[{"resource","reason"}]}}`. Every entry has a reason.
 *
 * @throws UsageError `CONFIG_BROKEN` naming the entry
 */
export function readGuardConfig(file: string): GuardConfig {
  if (!existsSync(file)) return NOTHING;
  const { guard } = record(parsed(file), file);
  if (guard === undefined) return NOTHING;
  const { unknown = [], waivers = [], widenings = [], ...others } = record(guard, `${file}, guard`);
  for (const name of Object.keys(others)) throw broken(`${file}, guard`, `has the field "${name}"`);
  const config = {
    waivers: entries<Waiver>(waivers, ["rule", "resource", "reason"], `${file}, guard.waivers`),
    widenings: entries<Widening>(widenings, ["route", "principal", "reason"], `${file}, guard.widenings`),
    unknown: entries<AcceptedUnknown>(unknown, ["resource", "reason"], `${file}, guard.unknown`),
  };
  for (const [index, { rule }] of config.waivers.entries())
    if (!rules.some(({ id }) => id === rule))
      throw broken(
        `${file}, guard.waivers[${index}]`,
        `names the rule "${rule}"; there are ${rules.map(({ id }) => id).join(", ")}`,
      );
  for (const [index, { resource }] of config.unknown.entries())
    if (resource.includes("*"))
      throw broken(`${file}, guard.unknown[${index}]`, "has a * in its resource; it names one address");
  return config;
}

function entries<T>(value: unknown, fields: readonly (keyof T & string)[], place: string): readonly T[] {
  if (!Array.isArray(value)) throw broken(place, "is not a list");
  return value.map((entry, index) => {
    const found = record(entry, `${place}[${index}]`);
    for (const field of fields) {
      const text = found[field];
      if (typeof text !== "string" || text.trim() === "")
        throw broken(`${place}[${index}]`, `has no "${field}"`);
    }
    const odd = Object.keys(found).find((name) => !(fields as readonly string[]).includes(name));
    if (odd !== undefined) throw broken(`${place}[${index}]`, `has the field "${odd}"`);
    return found as T;
  });
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw broken(file, `is not JSON: ${(error as Error).message}`);
  }
}

function record(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw broken(place, "is not an object");
}

function broken(place: string, what: string): UsageError {
  return new UsageError("CONFIG_BROKEN", `${place} ${what}.`);
}
