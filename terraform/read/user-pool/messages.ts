import type { MessageTemplate, PoolMessages } from "../../model";
import type { Fields } from "../fields";

/**
 * The messages of a user pool. A text that is not known before the Terraform is applied counts as none.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
 */
export function readMessages(pool: Fields): PoolMessages {
  const [verification] = pool.blocks("verification_message_template");
  const [admin] = pool.blocks("admin_create_user_config");
  const [invitation] = admin?.blocks("invite_message_template") ?? [];
  const [mfa] = pool.blocks("email_mfa_configuration");
  return {
    // The provider takes each of these texts in two places, and only in one of them at a time.
    verification: template(
      textIn(verification, "email_subject") ?? textIn(pool, "email_verification_subject"),
      textIn(verification, "email_message") ?? textIn(pool, "email_verification_message"),
      textIn(verification, "sms_message") ?? textIn(pool, "sms_verification_message"),
    ),
    link: template(
      textIn(verification, "email_subject_by_link"),
      textIn(verification, "email_message_by_link"),
    ),
    invitation: template(
      textIn(invitation, "email_subject"),
      textIn(invitation, "email_message"),
      textIn(invitation, "sms_message"),
    ),
    authentication: template(
      textIn(mfa, "subject"),
      textIn(mfa, "message"),
      textIn(pool, "sms_authentication_message"),
    ),
  };
}

function textIn(of: Fields | undefined, name: string): string | undefined {
  return of === undefined || of.unresolved(name) !== undefined ? undefined : of.optionalText(name);
}

function template(subject?: string, email?: string, sms?: string): MessageTemplate {
  return {
    ...(subject !== undefined && { subject }),
    ...(email !== undefined && { email }),
    ...(sms !== undefined && { sms }),
  };
}
