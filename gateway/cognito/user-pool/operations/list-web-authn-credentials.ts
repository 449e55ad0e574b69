import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { maxResultsInput, page } from "../administration/pages";
import { RELYING_PARTY } from "../passkeys/relying-party";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListWebAuthnCredentials.html */
export const listWebAuthnCredentials = userPoolOperation({
  name: "ListWebAuthnCredentials",
  input: v.object({ AccessToken: requiredText, ...maxResultsInput }),
  run({ AccessToken: token, MaxResults, NextToken }, context) {
    const { user } = signedInUser(token, context);
    const { items, next } = page(user.passkeys ?? [], { Limit: MaxResults, NextToken }, context);
    return {
      Credentials: items.map(({ attachment, createdAt, id, transports }) => ({
        CredentialId: id,
        FriendlyCredentialName: attachment === "cross-platform" ? "Roaming passkey" : "Passkey",
        RelyingPartyId: RELYING_PARTY,
        ...(attachment && { AuthenticatorAttachment: attachment }),
        AuthenticatorTransports: transports,
        CreatedAt: createdAt / 1_000,
      })),
      ...next,
    };
  },
});
