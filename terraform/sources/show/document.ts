import { TerraformError } from "../../error";
import type { Value } from "../../language/expression";

/** `terraform show -json`, of a state or of a plan. https://developer.hashicorp.com/terraform/internals/json-format */
export interface ShownState {
  readonly format_version: string;
  readonly values?: { readonly root_module?: ShownModule };
}

export interface ShownPlan {
  readonly format_version: string;
  readonly planned_values?: { readonly root_module?: ShownModule };
  readonly prior_state?: ShownState;
  readonly resource_changes?: readonly ResourceChange[];
  readonly configuration?: Configuration;
  readonly variables?: Readonly<Record<string, { readonly value?: Value }>>;
  readonly errored?: boolean;
}

export interface ShownModule {
  /** `module.role["clerk"]`; the root has none. */
  readonly address?: string;
  readonly resources?: readonly ShownResource[];
  readonly child_modules?: readonly ShownModule[];
}

export interface ShownResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly values?: Readonly<Record<string, Value>>;
  readonly deposed_key?: string;
}

export interface ResourceChange {
  readonly address: string;
  readonly deposed?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before?: Readonly<Record<string, Value>> | null;
    readonly after?: Readonly<Record<string, Value>> | null;
    readonly after_unknown?: Readonly<Record<string, Value>>;
  };
}

export interface Configuration {
  readonly provider_config?: Readonly<
    Record<
      string,
      { readonly name?: string; readonly expressions?: Expressions; readonly module_address?: string }
    >
  >;
  readonly root_module?: ConfiguredModule;
}

export interface ConfiguredModule {
  readonly resources?: readonly {
    readonly address: string;
    readonly mode: "managed" | "data";
    readonly expressions?: Expressions;
  }[];
  readonly module_calls?: Readonly<
    Record<string, { readonly expressions?: Expressions; readonly module?: ConfiguredModule }>
  >;
  readonly outputs?: Readonly<Record<string, { readonly expression?: ConfiguredExpression }>>;
}

/** Expressions by argument. A block has a list of them. */
export interface Expressions {
  readonly [name: string]: ConfiguredExpression | Expressions | readonly Expressions[];
}

/** The references of an expression, each before the object that it is a part of. A plan does not contain the text. */
export interface ConfiguredExpression {
  readonly references?: readonly string[];
  readonly constant_value?: Value;
}

export function isExpression(value: Expressions[string]): value is ConfiguredExpression {
  return !Array.isArray(value) && ("references" in value || "constant_value" in value);
}

/** Versions are `MAJOR.MINOR`. Version 0 is the same format, before it was declared stable. */
const MAJORS = ["0", "1"];

/**
 * The kind of a JSON document: a plan or state as `terraform show -json` prints it, or one synthesized stack.
 * Undefined for anything else.
 *
 * @throws TerraformError `VERSION_UNSUPPORTED`
 */
export function detect(document: unknown): "plan" | "state" | "cdktf" | undefined {
  if (!isObject(document)) return undefined;
  if ("format_version" in document) {
    checkVersion(document.format_version);
    return "planned_values" in document || "resource_changes" in document ? "plan" : "state";
  }
  const sections = ["resource", "data", "provider", "output", "locals", "variable"];
  const isStack = sections.some((name) => isObject(document[name]) || Array.isArray(document[name]));
  return isStack || isObject(document.terraform) ? "cdktf" : undefined;
}

/** @throws TerraformError `DOCUMENT_MALFORMED`, `VERSION_UNSUPPORTED` */
export function shown(document: unknown, expected: "plan" | "state"): ShownPlan & ShownState {
  const found = detect(document);
  if (found !== expected)
    throw new TerraformError(
      "DOCUMENT_MALFORMED",
      `expected a ${expected} as \`terraform show -json\` prints it, found ${called(document, found)}`,
    );
  return document as ShownPlan & ShownState;
}

function called(document: unknown, kind: ReturnType<typeof detect>): string {
  if (kind === "cdktf") return "a synthesized stack";
  if (kind) return `a ${kind}`;
  if (isObject(document) && "lineage" in document) return "the state file itself";
  return "something else";
}

function checkVersion(version: unknown): void {
  const major = /^(\d+)\.\d+$/.exec(String(version))?.[1];
  if (major === undefined || !MAJORS.includes(major))
    throw new TerraformError(
      "VERSION_UNSUPPORTED",
      `format_version is ${JSON.stringify(version)}, and only version 1 of the format is understood`,
    );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The resources of a module and of its child modules, each with its shape checked. */
export function* resourcesIn(module: ShownModule | undefined): Generator<ShownResource> {
  if (module === undefined) return;
  if (!isObject(module)) throw malformed("a module");
  for (const resource of listOf<ShownResource>(module.resources, "resources")) {
    const { address, type, values = {} } = resource;
    if (typeof address !== "string" || typeof type !== "string" || !isObject(values))
      throw malformed("a resource");
    // A deposed object has been replaced already and is about to be destroyed.
    if (resource.deposed_key === undefined) yield resource;
  }
  for (const child of listOf<ShownModule>(module.child_modules, "child_modules")) yield* resourcesIn(child);
}

export function listOf<T>(value: unknown, name: string): readonly T[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isObject)) return value as readonly T[];
  throw malformed(name);
}

function malformed(what: string): TerraformError {
  return new TerraformError("DOCUMENT_MALFORMED", `${what} does not have the shape that Terraform gives it`);
}
