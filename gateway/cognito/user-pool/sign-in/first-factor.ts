import type { FirstFactor } from "../../../../terraform/model";
import type { StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import { simulatedDelivery } from "../accounts/deliveries";
import type { FlowContext } from "../auth-flow";
import { requestOptions } from "../passkeys/assertion";
import type { NamedUser } from "./attempt-password";
import { type ChallengeOutput, sealState } from "./challenge-session";
import { canBegin, userFactors } from "./factors";
import { checkMaySignIn } from "./next-step";
import { canNobodyBegin, nobodysPasskeys, shownId, subOf } from "./nobody";
import { passwordVerifier } from "./password-verifier";
import { signInWithPassword } from "./plain-password";
import { sendCode, unsentCode } from "./send-code";

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
 * passkey counts as both, the provider cannot say. A name that no user has may begin with what the pool has, of which some
 * is left out by the name, as users do not have everything.
 */
export function firstChallenges(
  { name: username, user }: NamedUser,
  context: FlowContext,
): readonly FirstChallenge[] {
  const { pool } = context;
  const { firstFactors, mfa } = pool.settings;
  const needsSecond = mfa.mode === "ON" || (user !== undefined && userFactors(user, pool).length > 0);
  return (Object.keys(FIRST) as FirstChallenge[]).filter((name) => {
    const factor = FIRST[name];
    if (!firstFactors.includes(factor) || (needsSecond && factor !== "PASSWORD")) return false;
    return user === undefined ? canNobodyBegin(username, factor, context) : canBegin(user, factor);
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
  const user = messagedUser(named, context);
  if (choice === "WEB_AUTHN") {
    const passkeys = user ? (user.passkeys ?? []) : nobodysPasskeys(named.name, context);
    const options = requestOptions(passkeys, context.pool);
    const parameters = { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) };
    return question(choice, named, { context, parameters, passkeyChallenge: options.challenge });
  }
  const medium = choice === "SMS_OTP" ? "SMS" : "EMAIL";
  if (user === undefined) {
    const { DeliveryMedium, Destination } = simulatedDelivery(named.name, context, medium);
    const parameters = {
      CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium,
      CODE_DELIVERY_DESTINATION: Destination,
    };
    return question(choice, named, { context, parameters, code: unsentCode() });
  }
  const { hash, parameters } = await sendCode(user, medium, { context, clientMetadata });
  return question(choice, named, { context, parameters, code: hash });
}

/**
 * The user who is sent a code or asked for a passkey. One who may not sign in is refused, or, where that would tell who
 * has an account, gets what a name gets that no user has.
 *
 * @throws {ServiceError} where the user may not sign in and the client tells which users exist
 */
function messagedUser({ user }: NamedUser, { client }: FlowContext): StoredUser | undefined {
  if (user === undefined) return undefined;
  try {
    checkMaySignIn(user);
  } catch (error) {
    if (!client.settings.hidesUserExistence) throw error;
    return undefined;
  }
  return user;
}

/**
 * The user as USER_AUTH goes on with: where the client does not tell which users exist, one who can begin with nothing,
 * as of another provider, is as one who does not exist.
 */
export function beginningUser(named: NamedUser, context: FlowContext): NamedUser {
  const isHidden = context.client.settings.hidesUserExistence && firstChallenges(named, context).length === 0;
  return isHidden ? { name: named.name, user: undefined } : named;
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
    sub: subOf(named, context),
    name: named.name,
    challenge: name,
    source: "TokenGeneration_Authentication",
    ...(code !== undefined && { code }),
    ...(passkeyChallenge !== undefined && { passkeyChallenge }),
  } as const;
  return {
    ChallengeName: name,
    Session: sealState(state, context),
    ChallengeParameters: { USER_ID_FOR_SRP: shownId(named, context), ...parameters },
  };
}
