import { own } from "../../../../terraform/language/expression/own";
import type { UserPoolClient } from "../../../../terraform/model/user-pool";
import { requiredText, textMap } from "../../../protocol/input";
import { ServiceError } from "../../../protocol/json-protocol";
import type { Flow } from "../flows/flow";
import { userPasswordAuth } from "../flows/user-password-auth";
import { findClient, type UserPoolContext } from "../user-pool-operation";

/** The flows that are built, by the name that AuthFlow has: one file each. */
const flows: Readonly<Record<string, Flow>> = {
  USER_PASSWORD_AUTH: userPasswordAuth,
};

/** Every flow of InitiateAuth, with what a client's explicit_auth_flows must list for it. */
const enabledBy: Readonly<Record<string, readonly string[]>> = {
  CUSTOM_AUTH: ["ALLOW_CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY"],
  REFRESH_TOKEN: ["ALLOW_REFRESH_TOKEN_AUTH"],
  REFRESH_TOKEN_AUTH: ["ALLOW_REFRESH_TOKEN_AUTH"],
  USER_AUTH: ["ALLOW_USER_AUTH"],
  USER_PASSWORD_AUTH: ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"],
  USER_SRP_AUTH: ["ALLOW_USER_SRP_AUTH"],
};

/** What a client may do that lists no flow. */
const DEFAULT_FLOWS = ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"];

const ADMIN_FLOWS = ["ADMIN_NO_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH"];

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export async function initiateAuth(
  input: Readonly<Record<string, unknown>>,
  context: UserPoolContext,
): Promise<unknown> {
  const name = requiredText(input, "AuthFlow");
  const { client, pool } = findClient(context, requiredText(input, "ClientId"));
  checkEnabled(name, client);
  const flow = own(flows, name);
  if (flow === undefined)
    throw new ServiceError("UnsupportedOperationException", `${name} is not served by this gate.`);
  const parameters = textMap(input, "AuthParameters");
  checkSecret(client, parameters);
  return flow(parameters, { ...context, pool, client });
}

/** A flow that is not known must end here: to fall through would be to sign in without any check. */
function checkEnabled(flow: string, { explicitAuthFlows }: UserPoolClient): void {
  if (ADMIN_FLOWS.includes(flow))
    throw new ServiceError("InvalidParameterException", "Initiate Auth method not supported.");
  const needed = own(enabledBy, flow);
  if (needed === undefined)
    throw new ServiceError(
      "InvalidParameterException",
      `1 validation error detected: Value '${flow}' at 'authFlow' failed to satisfy constraint: ` +
        `Member must satisfy enum value set: [${[...ADMIN_FLOWS, ...Object.keys(enabledBy)].sort().join(", ")}]`,
    );
  const allowed = explicitAuthFlows.length > 0 ? explicitAuthFlows : DEFAULT_FLOWS;
  if (!needed.some((entry) => allowed.includes(entry)))
    throw new ServiceError("InvalidParameterException", `${flow} flow not enabled for this client`);
}

/** AWS generates a client's secret and the Terraform does not have it, so no hash made with it is right here. */
function checkSecret({ hasSecret, id }: UserPoolClient, { SECRET_HASH: hash }: Record<string, string>): void {
  if (!hasSecret) return;
  throw new ServiceError(
    "NotAuthorizedException",
    hash === undefined
      ? `Client ${id} is configured with secret but SECRET_HASH was not received`
      : `SecretHash does not match for the client: ${id}`,
  );
}
