import * as v from "valibot";
import { oneOf, requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { poolOperation } from "../administration/signed-operation";
import { AUTH_FLOWS, FLOW_ALIASES } from "../auth-flow";
import { type AskedFlow, beginSignIn } from "../sign-in/begin";
import { clientOfPool } from "../user-pool-operation";

const FLOWS = Object.keys(AUTH_FLOWS) as (keyof typeof AUTH_FLOWS)[];

/** Both are a password in the clear, which a server sends for its user. */
const PASSWORD = {
  flow: "USER_PASSWORD_AUTH",
  enabledBy: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
} as const;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html */
export const adminInitiateAuth = poolOperation({
  name: "AdminInitiateAuth",
  input: v.object({
    UserPoolId: requiredText,
    ClientId: requiredText,
    AuthFlow: oneOf("authFlow", ["ADMIN_NO_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH", ...FLOWS, "REFRESH_TOKEN"]),
    AuthParameters: textMap,
    ClientMetadata: textMap,
    Session: v.optional(v.string()),
  }),
  async run(input, context) {
    const client = clientOfPool(context.pool, input.ClientId);
    const asked = askedFlow(input.AuthFlow);
    return beginSignIn(asked, input.AuthParameters, {
      ...context,
      client,
      validationData: input.ClientMetadata,
      ...(input.Session && { signUpSession: input.Session }),
    });
  },
});

function askedFlow(
  asked: keyof typeof AUTH_FLOWS | keyof typeof FLOW_ALIASES | `ADMIN_${string}`,
): AskedFlow {
  if (asked === "USER_PASSWORD_AUTH")
    throw cognitoError("InvalidParameterException", "Initiate Auth method not supported.");
  if (asked.startsWith("ADMIN_")) return { name: asked, ...PASSWORD };
  const name = asked === "REFRESH_TOKEN" ? FLOW_ALIASES[asked] : (asked as keyof typeof AUTH_FLOWS);
  return { name, flow: name, enabledBy: AUTH_FLOWS[name] };
}
