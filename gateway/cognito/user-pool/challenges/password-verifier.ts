import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { sameText } from "../../../state/same-text";
import { claimSignature, readA, readTimestamp, serverKeys, sharedKey } from "../../srp/server";
import { type AnswerContext, challenge } from "../challenge";
import { attemptPassword, wrongPassword } from "../sign-in/attempt-password";
import { openState, spend } from "../sign-in/challenge-session";
import { continueCustom } from "../sign-in/custom-auth";
import { nextStep } from "../sign-in/next-step";
import { srpPassword } from "../sign-in/password-verifier";

/** How far the client's clock may be off. */
const DRIFT_MS = 5 * 60_000;

const RESPONSES = v.object({
  PASSWORD_CLAIM_SECRET_BLOCK: requiredText,
  PASSWORD_CLAIM_SIGNATURE: requiredText,
  TIMESTAMP: requiredText,
});
type Responses = v.InferOutput<typeof RESPONSES>;

/** PASSWORD_VERIFIER: the proof of USER_SRP_AUTH that the client knows the password. Each SECRET_BLOCK is answered once. */
export const passwordVerifierChallenge = challenge({
  name: "PASSWORD_VERIFIER",
  responses: RESPONSES,
  stateOf({ PASSWORD_CLAIM_SECRET_BLOCK: block }, context) {
    try {
      return openState(block, "PASSWORD_VERIFIER", context);
    } catch {
      throw wrongPassword();
    }
  },
  async answer(responses, context) {
    const { clientMetadata, state, user } = context;
    const spent = spend(state, context);
    const named = { name: state.name, user };
    const [proven] = await Promise.all([
      attemptPassword(named, context, () => isProof(responses, context)),
      spent,
    ]);
    if (state.custom)
      return continueCustom({ challengeName: "PASSWORD_VERIFIER", challengeResult: true }, context);
    return nextStep(proven, { name: state.name, source: state.source, clientMetadata }, context);
  },
});

function isProof(responses: Responses, context: AnswerContext): boolean {
  const { now, pool, state, user } = context;
  const time = readTimestamp(responses.TIMESTAMP);
  const A = readA(state.srp?.A ?? "");
  if (!state.srp || A === undefined || time === undefined) return false;
  if (Math.abs(time.getTime() - now().getTime()) > DRIFT_MS) return false;
  const verifier = BigInt(`0x${srpPassword(state.name, user, context).verifier}`);
  const key = sharedKey(A, serverKeys(verifier, BigInt(`0x${state.srp.b}`)), verifier);
  if (key === undefined) return false;
  const signature = claimSignature(
    key,
    { poolId: pool.id, username: user?.username ?? state.name },
    { secretBlock: responses.PASSWORD_CLAIM_SECRET_BLOCK, timestamp: responses.TIMESTAMP },
  );
  return sameText(signature, responses.PASSWORD_CLAIM_SIGNATURE);
}
