import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { developerLink } from "../developer-users";
import type { Identity } from "../identities";
import { identityNotFound } from "../identity-pool-operation";
import { MOST_LINKS } from "../linked-identity";
import { type SignedContext, signedPoolOperation } from "../signed-operation";

/**
 * Makes one identity of those of two users of a backend: the source's users go to the destination's identity.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MergeDeveloperIdentities.html
 */
export const mergeDeveloperIdentities = signedPoolOperation({
  name: "MergeDeveloperIdentities",
  input: v.object({
    IdentityPoolId: requiredText,
    DeveloperProviderName: requiredText,
    SourceUserIdentifier: requiredText,
    DestinationUserIdentifier: requiredText,
  }),
  async run(input, context) {
    const [source, destination] = [input.SourceUserIdentifier, input.DestinationUserIdentifier].map((user) =>
      identityOf(user, input.DeveloperProviderName, context),
    ) as [Identity, Identity];
    if (source.id === destination.id) return { IdentityId: destination.id };
    const { developerProviderName } = context.pool;
    const isPublic = ({ provider }: Identity["links"][number]) => provider !== developerProviderName;
    const shared = source.links
      .filter(isPublic)
      .some(({ provider }) => destination.links.some((link) => link.provider === provider));
    if (shared)
      throw cognitoError("ResourceConflictException", "Both identities have a login of the same provider.");
    const links = [...destination.links, ...source.links];
    if (links.length > MOST_LINKS)
      throw cognitoError("LimitExceededException", `An identity has at most ${MOST_LINKS} logins.`);
    // In this order: the removal frees the links, which the destination then takes.
    const writes = [context.identities.remove(source), context.identities.relink(destination, links)];
    await Promise.all(writes);
    return { IdentityId: destination.id };
  },
});

function identityOf(user: string, provider: string, { identities, pool }: SignedContext): Identity {
  const found = identities.ofLink(pool.id, developerLink(pool, provider, user));
  if (found === undefined) throw identityNotFound(user);
  return found;
}
