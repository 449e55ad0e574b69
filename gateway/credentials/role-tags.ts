import type { IamRole } from "../../terraform/model";

type TagKeys = Readonly<Record<string, string | readonly string[]>>;

/**
 * Condition keys for the tags of a role; none where they are not known. Tags of a session come after them, and override
 * those of the same name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 *
 * @param prefixes `aws:PrincipalTag`
 */
export function roleTagKeys({ tags }: Pick<IamRole, "tags">, ...prefixes: readonly string[]): TagKeys {
  if (tags === undefined) return {};
  return Object.fromEntries(
    prefixes.flatMap((prefix): [string, string | readonly string[]][] => [
      [`${prefix}/*`, []],
      ...Object.entries(tags).map(([name, value]): [string, string] => [`${prefix}/${name}`, value]),
    ]),
  );
}

const known = new WeakMap<IamRole, TagKeys>();

/** The keys of a principal that has a session of a role, without tags of the session. */
export function principalTagKeys(role: IamRole): TagKeys {
  const found = known.get(role) ?? roleTagKeys(role, "aws:PrincipalTag");
  known.set(role, found);
  return found;
}
