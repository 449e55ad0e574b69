import type { Api, ApiModel, Operation } from "../../model";
import { allApis } from "./all-apis";
import { guardOf } from "./connection";
import { functionArnIn } from "./function-arn";
import { LOCKS } from "./locks";

/** A method or route by which callers reach a function. */
export interface Front {
  readonly api: Api;
  readonly method: Operation;
  /** What is asked of callers there: `none` where every caller gets in, `unknown` where the lock is not known. */
  readonly asks: "api-key" | "lock" | "none" | "unknown";
}

/** The methods, routes and URLs that invoke each function, by its ARN. A version or alias is the function. */
export function frontsOf(
  model: Pick<ApiModel, "apis" | "functionUrls" | "httpApis" | "webSocketApis">,
): ReadonlyMap<string, readonly Front[]> {
  const fronts = new Map<string, Front[]>();
  for (const api of allApis(model))
    for (const method of api.methods) {
      const invoked = functionBehind(method);
      if (invoked === undefined) continue;
      const arn = unqualified(invoked);
      const front = { api, method, asks: askedBy(guardOf(api, method)) };
      const found = fronts.get(arn);
      if (found) found.push(front);
      else fronts.set(arn, [front]);
    }
  return fronts;
}

/** What answers at a method: the ARN of a function without a version or alias, or the address of a server. */
export function backendOf(method: Operation): string | undefined {
  const invoked = functionBehind(method);
  if (invoked !== undefined) return unqualified(invoked);
  const { integration } = method;
  return "uri" in integration && /^https?:/.test(integration.uri ?? "") ? integration.uri : undefined;
}

/** An integration of the type AWS may invoke a function, too. */
function functionBehind({ integration }: Operation): string | undefined {
  if (integration.type === "AWS_PROXY") return integration.functionArn;
  return integration.type === "AWS" ? functionArnIn(integration.uri ?? "") : undefined;
}

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME:QUALIFIER` without its last part. */
function unqualified(arn: string): string {
  return arn.startsWith("arn:") ? arn.split(":").slice(0, 7).join(":") : arn;
}

function askedBy({ apiKeyRequired, authorization, unknown }: Operation): Front["asks"] {
  if (unknown !== undefined) return "unknown";
  if (LOCKS[authorization].credentials !== "none") return "lock";
  return apiKeyRequired ? "api-key" : "none";
}
