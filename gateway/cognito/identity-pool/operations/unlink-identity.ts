import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { accessTo } from "../access";
import { identityPoolOperation } from "../identity-pool-operation";
import { providerOf } from "../login";

/**
 * Takes logins from an identity, for a caller with one of its logins. Without its last one, nobody gets to the identity.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkIdentity.html
 */
export const unlinkIdentity = identityPoolOperation({
  name: "UnlinkIdentity",
  input: v.object({
    IdentityId: requiredText,
    Logins: textMap,
    LoginsToRemove: v.array(requiredText),
  }),
  async run({ IdentityId: id, Logins: logins, LoginsToRemove: gone }, context) {
    const { identity } = await accessTo(id, logins, context);
    const providers = gone.map((name) => providerOf(name, context).providerName);
    const links = identity.links.filter(({ provider }) => !providers.includes(provider));
    if (links.length < identity.links.length) await context.identities.relink(identity, links);
    return {};
  },
});
