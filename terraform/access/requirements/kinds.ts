import { AddressSet } from "./address-set";
import { TextSet } from "./text-set";
import { NONE, type ValueList, type ValueSet } from "./value-set";

/** What a request may need beside credentials. */
export interface RequirementKind {
  /** The set of some values; undefined where one of them is not valid. */
  readonly setOf: (list: ValueList) => ValueSet | undefined;
  /** Cuts all values, and NONE, into parts of which each of some values has all or nothing. */
  readonly piecesOf: (values: readonly string[]) => readonly ValueSet[] | undefined;
  /** The condition operators that compare its values. */
  readonly operators: RegExp;
  /** For people, with `VALUES` in it: `through the VPC endpoint VALUES`. */
  readonly text: string;
  /** The same where any value will do. */
  readonly anyText: string;
  /** The same where any value will do but these, and none at all. */
  readonly otherText: string;
}

const texts = { setOf: TextSet.of, piecesOf: TextSet.pieces, operators: /^String(Not)?(Equals|Like)$/ };
const addresses = { setOf: AddressSet.of, piecesOf: AddressSet.pieces, operators: /^(Not)?IpAddress$/ };

/** Every kind, by its name in a requirement. */
export const KINDS = {
  "api-key": {
    ...texts,
    text: "with an API key of VALUES",
    anyText: "with an API key",
    otherText: "without an API key of VALUES",
  },
  "client-certificate": {
    ...texts,
    text: "with a client certificate that VALUES trusts",
    anyText: "with a client certificate",
    otherText: "without a client certificate that VALUES trusts",
  },
  "vpc-endpoint": {
    ...texts,
    text: "through the VPC endpoint VALUES",
    anyText: "through a VPC endpoint",
    otherText: "by another way than the VPC endpoint VALUES",
  },
  vpc: {
    ...texts,
    text: "from the VPC VALUES",
    anyText: "from a VPC",
    otherText: "from elsewhere than the VPC VALUES",
  },
  "address-range": {
    ...addresses,
    text: "from VALUES",
    anyText: "from an IP address",
    otherText: "from elsewhere than VALUES",
  },
  "vpc-address-range": {
    ...addresses,
    text: "from VALUES in a VPC",
    anyText: "from an IP address in a VPC",
    otherText: "from elsewhere than VALUES in a VPC",
  },
  organization: {
    ...texts,
    text: "by an account of the organization VALUES",
    anyText: "by an account of an organization",
    otherText: "by an account that is not of the organization VALUES",
  },
  "user-agent": {
    ...texts,
    text: "with the User-Agent VALUES",
    anyText: "with a User-Agent",
    otherText: "with another User-Agent than VALUES",
  },
  referer: {
    ...texts,
    text: "with the Referer VALUES",
    anyText: "with a Referer",
    otherText: "with another Referer than VALUES",
  },
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
