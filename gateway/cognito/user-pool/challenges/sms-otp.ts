import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { challenge } from "../challenge";
import { answerSentCode } from "../sign-in/sent-code";

/** SMS_OTP: a code by SMS, as the first factor of USER_AUTH. */
export const smsOtp = challenge({
  name: "SMS_OTP",
  responses: v.object({ SMS_OTP_CODE: requiredText }),
  answer: ({ SMS_OTP_CODE: code }, context) => answerSentCode(code, context),
});
