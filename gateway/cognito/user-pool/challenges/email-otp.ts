import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { challenge } from "../challenge";
import { answerSentCode } from "../sign-in/sent-code";

/** EMAIL_OTP: a code by e-mail, as the first factor of USER_AUTH or as the second. */
export const emailOtp = challenge({
  name: "EMAIL_OTP",
  responses: v.object({ EMAIL_OTP_CODE: requiredText }),
  answer: ({ EMAIL_OTP_CODE: code }, context) => answerSentCode(code, context),
});
