import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Notice } from "../../../terraform/model";
import type { Given, HclFiles, Json, JsonObject } from "../../../terraform/sources";
import { UsageError } from "../../error";
import { isOpenTofu, valueNames } from "./names";
import { parseFile } from "./parse-file";
import type { Tree } from "./tree";

/** What Terraform would be run with: as `-var` and `-var-file` in their order, and the workspace that is selected. */
export interface RunWith {
  readonly values?: readonly GivenValue[];
  readonly workspace?: string;
}

export type GivenValue =
  /** `-var NAME=VALUE` */
  | { readonly variable: string }
  /** `-var-file FILE` */
  | { readonly file: string };

type Values = Required<Pick<HclFiles, "given" | "notices">> & Pick<HclFiles, "workspace">;

/**
 * The values of a configuration's variables: those that Terraform takes by itself, then those that are given. The
 * environment (`TF_VAR_*`) is not read: two runs on one commit must give one answer.
 *
 * @throws UsageError `SOURCE_MISSING`, `SOURCE_BROKEN` for a given file that is not there or has no values, `ARGUMENT_MISSING` for a value without a name
 */
export async function valuesFor(
  root: string,
  tree: Tree,
  { values = [], workspace }: RunWith,
): Promise<Values> {
  const { notices, ...automatic } = await automaticValues(root, tree);
  const given = { values: { ...automatic.values }, texts: {} as Record<string, string> };
  const named = new Set<string>();
  for (const value of values) {
    if ("file" in value) {
      const ofFile = await givenFile(value.file);
      for (const name of Object.keys(ofFile)) {
        delete given.texts[name];
        named.add(name);
      }
      Object.assign(given.values, ofFile);
    } else {
      const [name, text] = givenText(value.variable);
      given.texts[name] = text;
      named.add(name);
    }
  }
  return {
    given: { ...automatic, ...given, named: [...named] },
    notices,
    ...(workspace !== undefined && { workspace }),
  };
}

/** terraform.tfvars and *.auto.tfvars. Where one of them cannot be read, no variable is known to have its default. */
async function automaticValues(
  root: string,
  tree: Tree,
): Promise<Pick<Given, "unknown"> & { readonly values: JsonObject; readonly notices: readonly Notice[] }> {
  const values: Record<string, Json> = {};
  const notices: Notice[] = [];
  let unknown: string | undefined;
  for (const name of valueNames(tree.names(root))) {
    const parsed = tree.has(join(root, name)) ? await parseFile(join(root, name)) : LINK;
    if ("unreadable" in parsed) {
      unknown ??= `${name}: ${parsed.unreadable}`;
      notices.push({
        address: name,
        message: `${parsed.unreadable}: its values are unknown`,
        weight: "warning",
        unread: { says: { "": "", text: tree.digest(join(root, name)) ?? "" }, reach: "" },
      });
    } else Object.assign(values, valuesIn(name, parsed.json));
    if (isOpenTofu(name)) notices.push({ address: name, message: "only OpenTofu reads it" });
  }
  return { values, notices, ...(unknown !== undefined && { unknown }) };
}

const LINK = { unreadable: "it is a link to outside of the folder, or to nothing" };

async function givenFile(file: string): Promise<JsonObject> {
  if (!existsSync(file)) throw new UsageError("SOURCE_MISSING", `--var-file ${file}: there is no such file.`);
  if (/\.(tf|tofu)(\.json)?$/.test(file))
    throw new UsageError(
      "SOURCE_BROKEN",
      `--var-file ${file} is a file of a configuration; expected values, NAME = VALUE, as in terraform.tfvars.`,
    );
  const parsed = await parseFile(file);
  if ("unreadable" in parsed)
    throw new UsageError("SOURCE_BROKEN", `--var-file ${file}: ${parsed.unreadable}.`);
  if (parsed.positions && parsed.positions.size > 0)
    throw new UsageError(
      "SOURCE_BROKEN",
      `--var-file ${file}: it has blocks; expected values, NAME = VALUE.`,
    );
  return valuesIn(file, parsed.json);
}

/** @throws UsageError `ARGUMENT_MISSING` */
function givenText(written: string): readonly [string, string] {
  const at = written.indexOf("=");
  const name = written.slice(0, Math.max(at, 0)).trim();
  if (name !== "") return [name, written.slice(at + 1)];
  throw new UsageError("ARGUMENT_MISSING", `--var ${written}: expected NAME=VALUE.`);
}

function valuesIn(file: string, json: unknown): JsonObject {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return {};
  return (file.endsWith(".json") ? literal(json) : json) as JsonObject;
}

/** Texts of a .tfvars.json are no templates: `${` is literal there. */
function literal(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/[$%](?=\{)/g, "$&$&");
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, literal(item)]));
}
