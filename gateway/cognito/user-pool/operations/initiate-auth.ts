import * as v from "valibot";
import { oneOf, requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { AUTH_FLOWS, FLOW_ALIASES } from "../auth-flow";
import { beginSignIn } from "../sign-in/begin";
import { findClient, userPoolOperation } from "../user-pool-operation";

/** Flows of AdminInitiateAuth alone. */
const ADMIN_FLOWS = ["ADMIN_NO_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH"] as const;

const FLOWS = Object.keys(AUTH_FLOWS) as (keyof typeof AUTH_FLOWS)[];

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const initiateAuth = userPoolOperation({
  name: "InitiateAuth",
  input: v.object({
    // An unknown flow is refused here: it must never lead to a sign-in without any check.
    AuthFlow: oneOf("authFlow", [...ADMIN_FLOWS, ...FLOWS, "REFRESH_TOKEN"]),
    ClientId: requiredText,
    AuthParameters: textMap,
    ClientMetadata: textMap,
    Session: v.optional(v.string()),
  }),
  async run(
    {
      AuthFlow: asked,
      AuthParameters: given,
      ClientId: clientId,
      ClientMetadata: validationData,
      Session: signUpSession,
    },
    context,
  ) {
    const found = findClient(context, clientId);
    const name = asked === "REFRESH_TOKEN" ? FLOW_ALIASES[asked] : asked;
    if (name === "ADMIN_NO_SRP_AUTH" || name === "ADMIN_USER_PASSWORD_AUTH")
      throw cognitoError("InvalidParameterException", "Initiate Auth method not supported.");
    const flow = { name, flow: name, enabledBy: AUTH_FLOWS[name] };
    return beginSignIn(flow, given, {
      ...context,
      ...found,
      validationData,
      ...(signUpSession && { signUpSession }),
    });
  },
});
