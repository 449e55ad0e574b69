import { AddressSet } from "./address-set";
import { TextSet } from "./text-set";
import { NONE, type ValueList, type ValueSet } from "./value-set";

/** What a request may need beside credentials. */
export interface RequirementKind {
  /** The set of some values; undefined where one of them is not valid. */
  readonly setOf: (list: ValueList) => ValueSet | undefined;
  /** For people, with `VALUES` in it: `through the VPC endpoint VALUES`. */
  readonly text: string;
  /** The same where any value will do. */
  readonly anyText: string;
}

const texts = TextSet.of;
const addresses = AddressSet.of;

/** Every kind, by its name in a requirement. */
export const KINDS = {
  "api-key": { setOf: texts, text: "with an API key of VALUES", anyText: "with an API key" },
  "client-certificate": {
    setOf: texts,
    text: "with a client certificate that VALUES trusts",
    anyText: "with a client certificate",
  },
  "vpc-endpoint": {
    setOf: texts,
    text: "through the VPC endpoint VALUES",
    anyText: "through a VPC endpoint",
  },
  vpc: { setOf: texts, text: "from the VPC VALUES", anyText: "from a VPC" },
  "address-range": { setOf: addresses, text: "from VALUES", anyText: "from an IP address" },
  "vpc-address-range": {
    setOf: addresses,
    text: "from VALUES in a VPC",
    anyText: "from an IP address in a VPC",
  },
  organization: {
    setOf: texts,
    text: "by an account of the organization VALUES",
    anyText: "by an account of an organization",
  },
  "user-agent": { setOf: texts, text: "with the User-Agent VALUES", anyText: "with a User-Agent" },
  referer: { setOf: texts, text: "with the Referer VALUES", anyText: "with a Referer" },
} satisfies Readonly<Record<string, RequirementKind>>;

export type KindName = keyof typeof KINDS;

/** One value or another of each kind: a kind alone is any of its values. */
export const ANY: ValueList = { values: [NONE], isRest: true };

export function setOf(kind: KindName, list: ValueList): ValueSet {
  const { setOf: make }: RequirementKind = KINDS[kind];
  const set = make(list);
  if (!set) throw new TypeError(`${list.values.join(", ")}: no values of ${kind}`);
  return set;
}
