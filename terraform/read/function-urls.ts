import type { AttachedPolicy, Condition, FunctionUrl, LambdaFunction, Statement } from "../model";
import type { Fields } from "./fields";
import { namedBy } from "./function-permissions";
import type { Resources } from "./resources";

/** The URLs of functions. A strict reader leaves them out: the gate does not serve them. */
export function readFunctionUrls(
  functions: readonly LambdaFunction[],
  resources: Resources,
): readonly FunctionUrl[] {
  return resources
    .ofType("aws_lambda_function_url")
    .map((url) => readUrl(url, functionNamed(url.link("function_name"), functions), resources));
}

function readUrl(url: Fields, lambda: LambdaFunction | undefined, resources: Resources): FunctionUrl {
  const { address, uncertain } = url;
  const name = url.link("function_name");
  const qualifier = url.optionalLink("qualifier");
  const arn = lambda?.arn ?? arnOf(name, resources);
  const executionArn = qualifier === undefined ? arn : `${arn}:${qualifier}`;
  const type =
    url.unknownOf("authorization_type") === undefined ? url.label("authorization_type") : undefined;
  const isOpen = type === "NONE";
  const unknown = uncertain ?? url.unknownOf("authorization_type") ?? problemOf(type);
  return {
    kind: "url",
    address,
    id: address,
    name: lambda?.name ?? name,
    executionArn,
    // For a URL that takes all callers, the provider permits all to call it, with no resource for that.
    permissions: isOpen ? [] : permissionsOn({ name, arn, qualifier, lambda }, resources),
    stages: [{ address, name: "$default", deploymentId: "", variables: {} }],
    methods: [
      {
        address,
        path: "$default",
        verb: "ANY",
        authorization: isOpen ? "NONE" : "AWS_IAM",
        scopes: [],
        apiKeyRequired: false,
        ...(unknown !== undefined && { unknown }),
        integration: { address, type: "AWS_PROXY", functionArn: arn, timeoutMs: 900_000 },
      },
    ],
    authorizers: [],
  };
}

function problemOf(type: string | undefined): string | undefined {
  return type === undefined || type === "NONE" || type === "AWS_IAM"
    ? undefined
    : `authorization_type is ${type}, expected NONE or AWS_IAM`;
}

function arnOf(name: string, { accountId, region }: Resources): string {
  return name.startsWith("arn:") ? name : `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

/** A function by its name or its ARN, either with a version or an alias or without. */
export function functionNamed(
  name: string,
  functions: readonly LambdaFunction[],
): LambdaFunction | undefined {
  return functions.find(
    (lambda) =>
      [lambda.name, lambda.arn].includes(name) ||
      name.startsWith(`${lambda.arn}:`) ||
      name.startsWith(`${lambda.name}:`),
  );
}

interface Called {
  readonly name: string;
  readonly arn: string;
  readonly qualifier: string | undefined;
  readonly lambda: LambdaFunction | undefined;
}

/** The permissions of a function, or of one of its aliases. */
function permissionsOn(called: Called, resources: Resources): readonly AttachedPolicy[] {
  return resources
    .ofType("aws_lambda_permission")
    .filter((permission) => isOn(permission, called))
    .map((permission) => {
      const unknown = unknownOf(permission);
      return {
        address: permission.address,
        name: "permission",
        document:
          unknown === undefined
            ? { version: "2012-10-17", statements: [statementOf(permission)] }
            : { unknown },
      };
    });
}

function unknownOf(permission: Fields): string | undefined {
  const named = ["principal", "action", VIA_URL, "function_url_auth_type"];
  return (
    permission.uncertain ??
    named.map((name) => permission.unknownOf(name)).find((unknown) => unknown !== undefined)
  );
}

const VIA_URL = "invoked_via_function_url";

function isOn(permission: Fields, { arn, lambda, name, qualifier }: Called): boolean {
  const named = namedBy(permission, [name, arn, ...(lambda ? [lambda.name] : [])]);
  return named !== undefined && named.qualifier === qualifier;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
function statementOf(permission: Fields): Statement {
  const given = (argument: string) => permission.optionalLink(argument);
  const conditions: readonly [string, string, string | undefined][] = [
    ["StringEquals", "lambda:FunctionUrlAuthType", given("function_url_auth_type")],
    ["Bool", "lambda:InvokedViaFunctionUrl", permission.flag(VIA_URL, false) ? "true" : undefined],
    ["StringEquals", "aws:PrincipalOrgID", given("principal_org_id")],
    ["StringEquals", "aws:SourceAccount", given("source_account")],
    ["ArnLike", "aws:SourceArn", given("source_arn")],
    ["StringEquals", "lambda:EventSourceToken", given("event_source_token")],
  ];
  return {
    effect: "Allow",
    principals: principalOf(permission.link("principal")),
    actions: [permission.link("action")],
    resources: ["*"],
    conditions: conditions.flatMap(([operator, key, value]): Condition[] =>
      value === undefined ? [] : [{ operator, key, values: [value] }],
    ),
  };
}

function principalOf(principal: string): NonNullable<Statement["principals"]> {
  if (principal === "*") return { "*": ["*"] };
  if (/^\d{12}$/.test(principal)) return { AWS: [`arn:aws:iam::${principal}:root`] };
  return principal.startsWith("arn:") ? { AWS: [principal] } : { Service: [principal] };
}
