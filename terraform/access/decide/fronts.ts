import type { Api, ApiModel, LambdaFunction, Operation } from "../../model";
import { allApis } from "./all-apis";
import { guardOf } from "./connection";
import { LOCKS } from "./locks";

/** A method or route by which callers reach a function. */
export interface Front {
  readonly api: Api;
  readonly method: Operation;
  /** What is asked of callers there: `none` where every caller gets in, `unknown` where the lock is not known. */
  readonly asks: "api-key" | "lock" | "none" | "unknown";
}

/** The methods and routes that invoke each function, by the function's address. A version or alias is the function. */
export function frontsOf(model: ApiModel): ReadonlyMap<string, readonly Front[]> {
  const fronts = new Map<string, Front[]>();
  for (const api of allApis(model))
    for (const method of api.methods) {
      const lambda = functionBehind(method, model.functions);
      if (!lambda) continue;
      const front = { api, method, asks: askedBy(guardOf(api, method)) };
      fronts.set(lambda.address, [...(fronts.get(lambda.address) ?? []), front]);
    }
  return fronts;
}

function functionBehind(
  { integration: { functionArn } }: Operation,
  functions: readonly LambdaFunction[],
): LambdaFunction | undefined {
  return functionArn === undefined
    ? undefined
    : functions.find(({ arn }) => functionArn === arn || functionArn.startsWith(`${arn}:`));
}

function askedBy({ apiKeyRequired, authorization, unknown }: Operation): Front["asks"] {
  if (unknown !== undefined) return "unknown";
  if (LOCKS[authorization].credentials !== "none") return "lock";
  return apiKeyRequired ? "api-key" : "none";
}
