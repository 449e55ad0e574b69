/**
 * A plain Terraform module from the Terraform of a stack: for teams that call modules and run no cdktf.
 *
 * Pure: the document comes in as parsed JSON, files go out as text; whoever calls copies the assets.
 */
import { UsageError } from "../error";

export interface ModuleOptions {
  /** Name of the module, for its README. */
  readonly name: string;
  /** Texts of the stack that the caller of the module chooses, each a variable of type string. */
  readonly variables: readonly ModuleVariable[];
  /** Names for values that the stack takes from other stacks, by the end of the output's name there. @default made from it */
  readonly inputs?: Readonly<Record<string, string>>;
}

export interface ModuleVariable {
  readonly name: string;
  readonly description: string;
  /** The text that it stands for: `petstore-dev`. Replaced as a whole word wherever the stack has it. */
  readonly replaces: string;
  /** @default none: the caller must say */
  readonly default?: string;
}

export interface TerraformModule {
  /** By name: `main.tf.json`, `variables.tf.json`, `outputs.tf.json`, `versions.tf.json`, `README.md`. */
  readonly files: Readonly<Record<string, string>>;
  /** Files of the stack's folder that the module needs beside it: `assets/…`. */
  readonly assets: readonly string[];
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Section = { readonly [key: string]: Json };

/** What has tags of its own; elsewhere the argument would be an error. */
const TAGGED =
  /^aws_(acm_certificate|api_gateway_(api_key|client_certificate|domain_name|rest_api|stage|usage_plan|vpc_link)|cloudtrail|cloudwatch_(log_group|metric_alarm)|cognito_(identity_pool|user_pool)|dynamodb_table|iam_(openid_connect_provider|role|saml_provider)|kms_key|lambda_function|s3_bucket|sns_topic|wafv2_web_acl)$/;

/** Alone in `${…}`, or within a longer expression. */
const REMOTE = /\bdata\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)/g;

/** @throws UsageError `MODULE_VARIABLE_INVALID`, `MODULE_VARIABLE_UNUSED` */
export function terraformModule(document: Section, options: ModuleOptions): TerraformModule {
  for (const { name } of options.variables) checkName(name);
  const inputs = new Map<string, string>();
  const used = new Set<string>();
  const assets = new Set<string>();
  const text = (value: string): string => {
    let result = value.replace(REMOTE, (_, output: string) => `var.${inputOf(output, options, inputs)}`);
    for (const { name, replaces } of options.variables) {
      result = result.replace(word(replaces), () => {
        used.add(name);
        return `\${var.${name}}`;
      });
    }
    if (!/^assets\/\S+$/.test(value)) return result;
    assets.add(value);
    return `\${path.module}/${value}`;
  };
  const main = {
    data: replaced(withoutRemoteState(section(document, "data")), text),
    resource: tagged(replaced(section(document, "resource"), text)),
  };
  const outputs = replaced(ownOutputs(section(document, "output")), text);
  const unused = options.variables.find(({ name }) => !used.has(name));
  if (unused) {
    throw new UsageError(
      "MODULE_VARIABLE_UNUSED",
      `The module's variable "${unused.name}" stands for "${unused.replaces}", which the stack does not have.`,
    );
  }
  const variables = variablesOf(document, options, inputs);
  return {
    files: {
      "main.tf.json": json(main),
      "outputs.tf.json": json({ output: outputs }),
      "variables.tf.json": json({ variable: variables }),
      "versions.tf.json": json({
        terraform: {
          required_version: ">= 1.10",
          required_providers: { aws: { source: "hashicorp/aws", version: "~> 6.25" } },
        },
      }),
      "README.md": readme(options.name, variables, outputs),
    },
    assets: [...assets].sort(),
  };
}

function section(document: Section, name: string): Section {
  return (document[name] ?? {}) as Section;
}

function replaced(value: Section, text: (value: string) => string): Section {
  const walk = (inner: Json): Json => {
    if (typeof inner === "string") return text(inner);
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner !== "object" || inner === null) return inner;
    // What cdktf writes beside resources is for cdktf.
    return Object.fromEntries(
      Object.entries(inner)
        .filter(([key]) => key !== "//")
        .map(([key, each]) => [key, walk(each)]),
    );
  };
  return walk(value) as Section;
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

function withoutRemoteState(data: Section): Section {
  const { terraform_remote_state: _, ...rest } = data;
  return rest;
}

function ownOutputs(outputs: Section): Section {
  return Object.fromEntries(
    Object.entries(outputs).filter(([name]) => !name.startsWith("cross-stack-output-")),
  );
}

function inputOf(output: string, options: ModuleOptions, inputs: Map<string, string>): string {
  const chosen = Object.entries(options.inputs ?? {}).find(([end]) => output.endsWith(end))?.[1];
  const name =
    chosen ??
    output
      .replace("cross-stack-output-", "")
      .replace(/[^A-Za-z0-9_]/g, "_")
      .toLowerCase();
  checkName(name);
  inputs.set(name, output);
  return name;
}

function variablesOf(
  document: Section,
  options: ModuleOptions,
  inputs: ReadonlyMap<string, string>,
): Section {
  const own = Object.entries(section(document, "variable"));
  return {
    ...Object.fromEntries(own),
    ...Object.fromEntries(
      options.variables.map((variable) => [
        variable.name,
        {
          type: "string",
          description: variable.description,
          nullable: false,
          ...(variable.default !== undefined && { default: variable.default }),
        },
      ]),
    ),
    ...Object.fromEntries(
      [...inputs.keys()]
        .sort()
        .map((name) => [name, { type: "string", description: "Of what stands elsewhere", nullable: false }]),
    ),
    tags: { type: "map(string)", description: "Tags on everything that takes them", default: {} },
  };
}

function readme(name: string, variables: Section, outputs: Section): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
    [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
  const inputs = Object.entries(variables as Readonly<Record<string, Section>>).map(
    ([input, { type, description, default: value }]) => [
      `\`${input}\``,
      String(description ?? ""),
      `\`${type}\``,
      value === undefined ? "required" : `\`${JSON.stringify(value)}\``,
    ],
  );
  return `# ${name}

A Terraform module made by Gatehouse. It has no provider and no backend: those are its caller's.

## Inputs

${table(["name", "", "type", "default"], inputs)}

## Outputs

${table(
  ["name"],
  Object.keys(outputs).map((output) => [`\`${output}\``]),
)}
`;
}

function word(text: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![A-Za-z0-9])`, "g");
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function checkName(name: string): void {
  if (/^[a-z][a-z0-9_]*$/.test(name) && name !== "tags") return;
  throw new UsageError(
    "MODULE_VARIABLE_INVALID",
    `"${name}" cannot name a variable of the module: use small letters, digits and _, a letter first, and not "tags".`,
  );
}
