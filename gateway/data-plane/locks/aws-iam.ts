import { requestKeys } from "../../credentials/condition-keys";
import { type Credentials, findSession, type Session } from "../../credentials/session";
import type { ReadBody } from "../../http/body";
import type { GateRequest } from "../../http/message";
import type { SignatureProblem } from "../../sigv4/parse";
import { presentedCredential, type VerifyOptions, verifySignature } from "../../sigv4/verify";
import type { Served } from "../data-plane";
import { sessionIdentity, userId } from "../event/identity";
import type { Refused } from "../gateway-response/responses";
import type { Call } from "../method-request";
import type { Authenticated } from "./lock";

/** AWS_IAM: the request is signed with credentials that the gate issued for a role of the Terraform. */
export async function authenticateBySignature(
  { request }: Call,
  readBody: ReadBody,
  served: Served,
): Promise<Authenticated | Refused> {
  const { model, seal } = served;
  const now = served.now();
  const options: VerifyOptions<Session & Credentials> = {
    region: model.region,
    service: "execute-api",
    now,
    find: (accessKeyId, sessionToken) => {
      const session = findSession(accessKeyId, sessionToken, seal);
      return model.roles.some(({ arn }) => arn === session?.roleArn) ? session : undefined;
    },
  };
  // The signature covers the body. Of one that names no key of the gate's it need not be read.
  const presented = presentedCredential(request, options);
  if ("problem" in presented) return refusal(presented);
  const verified = verifySignature({ ...request, body: await readBody() }, options);
  if ("problem" in verified) return refusal(verified);
  const session = verified.credential;
  return {
    caller: { kind: "iam", roleArn: session.roleArn, context: conditionKeys(session, request, served) },
    identity: sessionIdentity(request, session),
  };
}

function refusal({ message, problem }: SignatureProblem): Refused {
  if (problem === "MissingAuthenticationTokenException")
    return { response: "MISSING_AUTHENTICATION_TOKEN", reason: "The request is not signed" };
  if (problem === "ExpiredTokenException")
    return { response: "EXPIRED_TOKEN", reason: "The session of the credentials has expired" };
  // The first sentence tells what is wrong; what follows may repeat the request.
  return {
    response: "INVALID_SIGNATURE",
    errorType: problem,
    message,
    reason: message.split("\n")[0] ?? problem,
  };
}

/**
 * What conditions of the role's policies can ask about the call.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function conditionKeys(session: Session, request: GateRequest, served: Served): Record<string, string> {
  return {
    ...requestKeys(request, served.now()),
    "aws:PrincipalAccount": session.roleArn.split(":")[4] ?? "",
    "aws:PrincipalArn": session.roleArn,
    "aws:PrincipalType": "AssumedRole",
    "aws:RequestedRegion": served.model.region,
    "aws:ResourceAccount": session.roleArn.split(":")[4] ?? "",
    "aws:userid": userId(session),
    ...(session.cognito && {
      "aws:FederatedProvider": "cognito-identity.amazonaws.com",
      "cognito-identity.amazonaws.com:amr": session.cognito.authenticationType,
      "cognito-identity.amazonaws.com:aud": session.cognito.identityPoolId,
      "cognito-identity.amazonaws.com:sub": session.cognito.identityId,
    }),
  };
}
