import { createHash } from "node:crypto";
import { attributeAt, type StandIn } from "../../types";
import { type Budget, isRecord, textOf, Unresolved, type Value, type ValueRecord } from "../expression";
import type { Wanted } from "./lookup";

/** A resource as its stand-ins are made from: its arguments by name, and its place. */
export interface Self {
  readonly type: string;
  readonly address: string;
  readonly accountId: string;
  /** Of the configuration, where it is evaluated. */
  readonly budget?: Budget;
  region(): Value;
  /** The arguments that are written. */
  names(): readonly string[];
  /** Whether the argument is written. */
  has(name: string): boolean;
  /** An argument or another attribute; unknown where it is neither. */
  get(name: string): Value;
  /** The text of a file of the configuration, by its path from the root; undefined where it is not read. */
  file?(path: string): string | undefined;
  /** Resources of any root by the values of attributes; of a data source, those that its provider finds. */
  find(type: string, wanted: Wanted): readonly Self[];
}

/** What stands in for an attribute that AWS assigns; undefined where there is nothing, as for a secret. */
export function assigned(self: Self, name: string): Value | undefined {
  const standIn = attributeAt(self.type, name)?.assigned;
  return standIn === undefined ? undefined : made(standIn, self, name);
}

function made(standIn: StandIn, self: Self, name: string): Value {
  if (typeof standIn === "string") return filled(standIn, self);
  if ("parent" in standIn) {
    const [parent] = self.find(self.type, { id: self.get(standIn.parent) });
    return joined(parent ? parent.get(name) : "", "/", self.get(standIn.part));
  }
  if ("each" in standIn) {
    const blocks = self.get(standIn.each);
    return (Array.isArray(blocks) ? blocks : [blocks]).map((block: Value) =>
      filled(standIn.text, self, { [standIn.each]: block }),
    );
  }
  if ("ofFunction" in standIn) {
    const named = self.get(standIn.ofFunction);
    const isArn = typeof named === "string" && named.startsWith("arn:");
    const arn = isArn
      ? named
      : joined("arn:aws:lambda:", self.region(), `:${self.accountId}:function:`, named);
    return joined(arn, filled(standIn.after, self));
  }
  const before = filled(standIn.before, self);
  if ("random" in standIn) return joined(before, random(self.address, standIn));
  return joined(before, "uuid" in standIn ? uuid(self.address) : withoutScheme(self.get(standIn.url)));
}

/** A text with the attributes in it; `blocks` are those of which one is meant. */
function filled(template: string, self: Self, blocks: ValueRecord = {}): Value {
  const parts = template.split(/\{([\w.]+(?:=[^}]*)?)\}/);
  return joined(...parts.map((part, index) => (index % 2 === 0 ? part : attribute(part, self, blocks))));
}

function attribute(named: string, self: Self, blocks: ValueRecord): Value {
  const [name = "", otherwise] = named.split("=");
  if (name === "region") return self.region();
  if (name === "account") return self.accountId;
  const [outer = "", inner] = name.split(".");
  if (inner === undefined) return otherwise === undefined || self.has(name) ? self.get(name) : otherwise;
  const block = blocks[outer];
  return isRecord(block) ? (block[inner] ?? null) : null;
}

/** The parts as one text, unknown if one of them is. */
function joined(...parts: readonly Value[]): Value {
  const unknown = parts.find((part) => part instanceof Unresolved || textOf(part) === undefined);
  if (unknown !== undefined) return unknown instanceof Unresolved ? unknown : new Unresolved("not a text");
  return parts.map(textOf).join("");
}

function withoutScheme(url: Value): Value {
  return typeof url === "string" ? url.replace(/^https:\/\//, "") : url;
}

function random(
  address: string,
  { of, random: length, salt }: { of: string; random: number; salt: string },
): string {
  let rest = BigInt(`0x${createHash("sha512").update(`${address}#${salt}`).digest("hex")}`);
  let made = "";
  while (made.length < length) {
    made += of[Number(rest % BigInt(of.length))];
    rest /= BigInt(of.length);
  }
  return made;
}

function uuid(address: string): string {
  const hex = createHash("sha256").update(address).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
