import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { authFlow } from "../auth-flow";
import { ownerOf, refreshTokens } from "../refresh";

/** REFRESH_TOKEN_AUTH. The refresh token stays the same: a client that rotates it has not this flow. */
export const refreshTokenAuth = authFlow({
  name: "REFRESH_TOKEN_AUTH",
  parameters: v.object({ REFRESH_TOKEN: requiredText }),
  // The name in the tokens, which a user whose token is not known does not have.
  hashedName: ({ REFRESH_TOKEN: token }, context) => ownerOf(token, context)?.username ?? "",
  async run({ REFRESH_TOKEN: token }, context) {
    return { ChallengeParameters: {}, AuthenticationResult: await refreshTokens(token, context) };
  },
});
