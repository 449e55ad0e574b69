import { cognitoError } from "../../exceptions";
import type { AnswerContext } from "../challenge";
import { countWrong, spend } from "./challenge-session";
import { nextStep } from "./next-step";
import { isSentCode } from "./send-code";

/**
 * Checks the code of a message, which is the first or the second factor.
 *
 * @throws {ServiceError} `CodeMismatchException`
 */
export async function answerSentCode(code: string, context: AnswerContext): Promise<unknown> {
  const { clientMetadata, state, user } = context;
  const right = isSentCode(code, state.code);
  if (!right || user === undefined) {
    await countWrong(state, user, context);
    throw cognitoError("CodeMismatchException", "Invalid code or auth state for the user.");
  }
  await spend(state, context);
  const isMfaDone = state.isSecond === true;
  return nextStep(user, { name: state.name, source: state.source, isMfaDone, clientMetadata }, context);
}
