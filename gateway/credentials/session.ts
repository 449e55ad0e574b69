import type { Seal } from "../state/seal";

/** A session of an IAM role, to which temporary credentials belong. */
export interface Session {
  readonly roleArn: string;
  /** `AROA…` */
  readonly roleId: string;
  readonly sessionName: string;
  /** Where an identity pool issued the credentials. */
  readonly cognito?: CognitoIdentity;
}

export interface CognitoIdentity {
  readonly identityId: string;
  readonly identityPoolId: string;
  readonly authenticationType: "authenticated";
  /** `cognito-idp.REGION.amazonaws.com/POOL,cognito-idp.REGION.amazonaws.com/POOL:CognitoSignIn:SUB` */
  readonly authenticationProvider: string;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expires: Date;
}

const KIND = "role-session";

/** Issues temporary credentials for a role session, which is sealed in the session token. */
export function issueCredentials(session: Session, expires: Date, seal: Seal): Credentials {
  const sessionToken = seal.close(KIND, { session, expires: expires.getTime() });
  return { ...keysOf(sessionToken, seal), sessionToken, expires };
}

/** Finds the session of a key id and a session token that this installation issued, also an expired one. */
export function findSession(
  accessKeyId: string,
  sessionToken: string | undefined,
  seal: Seal,
): (Session & Credentials) | undefined {
  if (sessionToken === undefined) return undefined;
  const sealed = seal.open(KIND, sessionToken) as { session: Session; expires: number } | undefined;
  if (sealed === undefined) return undefined;
  const keys = keysOf(sessionToken, seal);
  if (keys.accessKeyId !== accessKeyId) return undefined;
  return { ...sealed.session, ...keys, sessionToken, expires: new Date(sealed.expires) };
}

/** In AWS's form: `ASIA` and 16 of base32's characters; 40 of base64's. */
function keysOf(sessionToken: string, seal: Seal): { accessKeyId: string; secretAccessKey: string } {
  const id = seal.derive("access-key-id", sessionToken);
  const letters = Array.from(id.subarray(0, 16), (byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[byte & 31]);
  return {
    accessKeyId: `ASIA${letters.join("")}`,
    secretAccessKey: seal.derive("secret-access-key", sessionToken).subarray(0, 30).toString("base64"),
  };
}
