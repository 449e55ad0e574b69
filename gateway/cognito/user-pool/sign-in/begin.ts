import { checkInput } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import type { AUTH_FLOWS, AuthFlow, FlowContext } from "../auth-flow";
import { checkSecretHash } from "../client-secret";
import { authFlows } from "../flows";

/** A flow as a client asks for it. */
export interface AskedFlow {
  /** As exceptions name it. */
  readonly name: string;
  readonly flow: keyof typeof AUTH_FLOWS;
  /** The entries of a client's explicit_auth_flows that enable it. */
  readonly enabledBy: readonly string[];
}

/** The flows of a client whose explicit_auth_flows are empty. */
const DEFAULT_FLOWS = ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"];

/**
 * Begins a sign-in of InitiateAuth, or of its administrators' form.
 *
 * @param given AuthParameters
 * @returns tokens, or a challenge
 * @throws {ServiceError} where the client does not have the flow, or the user is not signed in
 */
export async function beginSignIn(
  { enabledBy, flow: flowName, name }: AskedFlow,
  given: Readonly<Record<string, string>>,
  context: FlowContext,
): Promise<unknown> {
  const { client, seal } = context;
  const allowed = client.explicitAuthFlows.length > 0 ? client.explicitAuthFlows : DEFAULT_FLOWS;
  if (!enabledBy.some((entry) => allowed.includes(entry)))
    throw cognitoError("InvalidParameterException", `${name} flow not enabled for this client`);
  const flow = (authFlows as readonly AuthFlow[]).find((candidate) => candidate.name === flowName);
  if (flow === undefined)
    throw cognitoError("UnsupportedOperationException", `${name} is not supported by this gate.`);
  const parameters = checkInput(flow.parameters, given);
  const username = flow.hashedName?.(parameters, context) ?? given.USERNAME ?? "";
  checkSecretHash(client, { hash: given.SECRET_HASH, username, seal });
  return flow.run(parameters, context);
}
