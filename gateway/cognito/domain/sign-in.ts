import type { Parameters } from "../../http/form";
import { ServiceError } from "../../protocol/service-error";
import type { StoredUser } from "../directory/stored-user";
import type { FlowContext } from "../user-pool/auth-flow";
import { userPasswordAuth } from "../user-pool/flows/user-password-auth";
import type { AuthorizationRequest } from "./authorization-request";
import type { DomainContext } from "./context";
import type { ChallengeStep } from "./page/forms";

/** What the page shows next: a challenge, or the form for name and password. */
export interface NextStep {
  readonly challenge?: ChallengeStep;
  readonly problem?: string;
}

/**
 * Takes a form of the login page. Users sign in by the user pool's own flows and challenges, and whether the client may
 * use them by the API does not matter here.
 *
 * @returns the user who has signed in, or what comes next
 */
export function nextStep(
  form: Parameters,
  asked: AuthorizationRequest,
  context: DomainContext,
): Promise<{ readonly user: StoredUser } | NextStep> {
  const [name, password] = [form.get("username"), form.get("password")];
  if (name === undefined || password === undefined)
    return Promise.resolve({ problem: "Enter your user name and your password." });
  return stepOf(asked, context, (flow) => userPasswordAuth.run({ USERNAME: name, PASSWORD: password }, flow));
}

/** Runs a step of a flow, and tells what comes of it. */
async function stepOf(
  { client, pool }: AuthorizationRequest,
  context: DomainContext,
  run: (context: FlowContext) => Promise<unknown>,
): Promise<{ readonly user: StoredUser } | NextStep> {
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
