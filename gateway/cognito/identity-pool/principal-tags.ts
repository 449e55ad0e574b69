import { own } from "../../../terraform/language/expression";
import type { IdentityPool } from "../../../terraform/model";
import { isTag, tagsFault } from "../../credentials/tags";
import { cognitoError } from "../exceptions";
import type { Login } from "./login";

/** Tags of a session, by key. */
export type Tags = Readonly<Record<string, string>>;

/**
 * The tags that an identity pool gives a user's session: claims of the tokens by the pool's map for each provider. A claim
 * that is missing gives none, and neither does one that a tag cannot have, such as a list: a condition on it is then not met.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
 *
 * @throws {ServiceError} `InvalidParameterException` for a map that gives a session two tags of one name
 */
export function principalTags(
  { principalTags: maps = [] }: IdentityPool,
  logins: readonly Pick<Login, "claims" | "tagsAs">[],
): Tags {
  const given = logins.flatMap(({ claims, tagsAs }) =>
    Object.entries(maps.find(({ providerName }) => tagsAs.includes(providerName))?.tags ?? {}).flatMap(
      ([tag, claim]) => {
        const value = own(claims, claim);
        return typeof value === "string" && isTag(tag, value) ? [[tag, value] as const] : [];
      },
    ),
  );
  const tags = Object.fromEntries(given);
  // Two logins that give one tag different values: which of them counts is not known.
  if (given.some(([tag, value]) => tags[tag] !== value))
    throw cognitoError("InvalidParameterException", "The logins give a session tag different values.");
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
