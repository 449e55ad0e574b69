import type { ResolvedResource } from "../language/configuration";
import { isRecord, textOf, Unresolved } from "../language/expression";
import type { LambdaFunction } from "../model";
import type { Fields } from "./fields";
import { noticeOldVersions, permissionsOf } from "./function-permissions";
import { otherCodeOf } from "./other-code";
import type { Resources } from "./resources";

/** The functions, each with the permissions to invoke it. */
export function readFunctions(
  resources: Resources,
  all: readonly ResolvedResource[],
): readonly LambdaFunction[] {
  const stacks = new Map(all.map(({ address, stack }) => [address, stack]));
  const functions = resources.ofType("aws_lambda_function");
  const permitted = permissionsOf(functions, resources);
  const read = functions.map((lambda) => ({
    ...readFunction(lambda, resources),
    ...codeOf(lambda, stacks.get(lambda.address) ?? ""),
    ...permitted(lambda),
  }));
  noticeOldVersions(read, resources);
  return read;
}

/** Who enforces does not depend on it: where the archive is not known, the gate serves without the function. */
function codeOf(lambda: Fields, stack: string): Pick<LambdaFunction, "archive" | "codeElsewhere"> {
  const elsewhere = codeElsewhere(lambda);
  const file = lambda.strict && elsewhere !== undefined ? "" : lambda.label("filename");
  return {
    archive: stack === "" || file === "" ? file : `${stack}/${file}`,
    ...(lambda.strict && elsewhere !== undefined && { codeElsewhere: elsewhere }),
  };
}

function codeElsewhere(lambda: Fields): string | undefined {
  const shown = (name: string) => {
    const value = lambda.raw(name);
    return typeof value === "string" ? value : `(${name})`;
  };
  if (isWritten(lambda.raw("image_uri"))) return `the image ${shown("image_uri")}`;
  if (isWritten(lambda.raw("s3_bucket"))) return `s3://${shown("s3_bucket")}/${shown("s3_key")}`;
  const unknown = lambda.unresolved("filename");
  if (unknown !== undefined) return `an archive whose name is not known: ${unknown}`;
  return isWritten(lambda.raw("filename")) ? undefined : "not told: filename is missing";
}

function isWritten(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

type Read = Omit<LambdaFunction, "archive" | "codeElsewhere" | "permissions">;

function readFunction(lambda: Fields, resources: Resources): Read {
  const otherCode = otherCodeOf(lambda);
  return {
    address: lambda.address,
    arn: lambda.link("arn"),
    name: lambda.link("function_name"),
    // An image has neither.
    handler: lambda.strict ? lambda.label("handler", "") : lambda.label("handler"),
    runtime: lambda.strict ? lambda.label("runtime", "") : lambda.label("runtime"),
    timeoutSeconds: lambda.unresolved("timeout") === undefined ? lambda.number("timeout", 3) : 3,
    memoryMb: lambda.unresolved("memory_size") === undefined ? lambda.number("memory_size", 128) : 128,
    environment: lambda.strict ? knownEnvironment(lambda, resources) : environmentOf(lambda),
    ...versionOf(lambda),
    roleArn: lambda.unresolved("role") === undefined ? lambda.label("role") : NO_ROLE,
    ...(otherCode.length > 0 && { otherCode }),
  };
}

function versionOf(lambda: Fields): Pick<LambdaFunction, "version"> {
  if (lambda.unresolved("version") !== undefined) return {};
  const version = lambda.label("version", "$LATEST");
  return version === "$LATEST" ? {} : { version };
}

function environmentOf(lambda: Fields): Readonly<Record<string, string>> {
  if (!lambda.raw("environment") || lambda.raw("environment") instanceof Unresolved) return {};
  const [environment] = lambda.blocks("environment");
  if (!environment || environment.unknownOf("variables") !== undefined) return {};
  return environment.map("variables");
}

/** A role that the Terraform does not tell may do nothing here. */
const NO_ROLE = "(role)";

/** The variables that are known. The function runs without the others, and they are named. */
function knownEnvironment(lambda: Fields, resources: Resources): Readonly<Record<string, string>> {
  const [block] = [lambda.raw("environment") ?? []].flat();
  const variables = isRecord(block) ? block.variables : block;
  if (variables === undefined || variables === null) return {};
  if (!isRecord(variables)) {
    resources.notice(lambda.address, "its environment is not known here, so it runs without variables");
    return {};
  }
  const entries = Object.entries(variables).map(([name, value]) => [name, textOf(value ?? "")] as const);
  const known = entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  const missing = entries.filter(([, text]) => text === undefined).map(([name]) => name);
  if (missing.length > 0)
    resources.notice(
      lambda.address,
      `variables that it runs without, as they are not known here: ${missing.join(", ")}`,
    );
  return Object.fromEntries(known);
}
