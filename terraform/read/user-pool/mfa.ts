import type { MfaSettings } from "../../model";
import type { Fields } from "../fields";

/**
 * Second factors. The provider hands them to Cognito only where `mfa_configuration` is not OFF; passkeys it always does.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolMfaConfig.html
 */
export function readMfa(pool: Fields): MfaSettings {
  const mode = pool.oneOf("mfa_configuration", ["OFF", "OPTIONAL", "ON"], "OFF");
  const isOn = mode !== "OFF";
  const [softwareToken] = pool.blocks("software_token_mfa_configuration");
  return {
    mode,
    sms: isOn && pool.blocks("sms_configuration").length > 0,
    softwareToken: isOn && softwareToken?.flag("enabled", false) === true,
    email: isOn && pool.blocks("email_mfa_configuration").length > 0,
    ...webAuthn(pool),
  };
}

function webAuthn(pool: Fields): Pick<MfaSettings, "webAuthn"> {
  const [config] = pool.blocks("web_authn_configuration");
  if (!config) return {};
  const relyingPartyId = config.optionalText("relying_party_id");
  return {
    webAuthn: {
      ...(relyingPartyId !== undefined && { relyingPartyId }),
      userVerification: config.oneOf("user_verification", ["required", "preferred"], "preferred"),
    },
  };
}
