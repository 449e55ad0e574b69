import { verifySigner } from "../../data-plane/locks/signer";
import type { HttpLock } from "./lock";

/**
 * AWS_IAM: the request is signed with credentials that the gate issued for a role of the Terraform. All that is wrong
 * with a signature gets the same answer.
 */
export const awsIam: HttpLock = {
  presents: () => ({ credential: "signature", unauthenticated: 403, denied: 403 }),
  async authenticate({ request }, plane, readBody) {
    const signed = await verifySigner(request, plane, readBody);
    // The first line says what is wrong; what follows may repeat the request.
    if ("problem" in signed)
      return { response: "FORBIDDEN", reason: signed.message.split("\n")[0] ?? signed.problem };
    return { caller: signed.caller, known: { by: "iam", identity: signed.identity } };
  },
  forwardsAuthorization: false,
};
