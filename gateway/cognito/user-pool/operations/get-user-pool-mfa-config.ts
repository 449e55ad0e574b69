import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const getUserPoolMfaConfig = poolOperation({
  name: "GetUserPoolMfaConfig",
  input: v.object({ UserPoolId: requiredText }),
  run(_, context) {
    const { email, mode, sms, softwareToken, webAuthn } = context.pool.settings.mfa;
    return {
      ...(sms && { SmsMfaConfiguration: {} }),
      ...(softwareToken && { SoftwareTokenMfaConfiguration: { Enabled: true } }),
      ...(email && { EmailMfaConfiguration: {} }),
      MfaConfiguration: mode,
      ...(webAuthn && {
        WebAuthnConfiguration: {
          ...(webAuthn.relyingPartyId !== undefined && { RelyingPartyId: webAuthn.relyingPartyId }),
          UserVerification: webAuthn.userVerification,
        },
      }),
    };
  },
});
