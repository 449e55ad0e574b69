/**
 * A plain Terraform module from the Terraform of a stack, for teams that call modules and run no cdktf.
 *
 * Pure: it takes the document as parsed JSON and returns files as text; the caller copies the assets.
 */
import { UsageError } from "../error";
import { Inputs, type OtherStacks } from "./inputs";
import {
  checkVariableName,
  type Json,
  type ModuleOptions,
  type Section,
  type VariableBlock,
  variableBlock,
} from "./options";
import { moduleOutputs } from "./outputs";
import { REQUIRED_PROVIDERS, REQUIRED_VERSION, readme } from "./readme";
import { Replacement } from "./replacement";

export type { ModuleOptions } from "./options";

export interface TerraformModule {
  /** By name: `main.tf.json`, `variables.tf.json`, `versions.tf.json`, `README.md`; `outputs.tf.json` if it has outputs. */
  readonly files: Readonly<Record<string, string>>;
  /** Files of the stack's folder that the module needs beside it: `assets/…`. */
  readonly assets: readonly string[];
}

/** Types with the argument `tags`; for other types it would be an error. */
const TAGGED =
  /^aws_(acm_certificate|api_gateway_(api_key|client_certificate|domain_name|rest_api|stage|usage_plan|vpc_link)|apigatewayv2_(api|domain_name|stage|vpc_link)|cloudtrail|cloudwatch_(log_group|metric_alarm)|cognito_(identity_pool|user_pool)|dynamodb_table|iam_(openid_connect_provider|role|saml_provider)|kms_key|lambda_function|s3_bucket|sns_topic|wafv2_web_acl)$/;

/** Sections of a stack that the module keeps, with variables in place of values. */
const KEPT = ["data", "locals", "module", "removed", "resource"];
/** Arguments that name blocks or arguments. They are not values, so nothing in them is replaced. */
const META = ["depends_on", "lifecycle"];
/** Sections that the module's caller has, or that are written anew. */
const OWN = ["//", "output", "provider", "terraform", "variable"];

/**
 * @param others the stacks that this one may take values from: a value gets the name that the other's module puts it out by
 * @throws UsageError `MODULE_VARIABLE_INVALID`, `MODULE_VARIABLE_UNUSED`, `MODULE_VARIABLE_PARTIAL`, `MODULE_INPUT_AMBIGUOUS`,
 *   `MODULE_INPUT_UNUSED`, `MODULE_SECTION_UNSUPPORTED`, `MODULE_PROVIDER_UNSUPPORTED`, `MODULE_REVISION_UNKNOWN`
 */
export function terraformModule(
  document: Section,
  options: ModuleOptions,
  others: OtherStacks = {},
): TerraformModule {
  for (const { name } of options.variables) checkVariableName(name);
  refuseUnsupported(document);
  const inputs = new Inputs(options.inputs ?? {}, others);
  const replacement = new Replacement(options.variables);
  const assets = new Set<string>();
  const leaf = (value: Json, place: string): Json => {
    if (typeof value === "number") return replacement.number(value, place);
    if (typeof value !== "string") return value;
    if (!/^assets\/\S+$/.test(value)) return replacement.text(inputs.replaced(value), place);
    assets.add(value);
    return `\${path.module}/${value}`;
  };
  const main = Object.fromEntries(
    KEPT.filter((name) => document[name] !== undefined).map((name) => [name, replaced(name, document, leaf)]),
  ) as Readonly<Record<string, Section>>;
  const outputs = replaced("output", { output: moduleOutputs(document) }, leaf) as Section;
  replacement.check();
  inputs.check();
  const variables: Readonly<Record<string, VariableBlock>> = {
    ...(section(document, "variable") as unknown as Readonly<Record<string, VariableBlock>>),
    ...Object.fromEntries(options.variables.map((each) => [each.name, variableBlock(each)])),
    ...inputs.blocks(),
    tags: { type: "map(string)", description: "Tags on everything that takes them", default: {} },
  };
  return {
    files: {
      "main.tf.json": json({
        ...main,
        ...(main.locals && { locals: revised(main.locals, options) }),
        ...(main.resource && { resource: tagged(main.resource) }),
      }),
      // Terraform refuses an empty block.
      ...(Object.keys(outputs).length > 0 && { "outputs.tf.json": json({ output: outputs }) }),
      "variables.tf.json": json({ variable: variables }),
      "versions.tf.json": json({
        terraform: { required_version: REQUIRED_VERSION, required_providers: REQUIRED_PROVIDERS },
      }),
      "README.md": readme(options.name, { main, outputs, variables }),
    },
    assets: [...assets].sort(),
  };
}

function refuseUnsupported(document: Section): void {
  const odd = Object.keys(document).find((name) => !KEPT.includes(name) && !OWN.includes(name));
  if (odd !== undefined) {
    throw new UsageError(
      "MODULE_SECTION_UNSUPPORTED",
      `The stack has "${odd}" blocks, which a module cannot have or which are not followed into one.`,
    );
  }
  for (const [type, named] of Object.entries(section(document, "resource")))
    for (const [name, body] of Object.entries(named as Section)) {
      const { provider } = body as Section;
      if (provider === undefined) continue;
      throw new UsageError(
        "MODULE_PROVIDER_UNSUPPORTED",
        `${type}.${name} is made with the provider ${JSON.stringify(provider)}; a module is written only of what its caller's one provider makes.`,
      );
    }
}

function section(document: Section, name: string): Section {
  return (document[name] ?? {}) as Section;
}

/** A section with its values replaced, each told by its place: type and path of arguments, without the block's name. */
function replaced(name: string, document: Section, leaf: (value: Json, place: string) => Json): Json {
  const walk = (value: Json, path: readonly string[]): Json => {
    if (name === "resource" && META.includes(path[3] ?? "")) return value;
    if (Array.isArray(value)) return value.map((each, index) => walk(each, [...path, String(index)]));
    if (typeof value !== "object" || value === null) return leaf(value, placeOf(path));
    // cdktf's metadata is dropped; another stack's state is replaced by inputs.
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => key !== "//" && !(path.length === 1 && key === "terraform_remote_state"))
        .map(([key, each]) => [key, walk(each, [...path, key])]),
    );
  };
  return walk(document[name] as Json, [name]);
}

function placeOf([name = "", ...path]: readonly string[]): string {
  if (name === "resource") return [path[0], ...path.slice(2)].join(".");
  if (name === "data") return ["data", path[0], ...path.slice(2)].join(".");
  return [name === "locals" ? "local" : name, ...path].join(".");
}

/**
 * A hash of a stack's references does not change with the values of variables, so another module would not notice
 * that its caller chose another value.
 */
function revised(locals: Section, { revisions = [], variables }: ModuleOptions): Section {
  const names = variables.map(({ name }) => `var.${name}`).join(", ");
  const changed = revisions.map((name) => {
    const expression = /^\$\{(.*)\}$/s.exec(String(locals[name]))?.[1];
    if (expression === undefined) {
      throw new UsageError(
        "MODULE_REVISION_UNKNOWN",
        `The module's revisions name "${name}"; the stack has no such local that is an expression.`,
      );
    }
    return [name, `\${sha256(jsonencode([${[expression, names].filter(Boolean).join(", ")}]))}`];
  });
  return { ...locals, ...Object.fromEntries(changed) };
}

function tagged(resources: Section): Section {
  return Object.fromEntries(
    Object.entries(resources).map(([type, named]) => [
      type,
      TAGGED.test(type)
        ? Object.fromEntries(
            Object.entries(named as Section).map(([name, body]) => [
              name,
              { ...(body as Section), tags: "${var.tags}" },
            ]),
          )
        : named,
    ]),
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
