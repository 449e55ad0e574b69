import type { UserPool } from "../../../../terraform/model";
import type { StoredUser } from "../../directory/stored-user";
import { cognitoError, notAuthorized } from "../../exceptions";
import type { UserPoolContext } from "../user-pool-operation";
import { type Attributes, isPhoneNumber } from "./attribute-rules";
import { type CodeDelivery, type Delivery, deliveryOutput, emailTo, smsTo } from "./send-message";

/**
 * Where the code or the link of a sign-up goes: to the phone number before the e-mail address.
 *
 * @throws {ServiceError} `InvalidParameterException` for a link of a pool that has no domain to which it would lead
 */
export function signUpDelivery(
  { email, phone_number: number }: Attributes,
  { domains, settings: { autoVerifiedAttributes, confirmsByLink } }: UserPool,
): Delivery | undefined {
  if (number && autoVerifiedAttributes.includes("phone_number")) return smsTo(number);
  if (!email || !autoVerifiedAttributes.includes("email")) return undefined;
  if (confirmsByLink && !domains?.length)
    throw cognitoError(
      "InvalidParameterException",
      "The user pool confirms accounts by a link, and has no domain.",
    );
  return emailTo(email);
}

/**
 * Where the code for a new password goes: to a verified attribute, in the order of the pool's recovery mechanisms.
 *
 * @throws {ServiceError} `NotAuthorizedException` where only administrators may reset passwords
 */
export function recoveryDelivery(
  { attributes }: Pick<StoredUser, "attributes">,
  { settings: { recovery } }: UserPool,
): Delivery | undefined {
  if (recovery[0] === "admin_only") throw notAuthorized("Contact administrator to reset password.");
  for (const mechanism of recovery) {
    const { email, email_verified: emailVerified, phone_number: number } = attributes;
    if (mechanism === "verified_email" && email && emailVerified === "true") return emailTo(email);
    if (mechanism === "verified_phone_number" && number && attributes.phone_number_verified === "true")
      return smsTo(number);
  }
  return undefined;
}

/** How a pool sends all codes of sign-ups; undefined where it is not the same for all. */
export function usualMedium({
  settings: { autoVerifiedAttributes },
}: UserPool): CodeDelivery["DeliveryMedium"] | undefined {
  const [only, ...others] = autoVerifiedAttributes;
  if (only === undefined || others.length > 0) return undefined;
  return only === "phone_number" ? "SMS" : "EMAIL";
}

/**
 * What is said of a message to a user who does not exist, where the client hides that: the same for the same name.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
 */
export function simulatedDelivery(
  name: string,
  { seal }: Pick<UserPoolContext, "seal">,
  medium?: CodeDelivery["DeliveryMedium"],
): CodeDelivery {
  if (medium !== "EMAIL" && isPhoneNumber(name)) return deliveryOutput(smsTo(name));
  if (medium !== "SMS" && name.includes("@")) return deliveryOutput(emailTo(name));
  const bytes = seal.derive("simulated-delivery", name);
  if (medium === "SMS") {
    const digits = String(bytes.readUInt32BE()).padStart(10, "0");
    return deliveryOutput(smsTo(`+1${digits}`));
  }
  const [first = 0, second = 0] = bytes;
  const letter = (byte: number) => "abcdefghijklmnopqrstuvwxyz"[byte % 26];
  return deliveryOutput(emailTo(`${letter(first)}@${letter(second)}`));
}
