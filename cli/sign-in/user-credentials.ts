import { type CognitoEndpoint, cognitoCall } from "./cognito-call";

/** Temporary credentials of an IAM role. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** `2026-01-31T12:00:00Z` */
  readonly expiration: string;
}

/**
 * The credentials that an identity pool of the gate gives for a user's ID token.
 *
 * @param login the provider's name, as `Logins` has it
 * @throws UsageError `GATE_NOT_RUNNING`, `SIGN_IN_REFUSED` with the exception's words
 */
export async function userCredentials(
  idToken: string,
  { id, login }: { readonly id: string; readonly login: string },
  at: CognitoEndpoint,
): Promise<AwsCredentials> {
  const Logins = { [login]: idToken };
  const ask = (operation: string, input: object) =>
    cognitoCall(at, operation, { ...input, Logins }, "AWSCognitoIdentityService");
  const { IdentityId } = await ask("GetId", { IdentityPoolId: id });
  const { Credentials } = await ask("GetCredentialsForIdentity", { IdentityId });
  const { AccessKeyId, Expiration, SecretKey, SessionToken } = Credentials as {
    readonly AccessKeyId: string;
    /** Seconds. */
    readonly Expiration: number;
    readonly SecretKey: string;
    readonly SessionToken: string;
  };
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretKey,
    sessionToken: SessionToken,
    expiration: inSeconds(new Date(Expiration * 1_000)),
  };
}

/** ISO 8601 without fractions, as the AWS CLI prints it. */
export function inSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
