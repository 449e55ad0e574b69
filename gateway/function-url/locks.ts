import type { Caller } from "../../terraform/access/decide";
import type { UrlAuthorization } from "../../terraform/model";
import { verifySigner } from "../data-plane/locks/signer";
import type { ReadBody } from "../http/body";
import type { KnownCaller } from "../http-api/locks/lock";
import type { UrlRefused } from "./refusals";
import type { UrlCall } from "./url-call";
import type { UrlPlane } from "./url-plane";

/** How one authorization type of a URL is enforced. */
export interface UrlLock {
  /** Authenticates the caller of a request. Whether the caller may make it is decided afterwards. */
  authenticate(
    call: UrlCall,
    plane: UrlPlane,
    readBody: ReadBody,
  ): Promise<UrlAuthenticated | UrlRefused> | UrlAuthenticated;
  /** Whether the function gets the Authorization header. A signature ends at the URL; a token is passed on. */
  readonly forwardsAuthorization: boolean;
}

export interface UrlAuthenticated {
  readonly caller: Caller;
  readonly known: Extract<KnownCaller, { by: "none" | "iam" }>;
}

export const urlLocks: Readonly<Record<UrlAuthorization, UrlLock>> = {
  NONE: {
    authenticate: () => ({ caller: { kind: "anonymous" }, known: { by: "none" } }),
    forwardsAuthorization: true,
  },
  AWS_IAM: {
    async authenticate({ request }, plane, readBody) {
      const signed = await verifySigner(request, plane, readBody);
      // The first line says what is wrong; what follows may repeat the request.
      if ("problem" in signed)
        return { response: "FORBIDDEN", reason: signed.message.split("\n")[0] ?? signed.problem };
      return { caller: signed.caller, known: { by: "iam", identity: signed.identity } };
    },
    forwardsAuthorization: false,
  },
};
