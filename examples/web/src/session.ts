import { confirmSignIn, fetchAuthSession, type SignInOutput, signIn, signOut } from "aws-amplify/auth";

export interface Person {
  readonly name: string;
  /** Groups of the user pool. */
  readonly roles: readonly string[];
}

/** A step of a sign-in that asks for one more text, and how the text is typed. */
export interface Challenge {
  readonly label: string;
  readonly autocomplete: "one-time-code" | "new-password";
}

export type Step = "signed in" | Challenge;

type StepName = SignInOutput["nextStep"]["signInStep"];

const CHALLENGES: Readonly<Partial<Record<StepName, Challenge>>> = {
  CONFIRM_SIGN_IN_WITH_TOTP_CODE: {
    label: "Code of your authenticator app",
    autocomplete: "one-time-code",
  },
  CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED: {
    label: "New password, in place of the temporary one",
    autocomplete: "new-password",
  },
};

/** Proves the password by SRP, so that it does not leave the browser. */
export async function start(username: string, password: string): Promise<Step> {
  // Amplify signs nobody in over another session.
  await signOut();
  return stepOf(await signIn({ username, password }));
}

export async function answer(challengeResponse: string): Promise<Step> {
  return stepOf(await confirmSignIn({ challengeResponse }));
}

export const end = () => signOut();

/**
 * @returns `undefined` without a session, also where it has ended
 * @throws {NoRoleError}
 */
export async function person(): Promise<Person | undefined> {
  const { tokens } = await fetchAuthSession().catch(noRole);
  const claims = tokens?.idToken?.payload;
  if (claims === undefined) return undefined;
  const groups = claims["cognito:groups"];
  return { name: String(claims["cognito:username"]), roles: Array.isArray(groups) ? groups.map(String) : [] };
}

/** The tokens are there, but the identity pool gives AWS credentials to users with a role only. */
export class NoRoleError extends Error {}

function noRole(error: unknown): never {
  const { message, name } = error as Error;
  const isDenied = name === "NotAuthorizedException" && message.includes("role mapping rules");
  throw isDenied ? new NoRoleError(message) : error;
}

function stepOf({ nextStep: { signInStep } }: SignInOutput): Step {
  if (signInStep === "DONE") return "signed in";
  const challenge = CHALLENGES[signInStep];
  if (challenge === undefined) throw new Error(`This page has no form for the step ${signInStep}.`);
  return challenge;
}
