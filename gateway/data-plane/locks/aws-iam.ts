import type { ReadBody } from "../../http/body";
import type { SignatureProblem } from "../../sigv4/parse";
import type { DataPlane } from "../data-plane";
import type { Refused } from "../gateway-response/responses";
import type { MethodCall } from "../method-call";
import type { Authenticated, GateLock } from "./lock";
import { verifySigner } from "./signer";

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
  const signed = await verifySigner(request, dataPlane, readBody);
  return "problem" in signed ? unauthenticated(signed) : signed;
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
