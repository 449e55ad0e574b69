import type { UserPoolSettings } from "../../model";
import { Fields } from "../fields";
import { readMessages } from "./messages";
import { readMfa } from "./mfa";
import { readPasswordPolicy } from "./password-policy";
import { readAttributes } from "./schema";
import { readTriggers } from "./triggers";

const CONTACTS = ["email", "phone_number"] as const;
const ALIASES = [...CONTACTS, "preferred_username"] as const;
const MECHANISMS = ["verified_email", "verified_phone_number", "admin_only"] as const;
const FIRST_FACTORS = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] as const;

/**
 * What decides about the accounts of a pool, with AWS's defaults. Only the gate serves accounts: a reader that is not
 * strict returns the defaults, and reviews compare the arguments themselves.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
 *
 * @throws TerraformError for an argument that is not known, or that Cognito would refuse
 */
export function readPoolSettings(of: Fields): UserPoolSettings {
  const pool = of.strict ? of : new Fields(of.address, {});
  const [admin] = pool.blocks("admin_create_user_config");
  const [updates] = pool.blocks("user_attribute_update_settings");
  const [template] = pool.blocks("verification_message_template");
  const [signIn] = pool.blocks("sign_in_policy");
  const firstFactors = signIn?.textsOf("allowed_first_auth_factors", FIRST_FACTORS) ?? [];
  return {
    passwordPolicy: readPasswordPolicy(pool),
    usernameAttributes: pool.textsOf("username_attributes", CONTACTS),
    aliasAttributes: pool.textsOf("alias_attributes", ALIASES),
    autoVerifiedAttributes: pool.textsOf("auto_verified_attributes", CONTACTS),
    verifiedBeforeUpdate: updates?.textsOf("attributes_require_verification_before_update", CONTACTS) ?? [],
    recovery: recovery(pool),
    allowsSignUp: admin?.flag("allow_admin_create_user_only", false) !== true,
    confirmsByLink:
      template?.oneOf(
        "default_email_option",
        ["CONFIRM_WITH_CODE", "CONFIRM_WITH_LINK"],
        "CONFIRM_WITH_CODE",
      ) === "CONFIRM_WITH_LINK",
    messages: readMessages(pool),
    mfa: readMfa(pool),
    firstFactors: firstFactors.length > 0 ? firstFactors : ["PASSWORD"],
    ...devices(pool),
    attributes: readAttributes(pool),
    triggers: readTriggers(pool),
    tier: pool.oneOf("user_pool_tier", ["LITE", "ESSENTIALS", "PLUS"], "ESSENTIALS"),
  };
}

/** Without the setting, a phone number comes before an e-mail address. */
function recovery(pool: Fields): UserPoolSettings["recovery"] {
  const [setting] = pool.blocks("account_recovery_setting");
  const mechanisms = setting?.blocks("recovery_mechanism") ?? [];
  if (mechanisms.length === 0) return ["verified_phone_number", "verified_email"];
  return mechanisms
    .map((mechanism) => ({
      name: mechanism.oneOf("name", MECHANISMS),
      priority: mechanism.number("priority"),
    }))
    .toSorted((a, b) => a.priority - b.priority)
    .map(({ name }) => name);
}

function devices(pool: Fields): Pick<UserPoolSettings, "devices"> {
  const [config] = pool.blocks("device_configuration");
  if (!config) return {};
  return {
    devices: {
      challengesNewDevices: config.flag("challenge_required_on_new_device", false),
      asksToRemember: config.flag("device_only_remembered_on_user_prompt", false),
    },
  };
}
