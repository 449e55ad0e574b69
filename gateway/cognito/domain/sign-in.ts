import type { Parameters } from "../../http/form";
import type { FlowContext } from "../user-pool/auth-flow";
import { userAuth } from "../user-pool/flows/user-auth";
import { userPasswordAuth } from "../user-pool/flows/user-password-auth";
import { verifySoftwareToken } from "../user-pool/operations/verify-software-token";
import type { ChallengeOutput } from "../user-pool/sign-in/challenge-session";
import { respondToChallenge } from "../user-pool/sign-in/respond";
import type { AuthorizationRequest } from "./authorization-request";
import { codeIn, isPageChallenge, type PageChallenge, responsesIn } from "./challenges";
import { offersChoice, pageChoices } from "./choice";
import type { DomainContext } from "./context";
import { shownParameters } from "./page/forms";
import { type At, type Step, stepOf } from "./page-step";

/**
 * Takes a form of the login page. Users sign in by the user pool's own flows and challenges. Whether the client may use
 * them by the API does not matter here, but for the choice of the first factor.
 *
 * @returns the user who has signed in, or what comes next
 */
export async function nextStep(
  form: Parameters,
  asked: AuthorizationRequest,
  context: DomainContext,
): Promise<Step> {
  const challenge = form.get("challenge");
  const visit = { asked, context };
  if (challenge !== undefined) return isPageChallenge(challenge) ? byChallenge(challenge, form, visit) : {};
  return offersChoice(asked) ? byName(form, visit) : byPassword(form, visit);
}

async function byName(form: Parameters, at: At): Promise<Step> {
  const USERNAME = form.get("username");
  if (USERNAME === undefined) return { problem: "Enter your user name." };
  return stepOf(at, USERNAME, async (flow) => {
    const output = (await userAuth.run({ USERNAME }, flow)) as ChallengeOutput;
    const [only, ...others] = pageChoices(output.AvailableChallenges ?? []);
    if (only === undefined || others.length > 0) return output;
    return respondToChallenge(
      {
        ChallengeName: "SELECT_CHALLENGE",
        Session: output.Session,
        ChallengeResponses: { USERNAME, ANSWER: only },
        ClientMetadata: {},
      },
      flow,
    );
  });
}

function byPassword(form: Parameters, at: At): Promise<Step> {
  const [USERNAME, PASSWORD] = [form.get("username"), form.get("password")];
  if (USERNAME === undefined || PASSWORD === undefined)
    return Promise.resolve({ problem: "Enter your user name and your password." });
  return stepOf(at, USERNAME, (flow) => userPasswordAuth.run({ USERNAME, PASSWORD }, flow));
}

async function byChallenge(name: PageChallenge, form: Parameters, at: At): Promise<Step> {
  const [session, username] = [form.get("session") ?? "", form.get("username") ?? ""];
  const step = await stepOf(at, username, async (flow) =>
    respondToChallenge(
      {
        ChallengeName: name,
        Session: name === "MFA_SETUP" ? await verified(session, form, flow) : session,
        ChallengeResponses: { ...responsesIn(form, name), USERNAME: username },
        ClientMetadata: {},
      },
      flow,
    ),
  );
  if (!("isOver" in step) || step.isOver) return step;
  const parameters = shownParameters(form.get("shown"));
  return { problem: step.problem, challenge: { name, session, username, parameters } };
}

async function verified(Session: string, form: Parameters, flow: FlowContext): Promise<string> {
  const output = (await verifySoftwareToken.run({ Session, UserCode: codeIn(form) }, flow)) as {
    Session: string;
  };
  return output.Session;
}
