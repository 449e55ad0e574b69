import { mayAssume } from "../../terraform/access/decide";
import type { Principal } from "../../terraform/access/iam";
import type { IamRole } from "../../terraform/model";
import { requestKeys } from "../credentials/condition-keys";
import { roleTagKeys } from "../credentials/role-tags";
import { type Credentials, issueCredentials, type Session } from "../credentials/session";
import type { HttpRequest } from "../http/message";
import type { XmlElements } from "../protocol/xml";
import { assumedRoleArn } from "./caller";
import type { SessionRequest } from "./session-request";
import type { StsContext } from "./sts-operation";

/** Who asks for a role, with the condition keys that come with it. */
export interface Assuming {
  readonly action: "sts:AssumeRole" | "sts:AssumeRoleWithSAML" | "sts:AssumeRoleWithWebIdentity";
  readonly principal: Principal;
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  readonly sessionName: string;
  /** Tags of the session, which the trust policy must allow too. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Whether the role's trust policy lets the caller assume it, and tag the session. What is not known refuses.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function isTrusted(
  role: IamRole,
  assuming: Assuming,
  request: HttpRequest,
  { model, now }: StsContext,
): boolean {
  const { keys, principal, sessionName } = assuming;
  const context = {
    ...requestKeys(request, now()),
    "aws:RequestedRegion": model.region,
    "sts:RoleSessionName": sessionName,
    ...roleTagKeys(role, "aws:ResourceTag", "iam:ResourceTag"),
    ...tagKeys(assuming),
    ...keys,
  };
  return actionsOf(assuming).every(
    (asked) => mayAssume(role, { action: asked, principal, context, open: true }).outcome === "allow",
  );
}

/** What the caller must be allowed to do to the role. */
export function actionsOf({ action, tags }: Pick<Assuming, "action" | "tags">): readonly string[] {
  return Object.keys(tags).length > 0 ? [action, "sts:TagSession"] : [action];
}

/** A session without tags has no such key, which a policy may ask for. */
export function tagKeys({
  tags,
}: Pick<Assuming, "tags">): Readonly<Record<string, string | readonly string[]>> {
  const values = Object.entries(tags).map(([name, value]) => [`aws:RequestTag/${name}`, value]);
  return { "aws:TagKeys": Object.keys(tags), ...Object.fromEntries(values) };
}

/** Credentials for a session, and what answers say of them. */
export function sessionAnswer(
  role: IamRole,
  { keys, sessionName, tags }: Pick<Assuming, "keys" | "sessionName" | "tags">,
  { durationSeconds, packedPolicySize, policies, policyArns }: SessionRequest,
  { now, seal }: StsContext,
): XmlElements {
  const session: Session = {
    roleArn: role.arn,
    roleId: role.uniqueId,
    sessionName,
    keys: {
      ...keys,
      ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:PrincipalTag/${name}`, value])),
    },
    ...(policies.length > 0 && { policies }),
    ...(policyArns.length > 0 && { policyArns }),
  };
  const expires = new Date(now().getTime() + durationSeconds * 1_000);
  return {
    Credentials: credentialsAnswer(issueCredentials(session, expires, seal)),
    AssumedRoleUser: {
      AssumedRoleId: `${role.uniqueId}:${sessionName}`,
      Arn: assumedRoleArn(role.arn, sessionName),
    },
    PackedPolicySize: packedPolicySize,
  };
}

function credentialsAnswer({
  accessKeyId,
  expires,
  secretAccessKey,
  sessionToken,
}: Credentials): XmlElements {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expires.toISOString().replace(/\.\d{3}/, ""),
  };
}
