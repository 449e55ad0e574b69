import type { ResolvedResource } from "../language/configuration";
import { Unresolved } from "../language/expression";
import type { InvokePermission, LambdaFunction } from "../model";
import type { Fields } from "./fields";
import { otherCodeOf } from "./other-code";
import type { Resources } from "./resources";

/** The functions, each with the permissions to invoke it. */
export function readFunctions(
  resources: Resources,
  all: readonly ResolvedResource[],
): readonly LambdaFunction[] {
  const stacks = new Map(all.map(({ address, stack }) => [address, stack]));
  const functions = resources.ofType("aws_lambda_function");
  const permissions = resources
    .ofType("aws_lambda_permission")
    .map((permission) => ({ permission, holder: holderOf(permission, functions, resources) }));
  return functions.map((lambda) => {
    const own = permissions.filter(({ holder }) => holder === lambda);
    return {
      ...readFunction(lambda, resources.reading.strict),
      archive: archiveOf(lambda, stacks.get(lambda.address) ?? ""),
      permissions: own.flatMap(({ permission }) => readPermission(permission, resources)),
    };
  });
}

function archiveOf(lambda: Fields, stack: string): string {
  const file = lambda.label("filename");
  return stack === "" ? file : `${stack}/${file}`;
}

function readFunction(lambda: Fields, strict: boolean): Omit<LambdaFunction, "archive" | "permissions"> {
  if (strict) lambda.oneOf("package_type", ["Zip"], "Zip");
  const otherCode = otherCodeOf(lambda);
  return {
    address: lambda.address,
    arn: lambda.link("arn"),
    name: lambda.link("function_name"),
    handler: lambda.label("handler"),
    runtime: lambda.label("runtime"),
    timeoutSeconds: lambda.unknownOf("timeout") ? 3 : lambda.number("timeout", 3),
    memoryMb: lambda.unknownOf("memory_size") ? 128 : lambda.number("memory_size", 128),
    environment: environmentOf(lambda),
    roleArn: lambda.label("role"),
    ...(otherCode.length > 0 && { otherCode }),
  };
}

function environmentOf(lambda: Fields): Readonly<Record<string, string>> {
  if (!lambda.raw("environment") || lambda.raw("environment") instanceof Unresolved) return {};
  const [environment] = lambda.blocks("environment");
  if (!environment || environment.unknownOf("variables") !== undefined) return {};
  return environment.map("variables");
}

/** A permission names its function by name or by ARN. */
function holderOf(
  permission: Fields,
  functions: readonly Fields[],
  resources: Resources,
): Fields | undefined {
  const name = permission.link("function_name");
  const holder = functions.find((lambda) =>
    [lambda.link("function_name"), lambda.link("arn")].includes(name),
  );
  if (!holder)
    resources.missing(permission.address, `function_name is ${name}, and there is no such function`);
  return holder;
}

function readPermission(permission: Fields, resources: Resources): InvokePermission[] {
  const { address } = permission;
  const action = permission.label("action");
  if (action !== "lambda:InvokeFunction" && action !== "lambda:*") {
    resources.notice(address, `it permits ${action}, which is beside the API`);
    return [];
  }
  if (permission.unknownOf("invoked_via_function_url") !== undefined) {
    resources.notice(address, "it is not known whether it permits calls of the function's own URL only");
    return [];
  }
  if (permission.flag("invoked_via_function_url", false)) {
    resources.notice(address, "it permits calls of the function's own URL only, which is beside the API");
    return [];
  }
  const account = permission.optionalLink("source_account");
  const isKnown = permission.unknownOf("source_account") === undefined;
  if (account !== undefined && isKnown && !resources.accounts.has(account)) {
    resources.notice(address, `it is for the account ${account}, so it permits nothing here`);
    return [];
  }
  const organization = permission.optionalLink("principal_org_id");
  if (organization !== undefined) {
    resources.notice(address, `it is for the organization ${organization}, so it permits nothing here`);
    return [];
  }
  const sourceArn = permission.optionalLink("source_arn");
  return [
    { address, principal: permission.link("principal"), ...(sourceArn !== undefined && { sourceArn }) },
  ];
}
