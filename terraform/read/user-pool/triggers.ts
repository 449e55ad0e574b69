import type { UserPoolSettings, UserPoolTrigger } from "../../model";
import type { Fields } from "../fields";

/** Triggers that are an ARN of their own. */
const PLAIN = {
  preSignUp: "pre_sign_up",
  postConfirmation: "post_confirmation",
  preAuthentication: "pre_authentication",
  postAuthentication: "post_authentication",
  customMessage: "custom_message",
  userMigration: "user_migration",
  defineAuthChallenge: "define_auth_challenge",
  createAuthChallenge: "create_auth_challenge",
  verifyAuthChallengeResponse: "verify_auth_challenge_response",
} as const satisfies Partial<Record<UserPoolTrigger, string>>;

/** Triggers that are a block with an ARN. */
const SENDERS = {
  customEmailSender: "custom_email_sender",
  customSmsSender: "custom_sms_sender",
} as const satisfies Record<Exclude<UserPoolTrigger, keyof typeof PLAIN>, string>;

/** The functions that Cognito calls when accounts are made and used. */
export function readTriggers(pool: Fields): UserPoolSettings["triggers"] {
  const [config] = pool.blocks("lambda_config");
  if (!config) return {};
  const arns = [
    ...Object.entries(PLAIN).map(([name, argument]) => [name, config.optionalText(argument)] as const),
    ...Object.entries(SENDERS).map(
      ([name, argument]) => [name, config.blocks(argument)[0]?.text("lambda_arn")] as const,
    ),
  ];
  return Object.fromEntries(arns.filter(([, arn]) => arn !== undefined));
}
