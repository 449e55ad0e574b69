import { keep } from "../keep";
import type { Seal } from "../state/seal";

/** A session of an IAM role, to which temporary credentials belong. */
export interface Session {
  readonly roleArn: string;
  /** `AROA…` */
  readonly roleId: string;
  readonly sessionName: string;
  /** Where an identity pool issued the credentials. */
  readonly cognito?: CognitoIdentity;
  /** Condition keys of the token or assertion that the session was given for, and its tags. */
  readonly keys?: Readonly<Record<string, string | readonly string[]>>;
  /** Session policies, as JSON: the session may do what its role and one of them allow. */
  readonly policies?: readonly string[];
  /** ARNs of managed policies of the Terraform that are session policies, too. */
  readonly policyArns?: readonly string[];
}

export interface CognitoIdentity {
  readonly identityId: string;
  readonly identityPoolId: string;
  readonly authenticationType: "authenticated" | "unauthenticated";
  /** By what the user signed in: values of the condition key `amr` besides the type. @default none */
  readonly methods?: readonly string[];
  /** Of a signed-in user: `cognito-idp.REGION.amazonaws.com/POOL,cognito-idp.REGION.amazonaws.com/POOL:CognitoSignIn:SUB` */
  readonly authenticationProvider?: string;
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
  const found = openedBy(seal).get(sessionToken) ?? opened(sessionToken, seal);
  return found?.accessKeyId === accessKeyId ? found : undefined;
}

/** Sessions that were opened before: a token says the same each time. */
const sessions = new WeakMap<Seal, Map<string, Session & Credentials>>();
const KEPT = 1_000;

function openedBy(seal: Seal): Map<string, Session & Credentials> {
  const known = sessions.get(seal) ?? new Map<string, Session & Credentials>();
  sessions.set(seal, known);
  return known;
}

function opened(sessionToken: string, seal: Seal): (Session & Credentials) | undefined {
  const sealed = seal.open(KIND, sessionToken) as { session: Session; expires: number } | undefined;
  if (sealed === undefined) return undefined;
  const { expires, session } = sealed;
  const found = { ...session, ...keysOf(sessionToken, seal), sessionToken, expires: new Date(expires) };
  keep(openedBy(seal), sessionToken, found, KEPT);
  return found;
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
