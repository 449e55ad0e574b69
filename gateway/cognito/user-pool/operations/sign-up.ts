import { randomUUID } from "node:crypto";
import * as v from "valibot";
import type { UserPool } from "../../../../terraform/model";
import { cognitoError, notAuthorized } from "../../exceptions";
import { type Attributes, attributesInput, checkNewAttributes } from "../accounts/attribute-rules";
import { signUpDelivery } from "../accounts/deliveries";
import { makeUser } from "../accounts/new-user";
import { checkPassword, passwordInput } from "../accounts/password-policy";
import { sendMessage } from "../accounts/send-message";
import { signUpSession } from "../accounts/sign-up-session";
import { CODE_LIFETIMES } from "../accounts/use-code";
import { aliasesOf, checkAliases, checkFree, newName } from "../accounts/user-names";
import { appRequest, clientOfApp } from "../app-request";
import { postConfirmation } from "../triggers/post-confirmation";
import { type PreSignUpAnswer, preSignUp } from "../triggers/pre-sign-up";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html */
export const signUp = userPoolOperation({
  name: "SignUp",
  input: v.object({
    ...appRequest,
    Password: v.optional(passwordInput),
    UserAttributes: attributesInput,
    ValidationData: attributesInput,
  }),
  async run(input, context) {
    const { ClientMetadata: clientMetadata, Password: password, Username: given } = input;
    const { client, pool } = clientOfApp(input, context);
    if (!pool.settings.allowsSignUp) throw notAuthorized("SignUp is not permitted for this user pool");
    const sub = randomUUID();
    const name = newName(given, pool, sub);
    const attributes = { ...input.UserAttributes, ...name.attributes };
    checkNewAttributes(attributes, { client, pool, own: name.attributes });
    if (password !== undefined)
      checkPassword(password, pool.settings.passwordPolicy, "Password did not conform with policy");
    else if (!isPasswordless(pool, attributes)) throw passwordMissing();
    checkFree(given, pool, context, "User already exists");
    const answer = await preSignUp(
      {
        source: "PreSignUp_SignUp",
        pool,
        clientId: client.id,
        username: name.username,
        attributes,
        validationData: input.ValidationData,
        clientMetadata,
      },
      context,
    );
    const user = makeUser(
      {
        poolId: pool.id,
        username: name.username,
        sub,
        attributes: { ...attributes, ...verifiedBy(answer, attributes) },
        status: answer.confirms ? "CONFIRMED" : "UNCONFIRMED",
        ...(password !== undefined && { password }),
      },
      context,
    );
    // While the function ran, another request may have taken the name.
    checkFree(given, pool, context, "User already exists");
    checkAliases(user, aliasesOf(user.attributes, pool), { context, pool });
    const to = answer.confirms ? undefined : signUpDelivery(attributes, pool);
    await context.directory.users.add(user);
    if (answer.confirms) {
      const source = "PostConfirmation_ConfirmSignUp";
      await postConfirmation({ source, pool, clientId: client.id, user, clientMetadata }, context);
      return { UserConfirmed: true, UserSub: sub };
    }
    if (to === undefined) return { UserConfirmed: false, UserSub: sub };
    const lifetimeMs = CODE_LIFETIMES["sign-up"];
    const code = await context.directory.codes.issue(user, "sign-up", { lifetimeMs, value: to.attribute });
    const message = { pool, clientId: client.id, user, to, code, lifetimeMs, clientMetadata };
    return {
      CodeDeliveryDetails: await sendMessage({ ...message, occasion: "SignUp" }, context),
      UserConfirmed: false,
      UserSub: sub,
      ...signUpSession(user, { client, pool }, context),
    };
  },
});

/** Whether the pool lets a user sign in by a code to an address that is given. */
function isPasswordless({ settings: { firstFactors } }: UserPool, attributes: Attributes): boolean {
  if (firstFactors.includes("EMAIL_OTP") && attributes.email) return true;
  return firstFactors.includes("SMS_OTP") && attributes.phone_number !== undefined;
}

function passwordMissing() {
  return cognitoError(
    "InvalidParameterException",
    "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
  );
}

function verifiedBy({ verifiesEmail, verifiesPhone }: PreSignUpAnswer, attributes: Attributes): Attributes {
  return {
    ...(verifiesEmail && attributes.email && { email_verified: "true" }),
    ...(verifiesPhone && attributes.phone_number && { phone_number_verified: "true" }),
  };
}
