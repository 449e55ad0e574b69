import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { sendVerification } from "../accounts/change-attributes";
import { emailTo, smsTo } from "../accounts/send-message";
import { signedInUser } from "../signed-in-user";
import { contactInput, userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html */
export const getUserAttributeVerificationCode = userPoolOperation({
  name: "GetUserAttributeVerificationCode",
  input: v.object({ AccessToken: requiredText, AttributeName: contactInput, ClientMetadata: textMap }),
  async run({ AccessToken: token, AttributeName: name, ClientMetadata: clientMetadata }, context) {
    const { client, pool, user } = signedInUser(token, context);
    const value = user.attributes[name];
    if (!value) throw cognitoError("InvalidParameterException", `User has no ${name} to verify.`);
    const to = name === "email" ? emailTo(value) : smsTo(value);
    const message = { pool, clientId: client.id, clientMetadata, to, isAsked: true };
    return { CodeDeliveryDetails: await sendVerification(user, message, context) };
  },
});
