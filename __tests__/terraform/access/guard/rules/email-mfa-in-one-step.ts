import { type RuleCases, withPool } from "../side";

const recovery = { recovery_mechanism: [{ name: "verified_email", priority: 1 }] };
const sender = { email_sending_account: "DEVELOPER", from_email_address: "shop@example.com" };

const plain = withPool({ account_recovery_setting: recovery });
const withSender = withPool({ account_recovery_setting: recovery, email_configuration: sender });
const withFactor = withPool({
  account_recovery_setting: recovery,
  email_configuration: sender,
  email_mfa_configuration: { message: "{####}", subject: "code" },
});

export const cases: RuleCases = {
  "the factor together with its sender": {
    base: plain,
    head: withFactor,
    finds: ["shop/aws_cognito_user_pool.people"],
  },
  "the sender first": { base: plain, head: withSender, finds: [] },
  "the factor in a second deployment": { base: withSender, head: withFactor, finds: [] },
};
