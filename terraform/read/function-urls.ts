import { unknownIn, unknownText } from "../access/iam";
import { TerraformError } from "../error";
import { Unresolved } from "../language/expression";
import type { AttachedPolicy, Condition, FunctionUrl, LambdaFunction, Statement } from "../model";
import type { Fields } from "./fields";
import { type FunctionReference, functionReference, functionsByName, isSameFunction } from "./function-names";
import { readCors } from "./http-apis/cors";
import { comparedTexts } from "./partly-known-policy";
import { isBefore } from "./provider-version";
import type { Resources } from "./resources";

/**
 * The URLs of functions.
 *
 * @throws TerraformError of a strict reader, where it cannot be served as it is written
 */
export function readFunctionUrls(
  functions: readonly LambdaFunction[],
  resources: Resources,
): readonly FunctionUrl[] {
  const named = functionsByName(functions, resources);
  const permissions = resources
    .ofType("aws_lambda_permission")
    .map((permission) => ({ permission, of: functionReference(permission, named) }));
  return resources.ofType("aws_lambda_function_url").map((url) => {
    const of = functionReference(url, named);
    const read = readUrl(url, of, permissions);
    if (!resources.reading.strict) return read;
    const isOpen = read.methods[0]?.authorization === "NONE";
    const half = isOpen ? halfPermitted(permissionsOn(of, permissions), resources) : undefined;
    return { ...read, ...servedParts(url), ...(half !== undefined && { halfPermitted: half }) };
  });
}

/** Before this version the provider permits one of the two actions that a URL without a lock needs. */
const PERMITS_BOTH = [6, 29, 0] as const;

/** https://github.com/hashicorp/terraform-provider-aws/pull/44858 */
function halfPermitted(own: readonly AttachedPolicy[], { awsProvider }: Resources): string | undefined {
  if (awsProvider === undefined || !isBefore(awsProvider, PERMITS_BOTH)) return undefined;
  const isOpened = own.some(
    ({ document }) =>
      "statements" in document &&
      document.statements.some(
        ({ actions = [], conditions, principals = {} }) =>
          Object.hasOwn(principals, "*") &&
          actions.some((action) => INVOKING.includes(action)) &&
          conditions.every(({ key }) => key === BY_URL.key),
      ),
  );
  return isOpened
    ? undefined
    : `the AWS provider ${awsProvider} permits all callers lambda:InvokeFunctionUrl alone; from version ${PERMITS_BOTH.join(".")} on it permits lambda:InvokeFunction too, which AWS asks for`;
}

const INVOKING = ["lambda:InvokeFunction", "lambda:*"];

/** Of no say in who may call it, and only the gate asks. */
function servedParts(url: Fields): Pick<FunctionUrl, "cors" | "host"> {
  const mode = url.optionalLink("invoke_mode") ?? "BUFFERED";
  if (mode !== "BUFFERED")
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `invoke_mode is ${mode}, expected BUFFERED: answers are not streamed here`,
      url.address,
      "invoke_mode",
    );
  const cors = readCors(url, "cors");
  const [, host] = HOST.exec(url.optionalLink("function_url") ?? "") ?? [];
  return { ...(host !== undefined && { host }), ...(cors && { cors }) };
}

const HOST = /^https:\/\/([a-z0-9]+\.lambda-url\.[a-z0-9-]+\.on\.aws)\/?$/;

/** A permission, and the function that it is about. */
interface Permitting {
  readonly permission: Fields;
  readonly of: FunctionReference;
}

function readUrl(url: Fields, of: FunctionReference, permissions: readonly Permitting[]): FunctionUrl {
  const { address, uncertain } = url;
  const { arn, lambda, name, qualifier } = of;
  const executionArn = qualifier === undefined ? arn : `${arn}:${qualifier}`;
  const type =
    url.unknownOf("authorization_type") === undefined ? url.label("authorization_type") : undefined;
  const isOpen = type === "NONE";
  const unknown =
    uncertain ??
    url.unknownOf("authorization_type") ??
    problemOf(type) ??
    // Policies name the function. A URL that takes all callers has none.
    (isOpen ? undefined : (of.unknownFunction ?? of.unknownQualifier));
  return {
    kind: "url",
    address,
    id: address,
    name: lambda?.name ?? name,
    executionArn,
    // For a URL that takes all callers, the provider permits all to call it, with no resource for that.
    permissions: isOpen ? [] : permissionsOn(of, permissions),
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
        integration: { address, type: "AWS_PROXY", functionArn: executionArn, timeoutMs: 900_000 },
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

/** The permissions of a function, or of one of its aliases; and those that may be of it, which are not known. */
function permissionsOn(url: FunctionReference, permissions: readonly Permitting[]): AttachedPolicy[] {
  return permissions.flatMap(({ of, permission }) => {
    const isOn = isSameFunction(url, of);
    if (isOn === false) return [];
    const unknown = unknownOf(permission);
    const on = isOn === true ? "*" : unknownText(isOn.unknown);
    return {
      address: permission.address,
      name: "permission",
      document:
        unknown === undefined
          ? { version: "2012-10-17", statements: [statementOf(permission, on)] }
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

/** https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
function statementOf(permission: Fields, on: string): Statement {
  const compared = CONDITIONS.flatMap(([operator, key, argument]): Condition[] => {
    const value = comparedTo(permission, argument, key);
    return value === undefined ? [] : [{ operator, key, values: [value] }];
  });
  const unknown = compared.flatMap(({ values }) => values).find((value) => unknownIn(value) !== undefined);
  return {
    effect: "Allow",
    principals: principalOf(permission.link("principal")),
    actions: [permission.link("action")],
    resources: [unknown ?? on],
    conditions: [
      ...compared.filter(({ values }) => values.every((value) => unknownIn(value) === undefined)),
      ...(permission.flag(VIA_URL, false) ? [BY_URL] : []),
    ],
  };
}

const CONDITIONS: readonly (readonly [operator: string, key: string, argument: string])[] = [
  ["StringEquals", "lambda:FunctionUrlAuthType", "function_url_auth_type"],
  ["StringEquals", "aws:PrincipalOrgID", "principal_org_id"],
  ["StringEquals", "aws:SourceAccount", "source_account"],
  ["ArnLike", "aws:SourceArn", "source_arn"],
  ["StringEquals", "lambda:EventSourceToken", "event_source_token"],
];

const BY_URL: Condition = { operator: "Bool", key: "lambda:InvokedViaFunctionUrl", values: ["true"] };

/** A value that is not known may be none at all: then the condition is not there, and it is not known whether it permits. */
function comparedTo(permission: Fields, argument: string, key: string): string | undefined {
  const value = permission.raw(argument);
  return value instanceof Unresolved ? String(comparedTexts(key, value)) : permission.optionalLink(argument);
}

function principalOf(principal: string): NonNullable<Statement["principals"]> {
  if (principal === "*") return { "*": ["*"] };
  if (/^\d{12}$/.test(principal)) return { AWS: [`arn:aws:iam::${principal}:root`] };
  return principal.startsWith("arn:") ? { AWS: [principal] } : { Service: [principal] };
}
