import type { FirstFactor } from "../../../../terraform/model";
import { cognitoError } from "../../exceptions";
import type { FlowContext } from "../auth-flow";
import { requestOptions } from "../passkeys/assertion";
import type { NamedUser } from "./attempt-password";
import { type ChallengeOutput, sealState } from "./challenge-session";
import { canBegin, userFactors } from "./factors";
import { passwordVerifier } from "./password-verifier";
import { signInWithPassword } from "./plain-password";
import { sendCode } from "./send-code";

/** What USER_AUTH can begin with, each with the setting of the pool that it needs. */
const FIRST = {
  EMAIL_OTP: "EMAIL_OTP",
  PASSWORD: "PASSWORD",
  PASSWORD_SRP: "PASSWORD",
  SMS_OTP: "SMS_OTP",
  WEB_AUTHN: "WEB_AUTHN",
} as const satisfies Readonly<Record<string, FirstFactor>>;

export type FirstChallenge = keyof typeof FIRST;

/**
 * What a user may begin with. A code or a passkey alone is no sign-in for a user who must have a second factor: that a
 * passkey counts as both, the provider cannot say. A name that no user has may begin with everything that the pool has
 * but a passkey, which most users do not have.
 */
export function firstChallenges({ user }: NamedUser, { pool }: FlowContext): readonly FirstChallenge[] {
  const { firstFactors, mfa } = pool.settings;
  const needsSecond = mfa.mode === "ON" || (user !== undefined && userFactors(user, pool).length > 0);
  return (Object.keys(FIRST) as FirstChallenge[]).filter((name) => {
    const factor = FIRST[name];
    if (!firstFactors.includes(factor) || (needsSecond && factor !== "PASSWORD")) return false;
    return user === undefined ? factor !== "WEB_AUTHN" : canBegin(user, factor);
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
  if (choice === "WEB_AUTHN") {
    const options = requestOptions(named.user?.passkeys ?? [], context.pool);
    const parameters = { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) };
    return question(choice, named, { context, parameters, passkeyChallenge: options.challenge });
  }
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
    passkeyChallenge,
  }: {
    readonly context: FlowContext;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly code?: string;
    readonly passkeyChallenge?: string;
  },
): ChallengeOutput {
  const state = {
    ...(named.user && { sub: named.user.sub }),
    name: named.name,
    challenge: name,
    source: "TokenGeneration_Authentication",
    ...(code !== undefined && { code }),
    ...(passkeyChallenge !== undefined && { passkeyChallenge }),
  } as const;
  const id = named.user && { USER_ID_FOR_SRP: named.user.username };
  return {
    ChallengeName: name,
    Session: sealState(state, context),
    ChallengeParameters: { ...id, ...parameters },
  };
}
