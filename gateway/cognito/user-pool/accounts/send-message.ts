import type { UserPool } from "../../../../terraform/model";
import type { MessageOccasion } from "../../directory/outbox";
import type { StoredUser } from "../../directory/stored-user";
import { customMessage } from "../triggers/custom-message";
import type { UserPoolContext } from "../user-pool-operation";

export interface Message {
  readonly pool: UserPool;
  readonly clientId?: string;
  readonly user: StoredUser;
  readonly occasion: MessageOccasion;
  readonly to: Delivery;
  readonly code: string;
  /** How long the code holds. */
  readonly lifetimeMs: number;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/** Where a message goes: the value of an attribute. */
export interface Delivery {
  readonly medium: "EMAIL" | "SMS";
  readonly attribute: "email" | "phone_number";
  readonly destination: string;
}

/** The messages that Cognito has of its own. */
const TEXTS: Readonly<Record<MessageOccasion, string>> = {
  AdminCreateUser: "Your username is {username} and temporary password is {####}.",
  Authentication: "Your authentication code is {####}.",
  ForgotPassword: "Your password reset code is {####}.",
  ResendCode: "Your confirmation code is {####}.",
  SignUp: "Your confirmation code is {####}.",
  UpdateUserAttribute: "Your verification code is {####}.",
  VerifyUserAttribute: "Your verification code is {####}.",
};

/**
 * Writes a message with a code and keeps it in the outbox: the gate never sends one.
 *
 * @returns as the API tells of it
 */
export async function sendMessage(message: Message, context: UserPoolContext): Promise<CodeDelivery> {
  const { code, lifetimeMs, occasion, pool, to, user } = message;
  const own = await customMessage({ ...message, medium: to.medium }, context);
  const filled = (text: string) => text.replaceAll("{####}", code).replaceAll("{username}", user.username);
  const subject = own?.subject ?? (to.medium === "EMAIL" ? "Your verification code" : undefined);
  const sentAt = context.now().getTime();
  await context.directory.outbox.put({
    poolId: pool.id,
    sub: user.sub,
    username: user.username,
    medium: to.medium,
    destination: to.destination,
    occasion,
    code,
    ...(subject !== undefined && { subject }),
    text: filled(own?.text ?? TEXTS[occasion]),
    sentAt,
    expiresAt: sentAt + lifetimeMs,
  });
  context.log(`${occasion}: the code for ${user.username} (${to.medium} to ${to.destination}) is ${code}`);
  return deliveryOutput(to);
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CodeDeliveryDetailsType.html */
export interface CodeDelivery {
  readonly AttributeName: string;
  readonly DeliveryMedium: "EMAIL" | "SMS";
  readonly Destination: string;
}

export function deliveryOutput({ attribute, destination, medium }: Delivery): CodeDelivery {
  return {
    AttributeName: attribute,
    DeliveryMedium: medium,
    Destination: medium === "EMAIL" ? maskedAddress(destination) : maskedNumber(destination),
  };
}

/** `a***@e***` */
function maskedAddress(address: string): string {
  const [name = "", host = ""] = address.split("@");
  return `${name.slice(0, 1)}***@${host.slice(0, 1)}***`;
}

/** `+*******0100` */
function maskedNumber(number: string): string {
  return `+${"*".repeat(Math.max(0, number.length - 5))}${number.slice(-4)}`;
}

export function emailTo(destination: string): Delivery {
  return { medium: "EMAIL", attribute: "email", destination };
}

export function smsTo(destination: string): Delivery {
  return { medium: "SMS", attribute: "phone_number", destination };
}
