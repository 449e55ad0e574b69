import type { RestApi, Stage } from "../../model/api";
import type { Decision, Refusal } from "../../model/decision";
import type { PolicyDocument } from "../../model/policy";
import type { RouteMatch } from "./route";

/** A call, but for who makes it. */
export interface Request {
  readonly api: RestApi;
  readonly stage: Stage;
  readonly match: RouteMatch;
  readonly verb: string;
  /** What follows the stage, as it was sent. */
  readonly path: string;
  /** Id of the API key that came along, where there is such a key. */
  readonly apiKey?: string;
  /** The TCP peer's address, for policies that ask. */
  readonly sourceIp?: string;
  /** Further condition keys of the request, whoever sends it: `aws:UserAgent`, `aws:CurrentTime`. */
  readonly context?: Readonly<Record<string, string>>;
  /**
   * Whether what is not said of the call, such as its address or the time, may be anything: `allow` and `deny`
   * then hold whatever it is, and the decision is `unknown` where it depends on it.
   */
  readonly open?: boolean;
}

export interface Call extends Request {
  readonly caller: Caller;
}

/** Who calls, verified. */
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
  /** A signature, under a role's credentials. */
  | {
      readonly kind: "iam";
      readonly roleArn: string;
      readonly context: Readonly<Record<string, string | readonly string[]>>;
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
