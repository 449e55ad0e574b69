import type { PoolMessages, UserPool } from "../../../../terraform/model";
import type { MessageOccasion } from "../../directory/outbox";

/** The setting of the pool that words a message. */
const TEMPLATES: Readonly<Record<MessageOccasion, keyof PoolMessages>> = {
  AdminCreateUser: "invitation",
  Authentication: "authentication",
  ForgotPassword: "verification",
  ResendCode: "verification",
  SignUp: "verification",
  UpdateUserAttribute: "verification",
  VerifyUserAttribute: "verification",
};

interface Text {
  readonly subject: string;
  readonly text: string;
}

/** AWS's own texts, which are the same by e-mail and by text message. */
const OWN: Readonly<Record<MessageOccasion, Text>> = {
  AdminCreateUser: {
    subject: "Your temporary password",
    text: "Your username is {username} and temporary password is {####}.",
  },
  Authentication: { subject: "Your authentication code", text: "Your authentication code is {####}." },
  ForgotPassword: { subject: "Your verification code", text: "Your password reset code is {####}." },
  ResendCode: { subject: "Your verification code", text: "Your confirmation code is {####}." },
  SignUp: { subject: "Your verification code", text: "Your confirmation code is {####}." },
  UpdateUserAttribute: { subject: "Your verification code", text: "Your verification code is {####}." },
  VerifyUserAttribute: { subject: "Your verification code", text: "Your verification code is {####}." },
};
const OWN_LINK: Text = {
  subject: "Your verification link",
  text: "Please click the link below to verify your email address. {##Verify Email##}",
};

/** Whether a message confirms an account by a link in it. */
export function hasLink(
  { settings }: UserPool,
  { medium, occasion }: { readonly medium: "EMAIL" | "SMS"; readonly occasion: MessageOccasion },
): boolean {
  return (
    settings.confirmsByLink && medium === "EMAIL" && (occasion === "SignUp" || occasion === "ResendCode")
  );
}

/**
 * The text of a message as the Terraform or AWS words it, and the subject of an e-mail.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
 */
export function messageText(
  pool: UserPool,
  message: { readonly medium: "EMAIL" | "SMS"; readonly occasion: MessageOccasion },
): { readonly text: string; readonly subject?: string } {
  const isLink = hasLink(pool, message);
  const { email, sms, subject } = pool.settings.messages[isLink ? "link" : TEMPLATES[message.occasion]];
  const own = isLink ? OWN_LINK : OWN[message.occasion];
  if (message.medium === "SMS") return { text: sms ?? own.text };
  return { text: email ?? own.text, subject: subject ?? own.subject };
}
