/** The README of a module, written from its content. */

import type { Json, Section, VariableBlock } from "./options";
import { prerequisites } from "./prerequisites";

export const REQUIRED_VERSION = ">= 1.10";
export const REQUIRED_PROVIDERS = { aws: { source: "hashicorp/aws", version: "~> 6.25" } };

export interface ModuleContent {
  readonly main: Readonly<Record<string, Section>>;
  readonly outputs: Section;
  readonly variables: Readonly<Record<string, VariableBlock>>;
}

export function readme(name: string, { main, outputs, variables }: ModuleContent): string {
  const resources = main.resource ?? {};
  const before = prerequisites(resources);
  return `# ${name}

A Terraform module made by Gatehouse. It has no provider and no backend: those are its caller's. It is generated from
the declaration, so changes by hand are lost.

\`\`\`hcl
${exampleCall(name, variables)}
\`\`\`

It needs Terraform \`${REQUIRED_VERSION}\` and the provider \`${REQUIRED_PROVIDERS.aws.source}\` \`${REQUIRED_PROVIDERS.aws.version}\`.

## Before it is applied

${before.length === 0 ? "Nothing else is needed." : before.map((each) => `- ${each}`).join("\n")}

## Inputs

${table(["name", "description", "type", "default", "expected"], Object.entries(variables).map(inputRow))}

## Outputs

${table(["name", "description"], Object.entries(outputs).map(outputRow))}

## What it makes

${table(
  ["type", "resources"],
  Object.entries(resources).map(([type, named]) => [
    `\`${type}\``,
    String(Object.keys(named as Section).length),
  ]),
)}

${protection(resources)}`;
}

function exampleCall(name: string, variables: ModuleContent["variables"]): string {
  const required = Object.keys(variables).filter((each) => variables[each]?.default === undefined);
  // As `terraform fmt` has it: what stands together is aligned.
  const width = Math.max(...required.map((each) => each.length));
  return [
    `module "${name.replaceAll("-", "_")}" {`,
    `  source = "./${name}"`,
    ...(required.length > 0 ? [""] : []),
    ...required.map((each) => `  ${each.padEnd(width)} = var.${each}`),
    "}",
  ].join("\n");
}

function inputRow([name, { default: value, description, type, validation }]: [string, VariableBlock]) {
  return [
    `\`${name}\``,
    description ?? "",
    `\`${type}\``,
    value === undefined ? "required" : `\`${JSON.stringify(value)}\``,
    validation?.error_message ?? "",
  ];
}

function outputRow([name, output]: [string, Json]): string[] {
  return [`\`${name}\``, String((output as Section).description ?? "")];
}

function protection(resources: Section): string {
  const kept = Object.entries(resources).flatMap(([type, named]) =>
    Object.entries(named as Section)
      .filter(isKept)
      .map(([name]) => `\`${type}.${name}\``),
  );
  if (kept.length === 0) return "Nothing in it has `prevent_destroy` or a deletion protection.\n";
  return `## What is not destroyed

These have \`prevent_destroy\`, which takes no variable, or a deletion protection of AWS's own. To destroy one, write the
module anew from an environment whose \`protection\` is \`"off"\`, apply it, and then destroy.

${kept.map((address) => `- ${address}`).join("\n")}
`;
}

function isKept([, body]: [string, Json]): boolean {
  const { lifecycle, ...resource } = body as Section;
  return (
    (lifecycle as Section | undefined)?.prevent_destroy === true ||
    resource.deletion_protection === "ACTIVE" ||
    resource.deletion_protection_enabled === true
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}
