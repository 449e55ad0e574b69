import type { Estate } from "./estate";
import { holds, textsIn } from "./estate";
import type { Facts } from "./facts";
import { trustedTypes } from "./kinds";
import { NAMES } from "./owners";
import type { UntoldTrust } from "./trust-change";

/**
 * Code, settings and rules that are new in the Terraform, and that something of the old side named already: what names
 * them is as it was, and does not say that they are others.
 */
export function namedBefore({
  after,
  before,
  head,
}: {
  /** The facts of both sides, by the addresses of the new side. */
  readonly after: ReadonlyMap<string, Facts>;
  readonly before: ReadonlyMap<string, Facts>;
  readonly head: Estate;
}): readonly UntoldTrust[] {
  return [...after.values()].flatMap(({ added, address, kind, relies }) => {
    if (before.has(address) || added !== "unsaid" || !["code-source", "function"].includes(kind)) return [];
    const plain = head.at(address)?.plain ?? {};
    const names = NAMES.flatMap((name) => plain[name] ?? []).flatMap(textsIn);
    const user = relies.find((one) => {
      const texts = textsUsed(before.get(one), head.at(one)?.type);
      return names.some((name) => name.length > 1 && texts.some((text) => holds(text, name)));
    });
    if (user === undefined) return [];
    return [
      { resource: address, why: `it is new, and ${user} named it before: what it was there is not known` },
    ];
  });
}

function textsUsed(facts: Facts | undefined, type = ""): readonly string[] {
  return Object.keys(trustedTypes[type]?.uses ?? {}).flatMap((argument) => textsIn(facts?.values[argument]));
}
