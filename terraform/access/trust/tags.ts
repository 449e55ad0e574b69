import { isPlainRecord, type Plain, Untold } from "./compare/plain";
import { type Estate, textsIn } from "./estate";

/** Says whether a policy asks for a tag of a resource; without a name, for any. */
export type Asked = (type: string, name?: string) => boolean;

/** Arguments that hold policies. */
const POLICIES = ["assume_role_policy", "inline_policy", "policy"];

/** `aws:PrincipalTag/team`, `iam:ResourceTag/team`; names compare without regard to case. */
const KEY = /(principal|resource)tag\/([^"'\\}\]]*)/gi;
const PRINCIPALS = ["aws_iam_role", "aws_iam_user"];

/** The tags that the policies of some sides ask for; any, where a name or a policy's text is not known. */
export function askedTags(sides: readonly Estate[]): Asked {
  const policies = sides.flatMap(({ resources }) =>
    resources.flatMap(({ plain }) => POLICIES.flatMap((argument) => plain[argument] ?? [])),
  );
  const asked = policies
    .flatMap(textsIn)
    .flatMap((text) => [...text.matchAll(KEY)])
    .map(([, of = "", name = ""]) => ({ of: of.toLowerCase(), name: name.toLowerCase() }));
  const isUnclear = policies.some(isUnknown);
  return (type, name) => {
    const isPrincipal = PRINCIPALS.includes(type);
    return (
      (isUnclear && isPrincipal) ||
      asked.some(
        (one) =>
          (one.of === "resource" || isPrincipal) &&
          (name === undefined || one.name === name.toLowerCase() || /[$*?]/.test(one.name)),
      )
    );
  };
}

function isUnknown(policy: Plain): boolean {
  return policy instanceof Untold && policy.encoded === undefined;
}

/** The tags of a resource for which policies ask. */
export function tagsSaid(type: string, tags: Plain | undefined, isAsked: Asked): Plain | undefined {
  if (!isPlainRecord(tags)) return isAsked(type) ? tags : undefined;
  const found = Object.entries(tags).filter(([name]) => isAsked(type, name));
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
