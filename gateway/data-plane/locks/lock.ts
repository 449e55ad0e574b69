import type { Caller } from "../../../terraform/access/decide";
import type { ApiMethod, ApiModel, Notice, RestApi } from "../../../terraform/model";
import type { ReadBody } from "../../http/body";
import type { DataPlane } from "../data-plane";
import type { Identity } from "../event/identity";
import type { Refused } from "../gateway-response/responses";
import type { MethodCall } from "../method-call";

/** How the gate enforces one authorization type of a method. */
export interface GateLock {
  /** How callers present themselves, for programs that play callers, such as the demo. */
  presents(method: Pick<ApiMethod, "scopes">): Presentation;
  /** Authenticates the caller of a request. Whether the caller may make it is decided afterwards. */
  authenticate(
    call: MethodCall,
    dataPlane: DataPlane,
    readBody: ReadBody,
  ): Authenticated | Refused | Promise<Authenticated | Refused>;
  /** Whether it admits callers without any credentials. */
  readonly isOpen: boolean;
  /** Whether the integration gets the Authorization header. A signature ends at the gateway; a token is passed on. */
  readonly forwardsAuthorization: boolean;
  /**
   * The message of ACCESS_DENIED where the caller's own policies decide.
   *
   * @default `User: … is not authorized to perform: …`
   */
  readonly deniedByOwnPolicy?: DeniedByOwnPolicy;
  /** What the gate does differently from API Gateway for this lock's authorizers. */
  differences(model: ApiModel, api: RestApi): readonly Notice[];
}

/** What a caller sends, and the statuses of the answers to callers who are refused. */
export type Presentation =
  | { readonly credential: "none" }
  | {
      readonly credential: "signature" | "id-token" | "access-token" | "third-party-token";
      /** Without valid credentials. */
      readonly unauthenticated: 401 | 403;
      /** With valid credentials that do not allow the request. */
      readonly denied: 401 | 403;
      /**
       * With the other kind of the user pool's tokens; `taken`, as with the right kind.
       *
       * @default as without credentials
       */
      readonly otherToken?: 401 | 403 | "taken";
    };

/** The caller, as far as the method's lock can tell. */
export interface Authenticated {
  readonly caller: Caller;
  readonly identity: Identity;
  /** `requestContext.authorizer` of the function's event. */
  readonly authorizer?: Readonly<Record<string, unknown>>;
  /** An API key's value that a Lambda authorizer named. */
  readonly usageIdentifierKey?: string;
}

/** @returns the message, or `undefined` for the default message of ACCESS_DENIED */
export type DeniedByOwnPolicy = (denial: {
  /** `User: … is not authorized to perform: … on resource: …` */
  readonly sentence: string;
  /** A Deny statement matched; otherwise no Allow statement did. */
  readonly explicit: boolean;
  /** The API's resource policy decided, not the caller's own. */
  readonly byResource: boolean;
}) => string | undefined;

/** The refusal where a method names no authorizer of its type. */
export function withoutAuthorizer({ address, authorization }: ApiMethod): Refused {
  return {
    response: "AUTHORIZER_CONFIGURATION_ERROR",
    reason: `${address} has no ${authorization} authorizer`,
  };
}
