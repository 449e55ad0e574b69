import { keep } from "../keep";
import type { Seal } from "../state/seal";

/** The session of a function's role. Its credentials are valid for the control plane and the tables, never for the API. */
export interface FunctionSession {
  readonly functionName: string;
  readonly roleArn: string;
}

export interface FunctionSecrets {
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const KIND = "function-session";

/** The secrets that a function signs with. Their key id is the one of the gate's run. */
export function functionSecrets({ functionName, roleArn }: FunctionSession, seal: Seal): FunctionSecrets {
  const sessionToken = seal.close(KIND, { functionName, roleArn });
  return { sessionToken, secretAccessKey: secretOf(sessionToken, seal) };
}

export function findFunctionSession(
  sessionToken: string | undefined,
  seal: Seal,
): (FunctionSession & Pick<FunctionSecrets, "secretAccessKey">) | undefined {
  if (sessionToken === undefined) return undefined;
  const opened = sessions.get(seal) ?? new Map<string, Opened>();
  sessions.set(seal, opened);
  const known = opened.get(sessionToken);
  if (known) return known;
  const session = seal.open(KIND, sessionToken) as FunctionSession | undefined;
  if (!session) return undefined;
  const found = { ...session, secretAccessKey: secretOf(sessionToken, seal) };
  keep(opened, sessionToken, found, KEPT);
  return found;
}

type Opened = FunctionSession & Pick<FunctionSecrets, "secretAccessKey">;

/** Sessions that were opened before: a function sends its token with each call. */
const sessions = new WeakMap<Seal, Map<string, Opened>>();
const KEPT = 1_000;

function secretOf(sessionToken: string, seal: Seal): string {
  return seal.derive("function-secret-access-key", sessionToken).subarray(0, 30).toString("base64");
}
