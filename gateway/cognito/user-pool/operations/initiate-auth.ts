import * as v from "valibot";
import type { UserPoolClient } from "../../../../terraform/model";
import { checkInput, oneOf, requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { AUTH_FLOWS, type AuthFlow, FLOW_ALIASES } from "../auth-flow";
import { checkSecretHash } from "../client-secret";
import { authFlows } from "../flows";
import { findClient, userPoolOperation } from "../user-pool-operation";

/** Flows of AdminInitiateAuth alone. */
const ADMIN_FLOWS = ["ADMIN_NO_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH"] as const;

/** The flows of a client whose explicit_auth_flows are empty. */
const DEFAULT_FLOWS = ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"];

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
  }),
  async run(
    { AuthFlow: asked, AuthParameters: given, ClientId: clientId, ClientMetadata: validationData },
    context,
  ) {
    const { client, pool } = findClient(context, clientId);
    const name = asked === "REFRESH_TOKEN" ? FLOW_ALIASES[asked] : asked;
    if (name === "ADMIN_NO_SRP_AUTH" || name === "ADMIN_USER_PASSWORD_AUTH")
      throw cognitoError("InvalidParameterException", "Initiate Auth method not supported.");
    checkEnabled(name, client);
    const flow = (authFlows as readonly AuthFlow[]).find((candidate) => candidate.name === name);
    if (flow === undefined)
      throw cognitoError("UnsupportedOperationException", `${name} is not supported by this gate.`);
    const flowContext = { ...context, pool, client, validationData };
    const parameters = checkInput(flow.parameters, given);
    const username = flow.hashedName?.(parameters, flowContext) ?? given.USERNAME ?? "";
    checkSecretHash(client, { hash: given.SECRET_HASH, username, seal: context.seal });
    return flow.run(parameters, flowContext);
  },
});

function checkEnabled(flow: keyof typeof AUTH_FLOWS, { explicitAuthFlows }: UserPoolClient): void {
  const allowed = explicitAuthFlows.length > 0 ? explicitAuthFlows : DEFAULT_FLOWS;
  if (!AUTH_FLOWS[flow].some((entry) => allowed.includes(entry)))
    throw cognitoError("InvalidParameterException", `${flow} flow not enabled for this client`);
}
