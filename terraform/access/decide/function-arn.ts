import type { LambdaFunction, QualifiedFunction } from "../../model";

/** The URI by which API Gateway invokes a function, and the one by which it streams the function's response. */
const INVOCATION =
  /^arn:[\w-]+:apigateway:[^:]+:lambda:path\/(?:2015-03-31\/functions\/(?<whole>arn:[^/]+)\/invocations|2021-11-15\/functions\/(?<streamed>arn:[^/]+)\/response-streaming-invocations)$/;

/** The ARN of the function that a URI invokes; undefined where it invokes none, or where stage variables say which. */
export function functionArnIn(uri: string): string | undefined {
  const arn = staticOrStaged(uri);
  return arn === undefined || /\$(?!LATEST$)/.test(arn) ? undefined : arn;
}

/** The same; `${stageVariables.NAME}` may be in it, which the stage of a request replaces. */
export function stagedFunctionArnIn(uri: string): string | undefined {
  const arn = staticOrStaged(uri);
  return arn === undefined || /\$(?!LATEST$)/.test(arn.replace(STAGE_VARIABLE, "")) ? undefined : arn;
}

function staticOrStaged(uri: string): string | undefined {
  const { streamed, whole } = INVOCATION.exec(uri)?.groups ?? {};
  return whole ?? streamed;
}

const STAGE_VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

/** A text with the variables of a stage in it. @returns the name of a variable that the stage does not have */
export function withStageVariables(
  text: string,
  variables: Readonly<Record<string, string>>,
): string | { readonly missing: string } {
  const names = [...text.matchAll(STAGE_VARIABLE)].map(([, name = ""]) => name);
  const missing = names.find((name) => !Object.hasOwn(variables, name));
  if (missing !== undefined) return { missing };
  return text.replace(STAGE_VARIABLE, (_, name: string) => variables[name] ?? "");
}

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME:QUALIFIER` without its last part. */
export function unqualified(arn: string): string {
  return arn.startsWith("arn:") ? arn.split(":").slice(0, 7).join(":") : arn;
}

/** The version or alias at the end of a function's ARN. */
export function qualifierOf(arn: string): string | undefined {
  return arn.startsWith("arn:") ? arn.split(":")[7] : undefined;
}

/** A function as an ARN names it. */
export interface NamedFunction {
  readonly lambda: LambdaFunction;
  /** Absent where the ARN is the function's own. */
  readonly as?: QualifiedFunction;
  /** Whether its code is that of the Terraform: of an alias, whether its version is the function's present one. */
  readonly isCurrent: boolean;
}

/** The function, or its alias or version, that an ARN names; undefined where the Terraform has none of that name. */
export function namedFunction(functions: readonly LambdaFunction[], arn: string): NamedFunction | undefined {
  const own = unqualified(arn);
  const lambda = functions.find((candidate) => candidate.arn === own);
  const qualifier = qualifierOf(arn);
  if (!lambda || qualifier === undefined) return lambda && { lambda, isCurrent: true };
  const isVersion = qualifier === LATEST || /^\d+$/.test(qualifier);
  const as =
    lambda.qualified?.find((one) => one.qualifier === qualifier) ??
    (isVersion ? { qualifier, version: qualifier, permissions: [] } : undefined);
  return as && { lambda, as, isCurrent: as.version === LATEST || as.version === lambda.version };
}

const LATEST = "$LATEST";

/** The function whose code in this Terraform answers all calls of an ARN; undefined where other code may. */
export function functionOf(functions: readonly LambdaFunction[], arn: string): LambdaFunction | undefined {
  const { as, isCurrent, lambda } = namedFunction(functions, arn) ?? {};
  return isCurrent && as?.otherVersions === undefined ? lambda : undefined;
}
