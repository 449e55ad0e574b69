import { own } from "../../../terraform/language/expression";
import type { IdentityPool } from "../../../terraform/model";
import { isTag, tagsFault } from "../../credentials/tags";
import type { Claims } from "../../jwt/sign";
import { cognitoError } from "../exceptions";

/** Tags of a session, by key. */
export type Tags = Readonly<Record<string, string>>;

/**
 * The tags that an identity pool gives a user's session: claims of the token by the pool's map for the provider. A claim
 * that is missing gives none, and neither does one that a tag cannot have, such as a list: a condition on it is then not met.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
 *
 * @throws {ServiceError} `InvalidParameterException` for a map that gives a session two tags of one name
 */
export function principalTags(
  { principalTags: maps = [] }: IdentityPool,
  provider: string,
  claims: Claims,
): Tags {
  const map = maps.find(({ providerName }) => providerName === provider)?.tags ?? {};
  const tags = Object.fromEntries(
    Object.entries(map).flatMap(([tag, claim]) => {
      const value = own(claims, claim);
      return typeof value === "string" && isTag(tag, value) ? [[tag, value] as const] : [];
    }),
  );
  checkPrincipalTags(tags);
  return tags;
}

/** @throws {ServiceError} `InvalidParameterException` for tags that STS would refuse */
export function checkPrincipalTags(tags: Tags): void {
  const fault = tagsFault(Object.entries(tags));
  if (fault === undefined) return;
  throw cognitoError(
    "InvalidParameterException",
    fault.kind === "duplicate"
      ? "PrincipalTags has a key twice. Keys of tags are case-insensitive."
      : "PrincipalTags has a tag that a session cannot have, or too many.",
  );
}
