import type { UserPool } from "../../../../terraform/model";
import type { MessageOccasion } from "../../directory/outbox";
import type { StoredUser } from "../../directory/stored-user";
import { customMessage } from "../triggers/custom-message";
import type { UserPoolContext } from "../user-pool-operation";
import { hasLink, messageText } from "./message-texts";

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

/**
 * Writes a message with a code or a link and keeps it in the outbox: the gate never sends one.
 *
 * @returns as the API tells of it
 */
export async function sendMessage(message: Message, context: UserPoolContext): Promise<CodeDelivery> {
  const { code, lifetimeMs, occasion, pool, to, user } = message;
  const { medium } = to;
  const written = {
    ...messageText(pool, { medium, occasion }),
    ...(await customMessage({ ...message, medium }, context)),
  };
  const link = hasLink(pool, { medium, occasion }) ? confirmationLink(message, context) : undefined;
  const filled = (text: string) =>
    text
      .replaceAll("{####}", code)
      .replaceAll("{username}", user.username)
      .replace(LINK, (whole, shown: string) =>
        link === undefined ? whole : `<a href="${link}">${shown}</a>`,
      );
  const { subject, text } = written;
  const sentAt = context.now().getTime();
  await context.directory.outbox.put({
    poolId: pool.id,
    sub: user.sub,
    username: user.username,
    medium,
    destination: to.destination,
    occasion,
    code,
    ...(link !== undefined && { link }),
    ...(subject !== undefined && { subject: filled(subject) }),
    text: filled(text),
    sentAt,
    expiresAt: sentAt + lifetimeMs,
  });
  const what = link === undefined ? "code" : "link";
  context.log(
    `${occasion}: the ${what} for ${user.username} (${medium} to ${to.destination}) is ${link ?? code}`,
  );
  return deliveryOutput(to);
}

/** `{##Verify Email##}`: what is between the marks is shown. */
const LINK = /\{##(.+?)##\}/g;

/** What confirms the account, at the endpoint /confirmUser of the pool's domain. */
function confirmationLink({ clientId = "", code, user }: Message, { endpoint }: UserPoolContext): string {
  const parameters = { client_id: clientId, user_name: user.username, confirmation_code: code };
  return `${endpoint}/confirmUser?${new URLSearchParams(parameters)}`;
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
