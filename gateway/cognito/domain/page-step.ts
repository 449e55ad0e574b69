import { ServiceError } from "../../protocol/service-error";
import type { Seal } from "../../state/seal";
import type { StoredUser } from "../directory/stored-user";
import type { FlowContext } from "../user-pool/auth-flow";
import { associateSoftwareToken } from "../user-pool/operations/associate-software-token";
import type { ChallengeOutput } from "../user-pool/sign-in/challenge-session";
import type { AuthorizationRequest } from "./authorization-request";
import { pageChoices } from "./choice";
import type { DomainContext } from "./context";
import type { ChallengeStep } from "./page/forms";

/** What the page shows next: a challenge, or the form for name and password. */
export interface NextStep {
  readonly challenge?: ChallengeStep;
  readonly problem?: string;
  /** Whether the account is not confirmed, which is said after the right password. */
  readonly isUnconfirmed?: boolean;
}

/** What comes of a form: the user who has signed in, or what the page shows. */
export type Step = { readonly user: StoredUser } | NextStep;

/** A sign-in at the page, for a request of a client. */
export interface At {
  readonly asked: AuthorizationRequest;
  readonly context: DomainContext;
}

/** A step that was refused, and whether the sign-in must begin anew. */
interface Failure {
  readonly problem: string;
  readonly isOver: boolean;
  readonly isUnconfirmed: boolean;
}

/**
 * Runs a step of a flow, and tells what comes of it. The page asks for no secret of a client, and its answer is the same
 * for an unknown user, also where the client tells by the API who has an account.
 */
export async function stepOf(
  { asked: { client, pool }, context }: At,
  username: string,
  run: (context: FlowContext) => Promise<unknown>,
): Promise<Step | Failure> {
  let user: StoredUser | undefined;
  const onSignedIn = (signedIn: StoredUser) => {
    user = signedIn;
  };
  const ofPageClient = {
    ...client,
    hasSecret: false,
    settings: { ...client.settings, hidesUserExistence: true },
  };
  const flow = { ...context, client: ofPageClient, pool, onSignedIn, seal: ofPage(context.seal) };
  try {
    const output = await run(flow);
    return user === undefined
      ? { challenge: await challengeIn(output as ChallengeOutput, username, flow) }
      : { user };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { message, type } = error;
    const isUnconfirmed = type === "UserNotConfirmedException";
    return { problem: message, isOver: type === "NotAuthorizedException", isUnconfirmed };
  }
}

async function challengeIn(
  {
    AvailableChallenges: choices,
    ChallengeName: name,
    ChallengeParameters: parameters,
    Session,
  }: ChallengeOutput,
  username: string,
  flow: FlowContext,
): Promise<ChallengeStep> {
  if (name === "SELECT_CHALLENGE") {
    const shown = { CHOICES: JSON.stringify(pageChoices(choices ?? [])) };
    return { name, session: Session, username, parameters: shown };
  }
  if (name !== "MFA_SETUP") return { name, session: Session, username, parameters };
  // The user sets a software token up at once.
  const token = (await associateSoftwareToken.run({ Session }, flow)) as {
    readonly SecretCode: string;
    readonly Session: string;
  };
  const withSecret = { ...parameters, SECRET_CODE: token.SecretCode };
  return { name, session: token.Session, username, parameters: withSecret };
}

/** A sign-in that began at the page goes on at the page alone, and one by the API there. */
function ofPage(seal: Seal): Seal {
  return {
    ...seal,
    close: (purpose, data) => seal.close(`page/${purpose}`, data),
    open: (purpose, text) => seal.open(`page/${purpose}`, text),
  };
}
