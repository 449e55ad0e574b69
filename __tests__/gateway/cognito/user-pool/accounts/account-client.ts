import { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import type { RunningGate } from "../../../gates";

/**
 * The AWS SDK's client of user pools. It signs the operations that take credentials.
 *
 * @param credentials @default the operator's
 */
export function accountClient(
  { gate }: Pick<RunningGate, "gate">,
  credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  } = gate.description.operator,
): CognitoIdentityProvider {
  const { endpoint, region } = gate.description;
  return new CognitoIdentityProvider({ endpoint, region, credentials, maxAttempts: 1 });
}

/** What a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<readonly [name: string, message: string]> {
  try {
    await call;
  } catch (error) {
    const { message, name } = error as Error;
    return [name, message];
  }
  throw new Error("it was allowed");
}
