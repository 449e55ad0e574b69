import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { developerLink, identityInPool } from "../developer-users";
import type { Identity, Link } from "../identities";
import { developerAmr, openIdToken } from "../openid-token";
import { checkPrincipalTags } from "../principal-tags";
import { type SignedContext, signedPoolOperation } from "../signed-operation";

const DEFAULT_SECONDS = 900;
const LONGEST_SECONDS = 86_400;

/**
 * A token for a user whom a backend has signed in. The backend's AWS credentials vouch for the user. An identity that it names
 * gets the user, unless another one has.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html
 */
export const getOpenIdTokenForDeveloperIdentity = signedPoolOperation({
  name: "GetOpenIdTokenForDeveloperIdentity",
  input: v.object({
    IdentityPoolId: requiredText,
    IdentityId: v.optional(requiredText),
    Logins: textMap,
    PrincipalTags: textMap,
    TokenDuration: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LONGEST_SECONDS))),
  }),
  async run({ IdentityId: id, Logins: logins, PrincipalTags: tags, TokenDuration: seconds }, context) {
    const { pool } = context;
    checkPrincipalTags(tags);
    const [[provider, user] = ["", ""], ...others] = Object.entries(logins);
    if (others.length > 0)
      throw cognitoError("InvalidParameterException", "This gate supports one login for each identity.");
    const link = developerLink(pool, provider, user);
    const { id: identityId } = await identityFor(link, id, context);
    const parts = {
      identityId,
      pool,
      amr: developerAmr(pool, link),
      seconds: seconds ?? DEFAULT_SECONDS,
      tags,
    };
    return { IdentityId: identityId, Token: openIdToken(parts, context) };
  },
});

async function identityFor(link: Link, id: string | undefined, context: SignedContext): Promise<Identity> {
  const { identities, pool } = context;
  const owner = identities.ofLink(pool.id, link);
  if (id === undefined) return owner ?? identities.make(pool.id, link);
  const identity = identityInPool(context, pool, id);
  if (owner === undefined) return identities.relink(identity, [...identity.links, link]);
  if (owner.id !== identity.id)
    throw cognitoError(
      "DeveloperUserAlreadyRegisteredException",
      "The developer user is registered with another identity.",
    );
  return identity;
}
