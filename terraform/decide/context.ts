import type { IamRole, IamUser } from "../model";
import type { Call } from "./call";

type Context = Readonly<Record<string, string | readonly string[]>>;

/** The condition keys of every call: execute-api answers over TLS only. */
export function contextOf({ context, sourceIp }: Pick<Call, "context" | "sourceIp">): Context {
  return {
    "aws:SecureTransport": "true",
    ...context,
    ...(sourceIp !== undefined && { "aws:SourceIp": sourceIp }),
  };
}

/**
 * The condition keys of a signed call.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function principalContext(principal: IamRole | IamUser, kind: "role" | "user"): Context {
  return {
    "aws:PrincipalArn": principal.arn,
    "aws:PrincipalAccount": accountOf(principal.arn),
    "aws:PrincipalType": kind === "role" ? "AssumedRole" : "User",
    ...(kind === "user" && { "aws:username": principal.name, "aws:userid": principal.uniqueId }),
  };
}

/** The account of an ARN. */
export function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
