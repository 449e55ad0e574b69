import type { ApiMethod, HttpRoute } from "../terraform/model";
import { lockOf } from "./data-plane/locks";
import type { Presentation } from "./data-plane/locks/lock";
import { httpLockOf } from "./http-api/locks";

/** What is asked for at a method of a REST API, or a route of an HTTP API. */
export type Presented =
  | Pick<ApiMethod, "authorization" | "scopes">
  | (Pick<HttpRoute, "authorization" | "scopes"> & { readonly key: string });

/** How callers present themselves to a method, by its lock. */
export function presentationOf(method: Presented): Presentation {
  return "key" in method ? httpLockOf(method).presents(method) : lockOf(method).presents(method);
}
