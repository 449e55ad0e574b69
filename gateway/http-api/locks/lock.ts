import type { Caller } from "../../../terraform/access/decide";
import type { HttpRoute } from "../../../terraform/model";
import type { Identity } from "../../data-plane/event/identity";
import type { Presentation } from "../../data-plane/locks/lock";
import type { ReadBody } from "../../http/body";
import type { HttpDataPlane } from "../http-data-plane";
import type { HttpRefused } from "../refusals";
import type { RouteCall } from "../route-call";

/** How the gate enforces one authorization type of a route. */
export interface HttpLock {
  /** How callers present themselves, for programs that play callers. */
  presents(route: Pick<HttpRoute, "scopes">): Presentation;
  /** Authenticates the caller of a request. Whether the caller may make it is decided afterwards. */
  authenticate(
    call: RouteCall,
    plane: HttpDataPlane,
    readBody: ReadBody,
  ): HttpAuthenticated | HttpRefused | Promise<HttpAuthenticated | HttpRefused>;
  /** Whether the integration gets the Authorization header. A signature ends at the gateway; a token is passed on. */
  readonly forwardsAuthorization: boolean;
}

/** The caller, as far as the route's lock can tell. */
export interface HttpAuthenticated {
  readonly caller: Caller;
  readonly known: KnownCaller;
}

/** What functions get to know of a caller. */
export type KnownCaller =
  | { readonly by: "none" }
  | {
      readonly by: "jwt";
      readonly claims: Readonly<Record<string, string>>;
      /** `null` where the route asks for none. */
      readonly scopes: readonly string[] | null;
    }
  | {
      readonly by: "lambda";
      readonly context: Readonly<Record<string, unknown>> | null;
      readonly principalId?: string;
    }
  | { readonly by: "iam"; readonly identity: Identity };
