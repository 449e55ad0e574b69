import type { ApiModel } from "../../model";
import { allApis } from "../decide";
import type { TrustChange } from "../trust";
import type { ComparedRequest } from "./compared-requests";

/**
 * Routes whose requests another authorizer decides about, although that of before is still there. Resources are compared
 * by their addresses: where two methods swap their paths, each keeps the authorizer that it names.
 */
export function switchedAuthorizers(
  head: ApiModel,
  requests: readonly ComparedRequest[],
): readonly TrustChange[] {
  const kept = new Set(allApis(head).flatMap(({ authorizers }) => authorizers.map(({ address }) => address)));
  const found = new Map<string, TrustChange>();
  for (const { from, to } of requests) {
    const [was, is] = [from?.authorizer, to?.authorizer];
    if (!from || !to || was === undefined || is === undefined || was === is || !kept.has(was)) continue;
    const route = `${to.method} ${to.path}`;
    found.set(`${to.address} ${was}`, {
      kind: "route",
      resource: to.address,
      argument: "authorizer_id",
      from: was,
      to: is,
      accepts: is,
      relies: [],
      what: `${is} decides about ${route} now (was: ${was})`,
    });
  }
  return [...found.values()];
}
