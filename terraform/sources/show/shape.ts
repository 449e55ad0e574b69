import { TerraformError } from "../../error";

/** Checks one part of a document, and names it in the error. */
type Check = (value: unknown, path: string) => void;

/** Policies, the deepest that Terraform writes, end far above it; what is deeper would exhaust the stack. */
const MAX_DEPTH = 500;

/**
 * Checks that a document has no more levels than can be read.
 *
 * @throws TerraformError `DOCUMENT_MALFORMED`
 */
export function checkDepth(document: unknown): void {
  let level: unknown[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH)
      throw new TerraformError(
        "DOCUMENT_MALFORMED",
        `it has more than ${MAX_DEPTH} levels of lists and objects, and Terraform writes no such document`,
      );
    const next: unknown[] = [];
    for (const value of level)
      for (const part of Object.values(value as object))
        if (typeof part === "object" && part !== null) next.push(part);
    level = next;
  }
}

const text: Check = (value, path) => expect(typeof value === "string", value, path, "a text");
const flag: Check = (value, path) => expect(typeof value === "boolean", value, path, "true or false");
const any: Check = () => undefined;
const key: Check = (value, path) =>
  expect(typeof value === "string" || typeof value === "number", value, path, "a text or a number");
const record: Check = (value, path) => expect(isRecord(value), value, path, "an object");

function list(item: Check): Check {
  return (value, path) => {
    expect(Array.isArray(value), value, path, "a list");
    for (const [index, part] of (value as readonly unknown[]).entries()) item(part, `${path}[${index}]`);
  };
}

function map(item: Check): Check {
  return (value, path) => {
    record(value, path);
    for (const [name, part] of Object.entries(value as object))
      item(part, path === "" ? name : `${path}.${name}`);
  };
}

/** An object; each field may be absent or null, those of `required` excepted. Other fields are not checked. */
function object(fields: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  return (value, path) => {
    record(value, path);
    for (const [name, check] of Object.entries(fields)) {
      const part = Object.hasOwn(value as object, name)
        ? (value as Record<string, unknown>)[name]
        : undefined;
      if ((part ?? null) !== null || required.includes(name))
        check(part, path === "" ? name : `${path}.${name}`);
    }
  };
}

const resource = object(
  { address: text, mode: text, type: text, name: text, index: key, values: record, deposed_key: text },
  ["address", "type"],
);

const moduleShape: Check = (value, path) =>
  object({ address: text, resources: list(resource), child_modules: list(moduleShape) })(value, path);

const outputs = map(object({ value: any }));
const values = object({ root_module: moduleShape, outputs });
const state = object({ values });

const change = object(
  {
    address: text,
    type: text,
    mode: text,
    name: text,
    index: key,
    deposed: text,
    previous_address: text,
    change: object({ actions: list(text), before: record, after: record }, ["actions"]),
  },
  ["address", "type", "change"],
);

/** An expression, a block, or a list of blocks. */
const expressions: Check = (value, path) => {
  if (Array.isArray(value)) return list(expressions)(value, path);
  record(value, path);
  if (Object.hasOwn(value as object, "references")) object({ references: list(text) })(value, path);
  else if (!Object.hasOwn(value as object, "constant_value")) map(expressions)(value, path);
};

const configured: Check = (value, path) =>
  object({
    resources: list(
      object(
        {
          address: text,
          mode: text,
          type: text,
          provider_config_key: text,
          expressions: map(expressions),
          for_each_expression: expressions,
          provisioners: list(any),
        },
        ["address"],
      ),
    ),
    module_calls: map(
      object({ expressions: map(expressions), for_each_expression: expressions, module: configured }),
    ),
    outputs: map(object({ expression: expressions })),
  })(value, path);

const invocation = object({ address: text }, ["address"]);

const plan = object({
  planned_values: values,
  prior_state: state,
  resource_changes: list(change),
  resource_drift: list(change),
  deferred_changes: list(object({ reason: text, resource_change: change })),
  action_invocations: list(invocation),
  deferred_action_invocations: list(object({ action_invocation: invocation })),
  configuration: object({
    provider_config: map(object({ name: text, alias: text, expressions: map(expressions) })),
    root_module: configured,
  }),
  variables: map(object({ value: any })),
  output_changes: map(object({ after: any })),
  errored: flag,
  complete: flag,
});

const rawState = object({
  outputs: map(object({ value: any })),
  resources: list(
    object(
      {
        module: text,
        mode: text,
        type: text,
        name: text,
        instances: list(object({ index_key: key, deposed: text, attributes: record })),
      },
      ["mode", "type", "name"],
    ),
  ),
});

const CHECKS: Readonly<Record<"plan" | "state", Check>> = { plan, state };

/**
 * Checks that a document has the shape that Terraform gives it. Values of resources may be anything.
 *
 * @throws TerraformError `DOCUMENT_MALFORMED` naming the part
 */
export function checkShape(document: unknown, kind: "plan" | "state"): void {
  checkDepth(document);
  CHECKS[kind](document, "");
}

/**
 * The same for a state as Terraform keeps it.
 *
 * @throws TerraformError `DOCUMENT_MALFORMED` naming the part
 */
export function checkRawState(document: unknown): void {
  checkDepth(document);
  rawState(document, "");
}

function expect(isSo: boolean, value: unknown, path: string, expected: string): void {
  if (isSo) return;
  throw new TerraformError(
    "DOCUMENT_MALFORMED",
    `${path || "the document"} is ${found(value)}, and Terraform writes ${expected} there`,
  );
}

function found(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isRecord(value)) return "an object";
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, 60);
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
