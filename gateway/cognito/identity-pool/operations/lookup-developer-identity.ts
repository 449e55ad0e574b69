import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { maxResultsInput, page } from "../../user-pool/administration/pages";
import { developerLink, developerUsersOf, identityInPool } from "../developer-users";
import type { Identity } from "../identities";
import { identityNotFound } from "../identity-pool-operation";
import { type SignedContext, signedPoolOperation } from "../signed-operation";

/**
 * The users of a backend that an identity has, found by the identity, by one of them, or by both.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_LookupDeveloperIdentity.html
 */
export const lookupDeveloperIdentity = signedPoolOperation({
  name: "LookupDeveloperIdentity",
  input: v.object({
    IdentityPoolId: requiredText,
    IdentityId: v.optional(requiredText),
    DeveloperUserIdentifier: v.optional(requiredText),
    ...maxResultsInput,
  }),
  run(input, context) {
    const { pool } = context;
    const { DeveloperUserIdentifier: user, IdentityId: id, MaxResults: Limit } = input;
    const byId = id === undefined ? undefined : identityInPool(context, pool, id);
    const byUser = user === undefined ? undefined : ofUser(user, context);
    const identity = byId ?? byUser;
    if (identity === undefined)
      throw cognitoError(
        "InvalidParameterException",
        "Either IdentityId or DeveloperUserIdentifier must be given.",
      );
    if (byUser !== undefined && byUser.id !== identity.id)
      throw cognitoError("ResourceConflictException", "The developer user belongs to another identity.");
    const { items, next } = page(developerUsersOf(identity, pool), { ...input, Limit }, context);
    return { IdentityId: identity.id, DeveloperUserIdentifierList: items, ...next };
  },
});

function ofUser(user: string, { identities, pool }: SignedContext): Identity {
  const found = identities.ofLink(pool.id, developerLink(pool, pool.developerProviderName ?? "", user));
  if (found === undefined) throw identityNotFound(user);
  return found;
}
