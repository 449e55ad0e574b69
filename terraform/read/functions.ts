import { TerraformError } from "../error";
import type { InvokePermission, LambdaFunction } from "../model";
import type { ResolvedResource } from "../resolved";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/** The functions, each with who may invoke it. */
export function readFunctions(
  resources: Resources,
  all: readonly ResolvedResource[],
): readonly LambdaFunction[] {
  const stacks = new Map(all.map(({ address, stack }) => [address, stack]));
  const functions = resources.ofType("aws_lambda_function");
  const permissions = resources
    .ofType("aws_lambda_permission")
    .map((permission) => ({ permission, holder: holderOf(permission, functions) }));
  return functions.map((lambda) => {
    const own = permissions.filter(({ holder }) => holder === lambda);
    return {
      ...readFunction(lambda),
      archive: `${stacks.get(lambda.address)}/${lambda.text("filename")}`,
      permissions: own.flatMap(({ permission }) => readPermission(permission, resources)),
    };
  });
}

function readFunction(lambda: Fields): Omit<LambdaFunction, "archive" | "permissions"> {
  lambda.oneOf("package_type", ["Zip"], "Zip");
  const [environment] = lambda.blocks("environment");
  return {
    address: lambda.address,
    arn: lambda.text("arn"),
    name: lambda.text("function_name"),
    handler: lambda.text("handler"),
    runtime: lambda.text("runtime"),
    timeoutSeconds: lambda.number("timeout", 3),
    memoryMb: lambda.number("memory_size", 128),
    environment: environment?.map("variables") ?? {},
    roleArn: lambda.text("role"),
  };
}

/** A permission names its function by name or by ARN. */
function holderOf(permission: Fields, functions: readonly Fields[]): Fields {
  const name = permission.text("function_name");
  const holder = functions.find((lambda) =>
    [lambda.text("function_name"), lambda.text("arn")].includes(name),
  );
  if (holder) return holder;
  throw new TerraformError(
    "reference-missing",
    `function_name is ${name}, and there is no such function`,
    permission.address,
  );
}

function readPermission(permission: Fields, resources: Resources): InvokePermission[] {
  const { address } = permission;
  const action = permission.text("action");
  if (action !== "lambda:InvokeFunction" && action !== "lambda:*") {
    resources.notice(address, `it permits ${action}, which is beside the API`);
    return [];
  }
  const account = permission.optionalText("source_account");
  if (account !== undefined && account !== resources.accountId) {
    resources.notice(address, `it is for the account ${account}, so it permits nothing here`);
    return [];
  }
  const sourceArn = permission.optionalText("source_arn");
  return [
    { address, principal: permission.text("principal"), ...(sourceArn !== undefined && { sourceArn }) },
  ];
}
