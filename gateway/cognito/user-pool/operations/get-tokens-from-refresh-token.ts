import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { checkClientSecret } from "../client-secret";
import { refreshTokens } from "../refresh";
import { findClient, userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html */
export const getTokensFromRefreshToken = userPoolOperation({
  name: "GetTokensFromRefreshToken",
  input: v.object({
    ClientId: requiredText,
    RefreshToken: requiredText,
    ClientSecret: v.optional(v.string()),
    ClientMetadata: textMap,
  }),
  async run({ ClientId, ClientMetadata, ClientSecret, RefreshToken }, context) {
    const { client, pool } = findClient(context, ClientId);
    checkClientSecret(client, ClientSecret, context.seal);
    // Rotation takes the place of the flow, which Cognito refuses beside it.
    if (!client.settings.rotation && !client.explicitAuthFlows.includes("ALLOW_REFRESH_TOKEN_AUTH"))
      throw cognitoError("InvalidParameterException", "REFRESH_TOKEN_AUTH flow not enabled for this client");
    const flow = { ...context, client, pool };
    return {
      AuthenticationResult: await refreshTokens(RefreshToken, flow, { clientMetadata: ClientMetadata }),
    };
  },
});
