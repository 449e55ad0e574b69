import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { developerLink, identityInPool } from "../developer-users";
import { isSame } from "../identities";
import { identityNotFound } from "../identity-pool-operation";
import { signedPoolOperation } from "../signed-operation";

/**
 * Takes a user of a backend from an identity. Without its last link, nobody gets to the identity.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkDeveloperIdentity.html
 */
export const unlinkDeveloperIdentity = signedPoolOperation({
  name: "UnlinkDeveloperIdentity",
  input: v.object({
    IdentityPoolId: requiredText,
    IdentityId: requiredText,
    DeveloperProviderName: requiredText,
    DeveloperUserIdentifier: requiredText,
  }),
  async run({ DeveloperProviderName: provider, DeveloperUserIdentifier: user, IdentityId: id }, context) {
    const identity = identityInPool(context, context.pool, id);
    const gone = developerLink(context.pool, provider, user);
    const links = identity.links.filter((link) => !isSame(link, gone));
    if (links.length === identity.links.length) throw identityNotFound(id);
    await context.identities.relink(identity, links);
    return {};
  },
});
