import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { Path, RouteKey } from "../../access/model";
import { FIXED_LIMITS } from "../../contract/aws-limits";
import { checkProps, partsOfKey, refWith, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { pathId } from "../declaration/path-id";
import { arnPath, arnPattern, commonPath } from "../declaration/path-pattern";
import type { NamedFunction } from "../functions/named-function";
import { functionPolicyBytes, generatedStatementId } from "../limits/checks/function-policies";
import { LONGEST_EXECUTION_ARN } from "../limits/longest";
import type { HandledRoute, InvokedStage } from "./served-routes";

/** Bytes reserved for permissions that are given elsewhere. */
const RESERVE_BYTES = 1_024;

/** A prefix and not an id, since Lambda refuses an id that exists, also that of a permission that is being replaced. */
const ID_PREFIX = "api-gateway-";

export interface InvokePermissionsProps {
  /** The API, its stage and its routes. */
  readonly api: InvokedStage & { readonly routes: readonly HandledRoute[] };
  /** The routes' `handler`. */
  readonly handler: string;
  readonly function: NamedFunction;
}

/**
 * API Gateway's permissions to invoke one function: one for each route while they fit into the function's policy, otherwise
 * for patterns that cover no routes of other functions.
 *
 * Each is created before the one that it replaces is destroyed, so that existing routes can be invoked at any time. Each
 * names the stage, so the Test button of API Gateway's console, which calls as `test-invoke-stage`, gets a 500: docs/operating.md.
 */
export class InvokePermissions extends Construct {
  readonly permissions: readonly LambdaPermission[];

  /** @throws DeclarationError `FUNCTION_POLICY_TOO_LARGE` */
  constructor(scope: Construct, id: string, props: InvokePermissionsProps) {
    super(scope, id);
    checkProps(this, props, {
      api: refWith("executionArn", "stageName"),
      handler: someText,
      function: refWith("functionName"),
    });
    const { api } = props;
    const keys = (own: boolean) =>
      api.routes.filter(({ handler }) => (handler === props.handler) === own).map(({ key }) => key);
    this.permissions = sources(keys(true), keys(false), props.handler).map(({ verb, path }) => {
      const pattern = `${api.stageName}/${verb}/${arnPath(path)}`;
      return new LambdaPermission(this, `${verb === "*" ? "any" : verb}.${pathId(path)}`, {
        statementIdPrefix: ID_PREFIX,
        action: "lambda:InvokeFunction",
        functionName: props.function.functionName,
        principal: "apigateway.amazonaws.com",
        sourceArn: `${api.executionArn}/${pattern}`,
        lifecycle: { createBeforeDestroy: true },
      });
    });
  }
}

/** The permission to invoke the function of the API's Lambda authorizer. */
export function mayAuthorize(
  scope: Construct,
  id: string,
  api: Pick<InvokedStage, "executionArn"> & {
    readonly lambdaAuthorizer?: { readonly id: string } | undefined;
  },
  authorizer: NamedFunction,
): LambdaPermission {
  return new LambdaPermission(scope, id, {
    statementIdPrefix: ID_PREFIX,
    action: "lambda:InvokeFunction",
    functionName: authorizer.functionName,
    principal: "apigateway.amazonaws.com",
    sourceArn: `${api.executionArn}/authorizers/${api.lambdaAuthorizer?.id}`,
    lifecycle: { createBeforeDestroy: true },
  });
}

interface Source {
  readonly verb: string;
  readonly path: Path;
}

/** The patterns of a function's permissions: one for each route, or as few as the policy requires. */
export function sources(
  own: readonly RouteKey[],
  others: readonly RouteKey[],
  handler: string,
): readonly Source[] {
  const single = own.map((key) => sourceOf(key));
  const forms = [
    () => single,
    () => merged(single, others, ({ path }) => ({ verb: "*", path })),
    () => merged(single, others, ({ path }) => ({ verb: "*", path: `/${path.split("/")[1]}/{rest+}` })),
    () => merged(single, others, () => ({ verb: "*", path: "/{rest+}" })),
  ];
  for (const form of forms) {
    const found = form();
    if (policyBytes(found) <= FIXED_LIMITS.functionPolicyBytes.most - RESERVE_BYTES) return found;
  }
  throw new DeclarationError(
    "FUNCTION_POLICY_TOO_LARGE",
    `The function "${handler}" answers ${own.length} routes, and API Gateway's permissions for them would take ` +
      `${policyBytes(single)} bytes; Lambda allows ${FIXED_LIMITS.functionPolicyBytes.most} in a function's policy. Give some of the routes a ` +
      "function of their own, or paths that begin alike and that no other function's routes share.",
  );
}

/** Merges groups of patterns into a wider one, where that covers no route of another function. */
function merged(
  single: readonly Source[],
  others: readonly RouteKey[],
  wider: (source: Source) => Source,
): Source[] {
  const groups = new Map<string, Source[]>();
  for (const source of single) {
    const wide = wider(source);
    const isOwn =
      within(source.path, wide.path) && !others.some((other) => overlaps(wide.path, sourceOf(other).path));
    const { verb, path } = isOwn ? wide : source;
    const name = `${verb} ${path}`;
    groups.set(name, [...(groups.get(name) ?? []), source]);
  }
  return [...groups].flatMap(([name, sources]) =>
    sources.length > 1 ? [sourceOf(name as RouteKey)] : sources,
  );
}

/** Whether every path of the route `inner` is one of `outer`'s. */
function within(inner: Path, outer: Path): boolean {
  if (inner === outer) return true;
  return commonPath([arnPattern(inner)], [arnPattern(outer)]) === undefined;
}

function overlaps(a: Path, b: Path): boolean {
  return commonPath([arnPattern(a), arnPattern(b)]) !== undefined;
}

function sourceOf(key: RouteKey): Source {
  const [verb, path] = partsOfKey(key);
  return { verb, path };
}

/** The size of a function's policy with the longest names and ARNs. */
function policyBytes(patterns: readonly Source[]): number {
  const id = generatedStatementId(ID_PREFIX);
  const statements = patterns.map(({ verb, path }) => ({
    id,
    principal: "apigateway.amazonaws.com",
    sourceArn: `${LONGEST_EXECUTION_ARN}/${"s".repeat(16)}/${verb}/${arnPath(path)}`,
  }));
  return functionPolicyBytes("f".repeat(64), statements);
}
