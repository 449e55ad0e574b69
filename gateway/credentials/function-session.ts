import type { Seal } from "../state/seal";

/** Whose credentials a function runs with: its own role's. They hold for the control plane, and never for the API. */
export interface FunctionSession {
  readonly functionName: string;
  readonly roleArn: string;
}

export interface FunctionSecrets {
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const KIND = "function-session";

/** What a function signs with; the key id that goes with it is that of the gate's run. */
export function functionSecrets({ functionName, roleArn }: FunctionSession, seal: Seal): FunctionSecrets {
  const sessionToken = seal.close(KIND, { functionName, roleArn });
  return { sessionToken, secretAccessKey: secretOf(sessionToken, seal) };
}

export function findFunctionSession(
  sessionToken: string | undefined,
  seal: Seal,
): (FunctionSession & Pick<FunctionSecrets, "secretAccessKey">) | undefined {
  if (sessionToken === undefined) return undefined;
  const session = seal.open(KIND, sessionToken) as FunctionSession | undefined;
  return session && { ...session, secretAccessKey: secretOf(sessionToken, seal) };
}

function secretOf(sessionToken: string, seal: Seal): string {
  return seal.derive("function-secret-access-key", sessionToken).subarray(0, 30).toString("base64");
}
