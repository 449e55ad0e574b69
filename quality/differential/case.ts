import { invokeArns } from "../../terraform/access/decide";

/** A policy document. Every element that may be a list is a list. */
export interface Policy {
  readonly Version: "2012-10-17" | "2008-10-17";
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principals;
  readonly NotPrincipal?: Principals;
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Conditions;
}

export type Principals = "*" | Readonly<Record<string, readonly string[]>>;

/** Values by operator and condition key. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export type Keys = Readonly<Record<string, string | readonly string[]>>;

/** One request with its policies, for both evaluators. */
export interface Case {
  /**
   * What is asked: a whole signed `call`, with every kind of policy; the `identity` policies alone; or the
   * resource policy alone about an `anonymous` request.
   */
  readonly asks: "call" | "identity" | "anonymous";
  readonly principal: { readonly kind: "role" | "user"; readonly account: string; readonly name: string };
  /** A call is always execute-api:Invoke. */
  readonly action: string;
  readonly api: { readonly account: string; readonly id: string };
  readonly stage: string;
  readonly verb: string;
  readonly path: string;
  /** Condition keys beside those that every such request has. */
  readonly keys: Keys;
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  readonly resourcePolicy?: Policy;
  /** The request's ARNs outright, where a case is restated. */
  readonly arns?: readonly string[];
}

export const REGION = "eu-west-1";

/** Both evaluators' results are mapped to these. */
export type Answer = "allow" | "explicit deny" | "implicit deny" | "unknown";

export function executionArn({ api }: Pick<Case, "api">): string {
  return `arn:aws:execute-api:${REGION}:${api.account}:${api.id}`;
}

export function principalArn({ principal }: Pick<Case, "principal">): string {
  return `arn:aws:iam::${principal.account}:${principal.kind}/${principal.name}`;
}

/**
 * The ARNs that a request is authorized for. A call with a trailing slash has several and needs all of them. Which one AWS uses is
 * decided by API Gateway and not by policies, so both evaluators get the same ARNs.
 */
export function arnsOf(asked: Case): readonly string[] {
  const { path, stage, verb } = asked;
  if (asked.arns) return asked.arns;
  const whole = { executionArn: executionArn(asked) };
  if (asked.asks === "call") return invokeArns(whole, { name: stage }, { verb, path });
  return [`${whole.executionArn}/${stage}/${verb}${path}`];
}

/** Every condition key of the request, as AWS documents them for a request over TLS. */
export function keysOf(asked: Case): Keys {
  const { account, kind, name } = asked.principal;
  return {
    "aws:SecureTransport": "true",
    ...(asked.asks !== "anonymous" && {
      "aws:PrincipalArn": principalArn(asked),
      "aws:PrincipalAccount": account,
      "aws:PrincipalType": kind === "role" ? "AssumedRole" : "User",
      ...(kind === "user" && { "aws:username": name, "aws:userid": "AIDACALLER" }),
    }),
    ...asked.keys,
  };
}
