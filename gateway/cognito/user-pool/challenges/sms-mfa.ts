import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { challenge } from "../challenge";
import { answerSentCode } from "../sign-in/sent-code";

/** SMS_MFA: a code by SMS, as the second factor. */
export const smsMfa = challenge({
  name: "SMS_MFA",
  responses: v.object({ SMS_MFA_CODE: requiredText }),
  answer: ({ SMS_MFA_CODE: code }, context) => answerSentCode(code, context),
});
