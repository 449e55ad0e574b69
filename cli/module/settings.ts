import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { own } from "../../terraform/own";
import { UsageError } from "../error";
import type { ModuleOptions, ModuleVariable } from "./terraform-module";

/**
 * What gatehouse.json says of a stack's module:
 * `{"modules":{"api":{"name":"petstore","variables":[{"name","description","replaces","default"?}],"inputs":{}}}}`.
 * A stack that it does not name gets a module without variables of its own.
 *
 * @throws UsageError `SETTINGS_BROKEN`
 */
export function moduleSettings(root: string, stack: string): ModuleOptions {
  const { file, modules } = modulesOf(root);
  const one = field(own(modules, stack) ?? {}, file, `modules.${stack}`);
  const variables = one.variables ?? [];
  if (!Array.isArray(variables)) throw broken(file, `modules.${stack}.variables`, "a list");
  return {
    name: typeof one.name === "string" ? one.name : stack,
    variables: variables.map((each, i) => variable(each, file, `modules.${stack}.variables[${i}]`)),
    inputs: texts(one.inputs ?? {}, file, `modules.${stack}.inputs`),
  };
}

/** The stack to write where none is named: the only one that gatehouse.json has settings for. */
export function onlyModule(root: string): string {
  const names = Object.keys(modulesOf(root).modules);
  const [name] = names;
  if (name !== undefined && names.length === 1) return name;
  throw new UsageError(
    "STACK_MISSING",
    `gatehouse module DIR --stack NAME: expected the stack to write, as gatehouse.json has ${names.length} modules.`,
  );
}

function modulesOf(root: string): { readonly file: string; readonly modules: Json } {
  const file = join(root, "gatehouse.json");
  const settings = existsSync(file) ? parse(file) : {};
  return { file, modules: field(settings.modules ?? {}, file, "modules") };
}

type Json = Readonly<Record<string, unknown>>;

function variable(value: unknown, file: string, place: string): ModuleVariable {
  const found = texts(value, file, place);
  const { name, description, replaces } = found;
  if (name === undefined || description === undefined || replaces === undefined) {
    throw broken(file, place, "name, description and replaces");
  }
  return { name, description, replaces, ...(found.default !== undefined && { default: found.default }) };
}

function texts(
  value: unknown,
  file: string,
  place: string,
): Readonly<Record<string, string | undefined>> & Record<string, string> {
  const found = field(value, file, place);
  const wrong = Object.keys(found).find((key) => typeof found[key] !== "string");
  if (wrong !== undefined) throw broken(file, `${place}.${wrong}`, "text");
  return found as Record<string, string>;
}

function field(value: unknown, file: string, place: string): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw broken(file, place, "an object");
}

function parse(file: string): Json {
  try {
    return field(JSON.parse(readFileSync(file, "utf8")), file, "the file");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw broken(file, "the file", `JSON (${(error as Error).message})`);
  }
}

function broken(file: string, place: string, expected: string): UsageError {
  return new UsageError("SETTINGS_BROKEN", `${file}: ${place}: expected ${expected}.`);
}
