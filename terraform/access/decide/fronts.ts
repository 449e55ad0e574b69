import type { Api, ApiModel, Operation } from "../../model";
import { allApis } from "./all-apis";
import { guardOf } from "./connection";
import { functionArnIn, unqualified } from "./function-arn";
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
  model: Pick<ApiModel, "apis" | "functionUrls" | "httpApis" | "webSocketApis"> & Functions,
): ReadonlyMap<string, readonly Front[]> {
  const own = ownFunctions(model);
  const fronts = new Map<string, Front[]>();
  for (const api of allApis(model))
    for (const method of api.methods) {
      const invoked = functionBehind(method);
      if (invoked === undefined) continue;
      const arn = own(unqualified(invoked));
      const front = { api, method, asks: askedBy(guardOf(api, method)) };
      const found = fronts.get(arn);
      if (found) found.push(front);
      else fronts.set(arn, [front]);
    }
  return fronts;
}

type Functions = Pick<ApiModel, "functions" | "isAccountTold">;

/** Where the account is not told, a function of one that is written out may be the one of that name. */
export function ownFunctions({ functions, isAccountTold }: Functions): (arn: string) => string {
  if (isAccountTold !== false) return (arn) => arn;
  const byName = new Map(functions.map(({ arn }) => [withoutAccount(arn), arn]));
  return (arn) => byName.get(withoutAccount(arn)) ?? arn;
}

function withoutAccount(arn: string): string {
  return arn.split(":").toSpliced(4, 1).join(":");
}

/** An integration of the type AWS may invoke a function, too. */
export function functionBehind({ integration }: Operation): string | undefined {
  if (integration.type === "AWS_PROXY") return integration.functionArn;
  return integration.type === "AWS" ? functionArnIn(integration.uri ?? "") : undefined;
}

function askedBy({ apiKeyRequired, authorization, unknown }: Operation): Front["asks"] {
  if (unknown !== undefined) return "unknown";
  if (LOCKS[authorization].credentials !== "none") return "lock";
  return apiKeyRequired ? "api-key" : "none";
}
