import type { Parameters } from "../../http/form";
import { ServiceError } from "../../protocol/service-error";
import type { Seal } from "../../state/seal";
import type { StoredUser } from "../directory/stored-user";
import type { FlowContext } from "../user-pool/auth-flow";
import { secretHash } from "../user-pool/client-secret";
import { userPasswordAuth } from "../user-pool/flows/user-password-auth";
import { associateSoftwareToken } from "../user-pool/operations/associate-software-token";
import { verifySoftwareToken } from "../user-pool/operations/verify-software-token";
import { respondToChallenge } from "../user-pool/sign-in/respond";
import type { AuthorizationRequest } from "./authorization-request";
import { codeIn, isPageChallenge, type PageChallenge, responsesIn } from "./challenges";
import type { DomainContext } from "./context";
import { type ChallengeStep, shownParameters } from "./page/forms";

/** What the page shows next: a challenge, or the form for name and password. */
export interface NextStep {
  readonly challenge?: ChallengeStep;
  readonly problem?: string;
  /** Whether the account is not confirmed, which is said before the password is checked. */
  readonly isUnconfirmed?: boolean;
}

type Step = { readonly user: StoredUser } | NextStep;

/**
 * Takes a form of the login page. Users sign in by the user pool's own flows and challenges, and whether the client may
 * use them by the API does not matter here.
 *
 * @returns the user who has signed in, or what comes next
 */
export async function nextStep(
  form: Parameters,
  asked: AuthorizationRequest,
  context: DomainContext,
): Promise<Step> {
  const challenge = form.get("challenge");
  if (challenge === undefined) return byPassword(form, asked, context);
  return isPageChallenge(challenge) ? byChallenge(challenge, form, { asked, context }) : {};
}

function byPassword(form: Parameters, asked: AuthorizationRequest, context: DomainContext): Promise<Step> {
  const [USERNAME, PASSWORD] = [form.get("username"), form.get("password")];
  if (USERNAME === undefined || PASSWORD === undefined)
    return Promise.resolve({ problem: "Enter your user name and your password." });
  return stepOf({ asked, context }, (flow) => userPasswordAuth.run({ USERNAME, PASSWORD }, flow));
}

async function byChallenge(
  name: PageChallenge,
  form: Parameters,
  visit: { readonly asked: AuthorizationRequest; readonly context: DomainContext },
): Promise<Step> {
  const [session, username] = [form.get("session") ?? "", form.get("username") ?? ""];
  const step = await stepOf(visit, async (flow) =>
    respondToChallenge(
      {
        ChallengeName: name,
        Session: name === "MFA_SETUP" ? await verified(session, form, flow) : session,
        ChallengeResponses: { ...responsesIn(form, name), USERNAME: username, ...hashOf(username, flow) },
        ClientMetadata: {},
      },
      flow,
    ),
  );
  if (!("isOver" in step) || step.isOver) return step;
  return {
    problem: step.problem,
    challenge: { name, session, parameters: shownParameters(form.get("shown"), username) },
  };
}

async function verified(Session: string, form: Parameters, flow: FlowContext): Promise<string> {
  const output = (await verifySoftwareToken.run({ Session, UserCode: codeIn(form) }, flow)) as {
    Session: string;
  };
  return output.Session;
}

function hashOf(username: string, { client, seal }: FlowContext): { readonly SECRET_HASH?: string } {
  const SECRET_HASH = secretHash(client, username, seal);
  return SECRET_HASH === undefined ? {} : { SECRET_HASH };
}

/** A step that was refused, and whether the sign-in must begin anew. */
interface Failure {
  readonly problem: string;
  readonly isOver: boolean;
  readonly isUnconfirmed: boolean;
}

/** Runs a step of a flow, and tells what comes of it. */
async function stepOf(
  {
    asked: { client, pool },
    context,
  }: { readonly asked: AuthorizationRequest; readonly context: DomainContext },
  run: (context: FlowContext) => Promise<unknown>,
): Promise<Step | Failure> {
  let user: StoredUser | undefined;
  const onSignedIn = (signedIn: StoredUser) => {
    user = signedIn;
  };
  const flow = { ...context, client, pool, onSignedIn, seal: ofPage(context.seal) };
  try {
    const output = await run(flow);
    return user === undefined ? { challenge: await challengeIn(output, flow) } : { user };
  } catch (error) {
    if (error instanceof ServiceError) {
      const { type } = error;
      const isUnconfirmed = type === "UserNotConfirmedException";
      return { problem: problemOf(error), isOver: type === "NotAuthorizedException", isUnconfirmed };
    }
    throw error;
  }
}

/** The answer is the same for an unknown user, also where the client tells by the API who has an account. */
function problemOf({ message, type }: ServiceError): string {
  return type === "UserNotFoundException" ? "Incorrect username or password." : message;
}

async function challengeIn(output: unknown, flow: FlowContext): Promise<ChallengeStep> {
  const {
    ChallengeName: name,
    ChallengeParameters: parameters,
    Session,
  } = output as {
    readonly ChallengeName: string;
    readonly Session: string;
    readonly ChallengeParameters: Readonly<Record<string, string>>;
  };
  if (name !== "MFA_SETUP") return { name, session: Session, parameters };
  // The user sets a software token up at once.
  const token = (await associateSoftwareToken.run({ Session }, flow)) as {
    readonly SecretCode: string;
    readonly Session: string;
  };
  return { name, session: token.Session, parameters: { ...parameters, SECRET_CODE: token.SecretCode } };
}

/** A sign-in that began at the page goes on at the page alone, and one by the API there. */
function ofPage(seal: Seal): Seal {
  return {
    ...seal,
    close: (purpose, data) => seal.close(`page/${purpose}`, data),
    open: (purpose, text) => seal.open(`page/${purpose}`, text),
  };
}
