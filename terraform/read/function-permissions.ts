import { namedFunction } from "../access/decide";
import type { InvokePermission, LambdaFunction, QualifiedFunction } from "../model";
import type { Fields } from "./fields";
import { functionReference, functionsByName } from "./function-names";
import type { Resources } from "./resources";

type Permitted = Pick<LambdaFunction, "permissions" | "qualified">;

/** Says who may invoke a function by each of its ARNs: its own, and those of its aliases and versions. */
export function permissionsOf(
  functions: readonly Fields[],
  resources: Resources,
): (lambda: Fields) => Permitted {
  const named = functionsByName(
    functions.map((fields) => ({ fields, name: fields.link("function_name"), arn: fields.link("arn") })),
    resources,
  );
  const holderOf = (fields: Fields) => {
    const { lambda, qualifier } = functionReference(fields, named);
    if (!lambda)
      resources.missing(
        fields.address,
        `function_name is ${fields.link("function_name")}, and there is no such function`,
      );
    return { holder: lambda?.fields, qualifier: lambda && qualifier };
  };
  const permissions = resources
    .ofType("aws_lambda_permission")
    .map((permission) => ({ permission, ...holderOf(permission) }));
  const aliases = resources
    .ofType("aws_lambda_alias")
    .map((alias) => ({ alias, holder: holderOf(alias).holder }));
  return (lambda) => {
    const own = permissions.filter(({ holder }) => holder === lambda);
    const by = (qualifier: string | undefined) =>
      own
        .filter((one) => one.qualifier === qualifier)
        .flatMap(({ permission }) => readPermission(permission, resources));
    const its = aliases
      .filter(({ holder }) => holder === lambda)
      .map(({ alias }) => readAlias(alias, by(alias.link("name")), resources));
    const isAlias = (name: string) => its.some(({ qualifier }) => qualifier === name);
    const versions = new Set(own.flatMap(({ qualifier }) => qualifier ?? []));
    const qualified = [
      ...its,
      ...[...versions]
        .filter((name) => !isAlias(name))
        .map((name) => ({ qualifier: name, version: name, permissions: by(name) })),
    ];
    return { permissions: by(undefined), ...(qualified.length > 0 && { qualified }) };
  };
}

function readAlias(
  alias: Fields,
  permissions: readonly InvokePermission[],
  resources: Resources,
): QualifiedFunction {
  const { address } = alias;
  const [routing] = alias.blocks("routing_config");
  const otherVersions = Object.keys(routing?.map("additional_version_weights") ?? {});
  if (otherVersions.length > 0 && resources.reading.strict)
    resources.notice(
      address,
      `it sends a part of the calls to version ${otherVersions.join(", ")}, whose code is not in this Terraform: here the other version answers all of them, and an authorizer or trigger behind it fails`,
    );
  return {
    qualifier: alias.link("name"),
    address,
    version: alias.link("function_version"),
    ...(otherVersions.length > 0 && { otherVersions }),
    permissions,
  };
}

/** Says which aliases invoke code that is not in the Terraform: of a version that the function had before. */
export function noticeOldVersions(functions: readonly LambdaFunction[], resources: Resources): void {
  if (!resources.reading.strict) return;
  for (const { arn, name, qualified = [] } of functions)
    for (const { address, qualifier, version } of qualified)
      if (address !== undefined && !namedFunction(functions, `${arn}:${qualifier}`)?.isCurrent)
        resources.notice(
          address,
          `it is version ${version} of ${name}, whose code is not in this Terraform: calls of it fail here`,
        );
}

function readPermission(permission: Fields, resources: Resources): InvokePermission[] {
  const { address } = permission;
  const action = permission.label("action");
  // Of the URLs of this Terraform it is a permission.
  if (action === "lambda:InvokeFunctionUrl" && hasUrls(resources)) return [];
  if (action !== "lambda:InvokeFunction" && action !== "lambda:*") {
    resources.notice(address, `it permits ${action}, which is beside the API`);
    return [];
  }
  if (permission.unknownOf("invoked_via_function_url") !== undefined) {
    resources.notice(address, "it is not known whether it permits calls of the function's own URL only");
    return [];
  }
  if (permission.flag("invoked_via_function_url", false)) {
    const message = "it permits calls of the function's own URL only, which is beside the API";
    if (!hasUrls(resources)) resources.notice(address, message);
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

function hasUrls(resources: Resources): boolean {
  return resources.ofType("aws_lambda_function_url").length > 0;
}
