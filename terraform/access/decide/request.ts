import type { Api, AttachedPolicy, Decision, Operation, PolicyDocument, Refusal, Stage } from "../../model";
import type { Keys } from "../iam";
import type { PathMatch } from "./route-tree";

/** The method that answers a request. */
export interface RouteMatch<M extends Operation = Operation> extends PathMatch<M> {
  /** A method behind another lock that answers another reading of the path. */
  readonly respelled?: { readonly method: M; readonly path: string };
}

/** A request to an API, without its caller. */
export interface ApiRequest {
  readonly api: Api;
  readonly stage: Stage;
  readonly match: RouteMatch;
  readonly verb: string;
  /** The part of the path after the stage, as it was sent. */
  readonly path: string;
  /** Id of the API key that came along, where there is such a key. */
  readonly apiKey?: string;
  /** The TCP peer's address, for policies that ask. */
  readonly sourceIp?: string;
  /** Condition keys that do not depend on the caller: `aws:UserAgent`, `aws:CurrentTime`. An empty list is absent. */
  readonly context?: Keys;
  /**
   * Whether condition keys that are not given, such as the address or the time, may have any value: `allow` and
   * `deny` then hold for every value, and the decision is `unknown` where it depends on one. Default false: a key
   * that is not given is absent.
   */
  readonly open?: boolean;
}

export interface ApiCall extends ApiRequest {
  readonly caller: Caller;
}

/** The caller, with credentials that have been verified. */
export type Caller =
  | { readonly kind: "anonymous" }
  /** A user pool's token. Its audience is the `aud` claim, which an access token does not have. */
  | {
      readonly kind: "token";
      readonly poolArn: string;
      readonly use: "id" | "access";
      readonly scopes: readonly string[];
      readonly audience?: string;
    }
  /** An issuer's token, as an HTTP API takes it. */
  | {
      readonly kind: "jwt";
      /** The `iss` claim. */
      readonly issuer: string;
      readonly audience?: string;
      /** The `client_id` claim, of an access token without `aud`. */
      readonly clientId?: string;
      readonly scopes: readonly string[];
    }
  /** A signature, under a role's credentials. */
  | {
      readonly kind: "iam";
      readonly roleArn: string;
      readonly context: Readonly<Record<string, string | readonly string[]>>;
      /** Policies of the session: what none of them allows, it may not do. Absent where it has none. */
      readonly sessionPolicies?: readonly AttachedPolicy[];
    }
  /** A signature, under an IAM user's own key. */
  | {
      readonly kind: "iam-user";
      readonly userArn: string;
      readonly context: Readonly<Record<string, string | readonly string[]>>;
    }
  /** What a Lambda authorizer answered. */
  | { readonly kind: "policy"; readonly principalId: string; readonly document: PolicyDocument };

export function refuse(refusal: Refusal, reason: string, address: string): Decision {
  return { outcome: "deny", reason, source: { address }, refusal };
}
