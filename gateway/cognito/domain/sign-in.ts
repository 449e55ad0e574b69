import { ServiceError } from "../../protocol/service-error";
import type { StoredUser } from "../directory/stored-user";
import type { FlowContext } from "../user-pool/auth-flow";
import { userPasswordAuth } from "../user-pool/flows/user-password-auth";
import type { AuthorizationRequest } from "./authorization-request";
import type { DomainContext } from "./context";
import type { ChallengeStep } from "./page/forms";

/** What comes after a form: the user has signed in, or there is another step, or the same one again. */
export type SignInStep =
  | { readonly user: StoredUser }
  | { readonly challenge?: ChallengeStep; readonly problem?: string };

/** Signs a user in by the user pool's own flow; whether the client may use it by the API does not matter here. */
export function signInByPassword(
  { name, password }: { readonly name: string; readonly password: string },
  asked: AuthorizationRequest,
  context: DomainContext,
): Promise<SignInStep> {
  if (name === "" || password === "")
    return Promise.resolve({ problem: "Enter your user name and your password." });
  return stepOf(asked, context, (flow) => userPasswordAuth.run({ USERNAME: name, PASSWORD: password }, flow));
}

/** Runs a step of a flow, and tells what comes of it. */
async function stepOf(
  { client, pool }: AuthorizationRequest,
  context: DomainContext,
  run: (context: FlowContext) => Promise<unknown>,
): Promise<SignInStep> {
  let user: StoredUser | undefined;
  const onSignedIn = (signedIn: StoredUser) => {
    user = signedIn;
  };
  try {
    const output = await run({ ...context, client, pool, onSignedIn });
    return user === undefined ? { challenge: challengeIn(output) } : { user };
  } catch (error) {
    if (error instanceof ServiceError) return { problem: error.message };
    throw error;
  }
}

function challengeIn(output: unknown): ChallengeStep {
  const { ChallengeName, ChallengeParameters, Session } = output as {
    readonly ChallengeName: string;
    readonly Session?: string;
    readonly ChallengeParameters?: Readonly<Record<string, string>>;
  };
  return { name: ChallengeName, session: Session ?? "", parameters: ChallengeParameters ?? {} };
}
