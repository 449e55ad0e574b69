import type { StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import { N } from "../../srp/group";
import { type StoredPassword, sentSalt } from "../../srp/password";
import { readA, serverKeys } from "../../srp/server";
import type { FlowContext } from "../auth-flow";
import type { NamedUser } from "./attempt-password";
import { type ChallengeOutput, type CustomState, sealState } from "./challenge-session";
import { shownSrpId, subOf } from "./nobody";

export type PasswordVerifierOutput = Omit<ChallengeOutput, "Session">;

/**
 * The challenge PASSWORD_VERIFIER. Its state is in SECRET_BLOCK, so that it needs no `Session`, as in Cognito.
 *
 * @param srpA SRP_A
 * @throws {ServiceError} `InvalidParameterException` for an SRP_A that is no number of the group
 */
export function passwordVerifier(
  named: NamedUser,
  srpA: string,
  { context, custom }: { readonly context: FlowContext; readonly custom?: CustomState | undefined },
): PasswordVerifierOutput {
  const { name, user } = named;
  const A = readA(srpA);
  if (A === undefined) throw cognitoError("InvalidParameterException", "SRP_A is not valid.");
  const password = srpPassword(name, user, context);
  const { B, b } = serverKeys(BigInt(`0x${password.verifier}`));
  const state = {
    sub: subOf(named, context),
    name,
    challenge: "PASSWORD_VERIFIER",
    source: "TokenGeneration_Authentication",
    srp: { A: srpA, b: b.toString(16) },
    ...(custom && { custom }),
  } as const;
  const id = shownSrpId(named, context);
  return {
    ChallengeName: state.challenge,
    ChallengeParameters: {
      SALT: sentSalt(password),
      SECRET_BLOCK: sealState(state, context),
      SRP_B: B.toString(16),
      USERNAME: id,
      USER_ID_FOR_SRP: id,
    },
  };
}

/**
 * The user's salt and verifier. For a name that no user has, or a user without a password, always the same ones that
 * nobody knows a password for; they are made as fast as others are read, so that the time does not tell either.
 */
export function srpPassword(
  name: string,
  user: StoredUser | undefined,
  { pool, seal }: FlowContext,
): StoredPassword {
  if (user?.password) return user.password;
  const text = JSON.stringify([pool.id, pool.ignoresCase ? name.toLowerCase() : name]);
  const derived = (what: string) => seal.derive(`nobody's-${what}`, text).toString("hex");
  const digits = Array.from({ length: VERIFIER_PARTS }, (_, i) => derived(`verifier-${i}`)).join("");
  return { salt: derived("salt").slice(0, 32), verifier: (BigInt(`0x${digits}`) % N).toString(16) };
}

/** Parts of 256 bits. */
const VERIFIER_PARTS = 12;
