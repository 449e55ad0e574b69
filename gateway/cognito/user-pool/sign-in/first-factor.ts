import type { FirstFactor } from "../../../../terraform/model";
import type { StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import type { FlowContext } from "../auth-flow";
import type { NamedUser } from "./attempt-password";
import { type ChallengeOutput, sealState } from "./challenge-session";
import { userFactors } from "./factors";
import { passwordVerifier } from "./password-verifier";
import { signInWithPassword } from "./plain-password";
import { sendCode } from "./send-code";

/** What USER_AUTH can begin with here. Passkeys are not among it: none can be registered. */
export const FIRST_CHALLENGES = ["EMAIL_OTP", "PASSWORD", "PASSWORD_SRP", "SMS_OTP"] as const;
export type FirstChallenge = (typeof FIRST_CHALLENGES)[number];

/** The setting of the pool that a first challenge needs, and whether a user can answer it. */
const FIRST: Readonly<
  Record<FirstChallenge, { readonly factor: FirstFactor; canAnswer(user: StoredUser): boolean }>
> = {
  EMAIL_OTP: { factor: "EMAIL_OTP", canAnswer: ({ attributes }) => attributes.email_verified === "true" },
  PASSWORD: { factor: "PASSWORD", canAnswer: ({ password }) => password !== undefined },
  PASSWORD_SRP: { factor: "PASSWORD", canAnswer: ({ password }) => password !== undefined },
  SMS_OTP: { factor: "SMS_OTP", canAnswer: ({ attributes }) => attributes.phone_number_verified === "true" },
};

/**
 * What a user may begin with. A code alone is no sign-in for a user who must have a second factor. A name that no user
 * has may begin with everything that the pool has.
 */
export function firstChallenges({ user }: NamedUser, { pool }: FlowContext): readonly FirstChallenge[] {
  const { firstFactors, mfa } = pool.settings;
  const needsSecond = mfa.mode === "ON" || (user !== undefined && userFactors(user, pool).length > 0);
  return FIRST_CHALLENGES.filter((name) => {
    const { canAnswer, factor } = FIRST[name];
    if (!firstFactors.includes(factor) || (needsSecond && factor !== "PASSWORD")) return false;
    return user === undefined || canAnswer(user);
  });
}

/** What the client sends with its choice. */
export interface FirstAnswer {
  readonly password?: string | undefined;
  readonly srpA?: string | undefined;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/** Begins with one of them. Where the client sent the answer with its choice, it is checked at once. */
export async function beginWith(
  choice: FirstChallenge,
  named: NamedUser,
  { clientMetadata, context, password, srpA }: FirstAnswer & { readonly context: FlowContext },
): Promise<unknown> {
  if (choice === "PASSWORD" && password !== undefined)
    return signInWithPassword(named, password, context, clientMetadata);
  if (choice === "PASSWORD_SRP" && srpA !== undefined) return passwordVerifier(named, srpA, { context });
  if (choice === "PASSWORD" || choice === "PASSWORD_SRP") return question(choice, named, { context });
  const medium = choice === "SMS_OTP" ? "SMS" : "EMAIL";
  if (named.user === undefined)
    return question(choice, named, {
      context,
      parameters: { CODE_DELIVERY_DELIVERY_MEDIUM: medium, CODE_DELIVERY_DESTINATION: "***" },
    });
  const { hash, parameters } = await sendCode(named.user, medium, { context, clientMetadata });
  return question(choice, named, { context, parameters, code: hash });
}

/** Lets the client choose. */
export function selectChallenge(named: NamedUser, context: FlowContext): ChallengeOutput {
  const choices = firstChallenges(named, context);
  if (choices.length === 0)
    throw cognitoError("InvalidParameterException", "No first factor is available for the user.");
  return { ...question("SELECT_CHALLENGE", named, { context }), AvailableChallenges: choices };
}

function question(
  name: FirstChallenge | "SELECT_CHALLENGE",
  named: NamedUser,
  {
    code,
    context,
    parameters = {},
  }: {
    readonly context: FlowContext;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly code?: string;
  },
): ChallengeOutput {
  const state = {
    ...(named.user && { sub: named.user.sub }),
    name: named.name,
    challenge: name,
    source: "TokenGeneration_Authentication",
    ...(code !== undefined && { code }),
  } as const;
  const id = named.user && { USER_ID_FOR_SRP: named.user.username };
  return {
    ChallengeName: name,
    Session: sealState(state, context),
    ChallengeParameters: { ...id, ...parameters },
  };
}
