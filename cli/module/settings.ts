import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { own } from "../../terraform/language/expression";
import { UsageError } from "../error";
import { unknownSetting } from "../sources/settings-fields";
import { npxGatehouse } from "../version";
import type { ModuleOptions } from "./options";

const text = v.pipe(v.string("text"), v.minLength(1, "text that is not empty"));
const texts = v.array(text, "a list");
const place = v.union([text, v.strictObject({ in: text, after: text })], "a place, or in and after");
const replacing = {
  name: text,
  description: text,
  at: v.union([v.literal("everywhere"), v.array(place)], '"everywhere" or a list of places'),
  except: v.exactOptional(texts),
};
const variable = v.lazy((value) =>
  typeof (value as { replaces?: unknown } | null)?.replaces === "number"
    ? v.strictObject(
        {
          ...replacing,
          replaces: v.number(),
          oneOf: v.array(v.number("a number"), "a list"),
          default: v.exactOptional(v.number("a number")),
        },
        "a known field, with name, description, replaces, at and oneOf",
      )
    : v.strictObject(
        { ...replacing, replaces: text, pattern: text, message: text, default: v.exactOptional(text) },
        "a known field, with name, description, replaces, at, pattern and message",
      ),
);
const input = v.union(
  [
    v.strictObject({ name: text, description: text }),
    v.strictObject({ name: text, description: text, pattern: text, message: text }),
  ],
  "name and description; pattern and message together",
);
const stackModule = v.strictObject(
  {
    name: v.exactOptional(text),
    variables: v.exactOptional(v.array(variable, "a list"), []),
    inputs: v.exactOptional(v.record(v.string(), input, "an object"), {}),
    revisions: v.exactOptional(texts, []),
  },
  "name, variables, inputs or revisions",
);

type Json = Readonly<Record<string, unknown>>;

/**
 * What gatehouse.json says of a stack's module: `{"modules":{"api":{"name":"petstore","variables":[…],"inputs":{…}}}}`,
 * its fields as `ModuleOptions` has them. A stack that it does not name gets a module without variables.
 *
 * @throws UsageError `SETTINGS_BROKEN`
 */
export function moduleSettings(root: string, stack: string): ModuleOptions {
  const { file, modules } = modulesOf(root);
  const result = v.safeParse(stackModule, own(modules, stack) ?? {});
  if (result.success) return { name: stack, ...result.output };
  // A misspelt field is also a missing one; its own name says more.
  const isUnknown = ({ expected, type }: v.BaseIssue<unknown>) =>
    type === "strict_object" && expected === "never";
  const { message, path } = result.issues.find(isUnknown) ?? result.issues[0];
  const where = (path ?? []).map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  throw broken(file, `modules.${stack}${where.join("")}`, message);
}

/** A synth writes the stacks of one environment only, so the wanted one may be of another. */
export function synthFirst(): string {
  return `Write the stacks of its environment first, such as with "${npxGatehouse()} synth --environment prod".`;
}

/**
 * The stack to write where none is named: the only one that gatehouse.json has settings for.
 *
 * @throws UsageError `STACK_MISSING`, `SETTINGS_BROKEN`
 */
export function onlyModule(root: string): string {
  const names = Object.keys(modulesOf(root).modules);
  const [name] = names;
  if (name !== undefined && names.length === 1) return name;
  throw new UsageError(
    "STACK_MISSING",
    `gatehouse module DIR --stack NAME: expected the stack to write, and gatehouse.json has modules of ${names.join(", ") || "none"}. ${synthFirst()}`,
  );
}

function modulesOf(root: string): { readonly file: string; readonly modules: Json } {
  const file = join(root, "gatehouse.json");
  const settings = existsSync(file) ? parse(file) : {};
  const unknown = unknownSetting(settings);
  if (unknown !== undefined) throw new UsageError("SETTINGS_BROKEN", `${file} ${unknown}`);
  return { file, modules: object(settings.modules ?? {}, file, "modules") };
}

function object(value: unknown, file: string, where: string): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw broken(file, where, "an object");
}

function parse(file: string): Json {
  try {
    return object(JSON.parse(readFileSync(file, "utf8")), file, "the file");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw broken(file, "the file", `JSON (${(error as Error).message})`);
  }
}

function broken(file: string, where: string, expected: string): UsageError {
  return new UsageError("SETTINGS_BROKEN", `${file}: ${where}: expected ${expected}.`);
}
