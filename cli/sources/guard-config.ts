import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { didYouMean } from "../../contract/did-you-mean";
import {
  type AcceptedUnknown,
  type GuardConfig,
  rules,
  type Waiver,
  type Widening,
} from "../../terraform/access/guard";
import { UsageError } from "../error";
import { projectAt } from "./project";
import { repositoryAbove } from "./repository";
import { unknownField, unknownSetting } from "./settings-fields";

const NAME = "gatehouse.json";
const NOTHING: GuardConfig = { waivers: [], widenings: [] };

/** What a configuration says, and the file that says it or would say it: by its path from the working directory. */
export interface FoundConfig {
  readonly file: string;
  readonly config: GuardConfig;
}

/**
 * The configuration that is named; else that of the nearest folder that has one, from here up to the root of the
 * repository, or without a repository of the project; else an empty one.
 *
 * @param named by a path
 * @throws UsageError `CONFIG_MISSING` where there is no file of that path, `CONFIG_BROKEN` naming the entry
 */
export function guardConfig(named: string | undefined, here = process.cwd()): FoundConfig {
  if (named !== undefined) {
    if (!existsSync(named))
      throw new UsageError("CONFIG_MISSING", `--config ${named}: there is no such file.`);
    return { file: named, config: readGuardConfig(named) };
  }
  const nearest = foldersUpTo(rootAbove(here), here)
    .map((folder) => join(folder, NAME))
    .find((file) => existsSync(file));
  if (nearest === undefined) return { file: NAME, config: NOTHING };
  return { file: relative(process.cwd(), nearest), config: readGuardConfig(nearest) };
}

function rootAbove(here: string): string {
  const repository = repositoryAbove(here);
  if (repository !== undefined) return repository;
  try {
    return projectAt(here).root;
  } catch (error) {
    if (error instanceof UsageError && error.code === "NO_PROJECT") return here;
    throw error;
  }
}

/** The folder, and those above it up to the root. */
function foldersUpTo(root: string, folder: string): readonly string[] {
  const here = resolve(folder);
  return here === resolve(root) || here === dirname(here)
    ? [here]
    : [here, ...foldersUpTo(root, dirname(here))];
}

/**
 * The part `guard` of gatehouse.json:
 * `{"guard":{"waivers":[{"rule","resource","reason","api"?,"to"?}],"widenings":[{"route","principal","reason","api"?,"stage"?}],
 * "unknown":[{"resource","reason"}]}}`. Every entry has a reason.
 *
 * @throws UsageError `CONFIG_BROKEN` naming the entry
 */
function readGuardConfig(file: string): GuardConfig {
  const settings = record(parsed(file), file);
  refuseOdd(unknownSetting(settings), file);
  if (settings.guard === undefined) return NOTHING;
  const guard = record(settings.guard, `${file}, guard`);
  refuseOdd(unknownField(guard, ["waivers", "widenings", "unknown"]), `${file}, guard`);
  const { unknown = [], waivers = [], widenings = [] } = guard;
  const config = {
    waivers: entries<Waiver>(waivers, ["rule", "resource", "reason"], `${file}, guard.waivers`, [
      "api",
      "to",
    ]),
    widenings: entries<Widening>(widenings, ["route", "principal", "reason"], `${file}, guard.widenings`, [
      "api",
      "stage",
    ]),
    unknown: entries<AcceptedUnknown>(unknown, ["resource", "reason"], `${file}, guard.unknown`),
  };
  const ids = rules.map(({ id }) => id);
  for (const [index, { rule }] of config.waivers.entries())
    if (!ids.includes(rule))
      refuseOdd(
        `names the rule "${rule}"; there are ${ids.join(", ")}.${didYouMean(rule, ids)}`,
        `${file}, guard.waivers[${index}]`,
      );
  for (const [index, { resource }] of config.unknown.entries())
    if (resource.includes("*"))
      throw broken(`${file}, guard.unknown[${index}]`, "has a * in its resource; it names one address");
  return config;
}

function entries<T>(
  value: unknown,
  fields: readonly (keyof T & string)[],
  place: string,
  optional: readonly (keyof T & string)[] = [],
): readonly T[] {
  if (!Array.isArray(value)) throw broken(place, "is not a list");
  const known = [...fields, ...optional];
  return value.map((entry, index) => {
    const found = record(entry, `${place}[${index}]`);
    // A misspelt field is also a missing one; its own name says more.
    refuseOdd(unknownField(found, known), `${place}[${index}]`);
    for (const field of fields) {
      const text = found[field];
      if (typeof text !== "string" || text.trim() === "")
        throw broken(`${place}[${index}]`, `has no "${field}"; expected a text, as for ${fields.join(", ")}`);
    }
    for (const field of optional)
      if (found[field] !== undefined && typeof found[field] !== "string")
        throw broken(`${place}[${index}]`, `has a "${field}" that is no text`);
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

/** @param odd what is wrong, as whole sentences */
function refuseOdd(odd: string | undefined, place: string): void {
  if (odd !== undefined) throw new UsageError("CONFIG_BROKEN", `${place} ${odd}`);
}

function broken(place: string, what: string): UsageError {
  return new UsageError("CONFIG_BROKEN", `${place} ${what}.`);
}
