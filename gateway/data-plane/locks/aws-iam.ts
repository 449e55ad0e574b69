import type { ApiModel } from "../../../terraform/model";
import { requestKeys } from "../../credentials/condition-keys";
import { type Credentials, findSession, type Session } from "../../credentials/session";
import { sessionPolicies } from "../../credentials/session-policies";
import type { ReadBody } from "../../http/body";
import type { HttpRequest } from "../../http/message";
import type { SignatureProblem } from "../../sigv4/parse";
import { presentedCredential, type VerifyOptions, verifyPresented } from "../../sigv4/verify";
import type { DataPlane } from "../data-plane";
import { sessionIdentity, userId } from "../event/identity";
import type { Refused } from "../gateway-response/responses";
import { type MethodCall, requestWith } from "../method-call";
import type { Authenticated, GateLock } from "./lock";

/** AWS_IAM: the request is signed with credentials that the gate issued for a role of the Terraform. */
export const awsIam: GateLock = {
  presents: () => ({ credential: "signature", unauthenticated: 403, denied: 403 }),
  authenticate,
  isOpen: false,
  forwardsAuthorization: false,
  deniedByOwnPolicy: ({ explicit, sentence }) =>
    explicit
      ? `${sentence} with an explicit deny in an identity-based policy`
      : `${sentence} because no identity-based policy allows the execute-api:Invoke action`,
  differences: () => [],
};

async function authenticate(
  { request }: MethodCall,
  dataPlane: DataPlane,
  readBody: ReadBody,
): Promise<Authenticated | Refused> {
  const { model, seal } = dataPlane;
  const now = dataPlane.now();
  const options: VerifyOptions<Session & Credentials> = {
    region: model.region,
    service: "execute-api",
    now,
    find: (accessKeyId, sessionToken) => {
      const session = findSession(accessKeyId, sessionToken, seal);
      return session && isRole(session.roleArn, model) ? session : undefined;
    },
  };
  // The signature covers the body, which is read only when the signature names a key of the gate.
  const presented = presentedCredential(request, options);
  if ("problem" in presented) return unauthenticated(presented);
  const verified = verifyPresented(requestWith(request, await readBody()), presented, options);
  if ("problem" in verified) return unauthenticated(verified);
  const session = verified.credential;
  return {
    caller: {
      kind: "iam",
      roleArn: session.roleArn,
      context: conditionKeys(session, request, dataPlane),
      ...(session.policies && { sessionPolicies: sessionPolicies(session.policies) }),
    },
    identity: sessionIdentity(request, session),
  };
}

/** ARNs of a model's roles; built once for each. */
const roleArns = new WeakMap<ApiModel["roles"], ReadonlySet<string>>();

function isRole(arn: string, { roles }: ApiModel): boolean {
  let arns = roleArns.get(roles);
  if (arns === undefined) {
    arns = new Set(roles.map((role) => role.arn));
    roleArns.set(roles, arns);
  }
  return arns.has(arn);
}

function unauthenticated({ message, problem }: SignatureProblem): Refused {
  if (problem === "MissingAuthenticationTokenException")
    return { response: "MISSING_AUTHENTICATION_TOKEN", reason: "The request is not signed" };
  if (problem === "ExpiredTokenException")
    return { response: "EXPIRED_TOKEN", reason: "The session of the credentials has expired" };
  // The first line says what is wrong; what follows may repeat the request.
  return {
    response: "INVALID_SIGNATURE",
    errorType: problem,
    message,
    reason: message.split("\n")[0] ?? problem,
  };
}

/**
 * Condition keys of the request and its session, for conditions of the role's policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function conditionKeys(
  session: Session,
  request: HttpRequest,
  dataPlane: DataPlane,
): Record<string, string | readonly string[]> {
  const account = session.roleArn.split(":")[4] ?? "";
  const keys = requestKeys(request, dataPlane.now());
  keys["aws:PrincipalAccount"] = account;
  keys["aws:PrincipalArn"] = session.roleArn;
  keys["aws:PrincipalType"] = "AssumedRole";
  keys["aws:RequestedRegion"] = dataPlane.model.region;
  keys["aws:ResourceAccount"] = account;
  keys["aws:userid"] = userId(session);
  if (session.cognito) {
    keys["aws:FederatedProvider"] = "cognito-identity.amazonaws.com";
    keys["cognito-identity.amazonaws.com:amr"] = session.cognito.authenticationType;
    keys["cognito-identity.amazonaws.com:aud"] = session.cognito.identityPoolId;
    keys["cognito-identity.amazonaws.com:sub"] = session.cognito.identityId;
  }
  return keys;
}
