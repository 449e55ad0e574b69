import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { DeclarationError } from "../../constructs/declaration/errors";

// biome-ignore lint/suspicious/noExplicitAny: what Terraform holds is looked at, not typed
export type Body = Record<string, any>;
export interface Terraform {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Body>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Body>>>>;
  readonly variable?: Readonly<Record<string, Body>>;
  readonly output?: Readonly<Record<string, Body>>;
  readonly module?: Readonly<Record<string, Body>>;
}

/** The Terraform of a stack that `build` fills, together with that of further stacks that it makes in the same app. */
export function terraformOf(build: (stack: TerraformStack) => void): Terraform {
  const app = appInMemory();
  const stack = new TerraformStack(app, "stack");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  build(stack);
  return Object.values(synthesized(app)).reduce(merged);
}

/** An app that writes nothing. */
export function appInMemory(): App {
  return new App({ outdir: tmpdir(), stackTraces: false });
}

/** What `app.synth()` would write, by stack: checked as there, without cdktf's metadata. */
export function synthesized(app: App): Readonly<Record<string, Terraform>> {
  const stacks = app.node.children.filter(TerraformStack.isStack);
  for (const stack of stacks) stack.prepareStack();
  for (const stack of stacks) stack.runAllValidations();
  const withoutMetadata = (key: string, value: unknown) => (key === "//" ? undefined : value);
  return Object.fromEntries(
    stacks.map((stack) => [
      stack.node.id,
      JSON.parse(JSON.stringify(stack.toTerraform(), withoutMetadata)) as Terraform,
    ]),
  );
}

function merged(one: Terraform, other: Terraform): Terraform {
  return {
    ...one,
    // A stack may have none.
    resource: byType(one.resource ?? {}, other.resource ?? {}),
    data: byType(one.data ?? {}, other.data ?? {}),
    variable: { ...one.variable, ...other.variable },
  };
}

function byType(one: Terraform["resource"], other: Terraform["resource"]): Terraform["resource"] {
  const types = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...types].map((type) => [type, { ...one[type], ...other[type] }]));
}

/** All resources of one type. */
export function all(terraform: Terraform, type: string): Body[] {
  return Object.values(terraform.resource[type] ?? {});
}

/** The only resource of its type. */
export function only(terraform: Terraform, type: string): Body {
  const found = all(terraform, type);
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type}`);
  return found[0] as Body;
}

export function statements(policy: unknown): Body[] {
  return JSON.parse(policy as string).Statement;
}

/** What a construct refuses, as `[code, message]`. */
export function refusal(build: (scope: Construct) => unknown): readonly [code: string, message: string] {
  try {
    terraformOf(build);
  } catch (error) {
    if (error instanceof DeclarationError) return [error.code, error.message];
    throw error;
  }
  return ["accepted", ""];
}

export const functionFolder = (name: string) => join(__dirname, "../../functions", name);
