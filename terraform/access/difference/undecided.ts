import { valueText } from "../../language/expression";
import type { Notice, Unread } from "../../model";
import { type UnknownArgument, unknownArguments } from "../../read";
import type { ResolvedResource } from "../../sources";
import { speaksOfTrust, type TrustDifference } from "../trust";
import type { ComparedResource } from "./content";

/** Something whose influence on access cannot be told, and that differs between two sides. */
export interface Undecided {
  /** Address of a resource or module, a route, or the name of a file. */
  readonly resource: string;
  /** `integration_target`; of a block `lambda_config.inbound`. Absent where it is the resource as a whole. */
  readonly argument?: string;
  /** What is not known, without the address: `the argument integration_target is not known, and its value differs`. */
  readonly why: string;
}

interface Side {
  readonly model: { readonly notices: readonly Notice[] };
  readonly resources: readonly ComparedResource[];
}

/** Parts in which routes, locks or grants may be that are not shown, whether they differ from another side or not. */
export function hiddenParts(notices: readonly Notice[]): readonly Undecided[] {
  return notices.flatMap(({ address, message, unread }) =>
    unread?.hides ? [{ resource: address, why: message }] : [],
  );
}

/** Addresses of all that is not read, not evaluated or not known to the registry of types. */
export function unreadAddresses({ model, resources }: Side): ReadonlySet<string> {
  return new Set([
    ...model.notices.flatMap(({ address, unread }) => (unread ? [address] : [])),
    ...resources.filter((resource) => byPath(resource).size > 0).map(({ address }) => address),
  ]);
}

/**
 * What is not read or not evaluated, and is not the same on both sides.
 *
 * @param trust what the comparison of trust has answered, and which resources it follows
 */
export function unreadParts(
  base: Side,
  head: Side,
  { follows, settled }: Pick<TrustDifference, "follows" | "settled">,
): readonly Undecided[] {
  const types = new Map([...base.resources, ...head.resources].map(({ address, type }) => [address, type]));
  const [before, after] = [partsOf(base.model.notices), partsOf(head.model.notices)];
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const { address, message, weight } = (is ?? was) as Notice;
    // A way around the locks that is closed opens nothing.
    if (!is && (weight === "danger" || was?.unread?.passes)) return [];
    const differing = differingNames(was?.unread?.says, is?.unread?.says).filter(
      (name) => !(follows(address) && isOfTrust(types.get(address), name, (is ?? was) as Notice)),
    );
    if (differing.length === 0 && was?.unread?.reach !== is?.unread?.reach)
      return [{ resource: address, why: `${message} (what it may read differs)` }];
    if (differing.length === 0) return [];
    // What is not read as a whole, and is new or gone, is said as a whole.
    const isWhole = Object.hasOwn((is ?? was)?.unread?.says ?? {}, "");
    const isOpen = (is ?? was)?.unread?.identity === true;
    if (isWhole && !isOpen && (!was || !is) && settled({ resource: address })) return [];
    if (!was || !is)
      return [{ resource: address, why: `${message} (on the ${is ? "new" : "old"} side only)` }];
    return differing.map((argument) => ({
      resource: address,
      ...(argument !== "" && { argument }),
      why: `${message} (it differs)`,
    }));
  });
}

function differingNames(from: Unread["says"] = {}, to: Unread["says"] = {}): readonly string[] {
  return [...new Set([...Object.keys(to), ...Object.keys(from)])].filter((name) => from[name] !== to[name]);
}

/** Of these, the comparison of trust says what differs. */
function isOfTrust(type: string | undefined, name: string, { unread }: Notice): boolean {
  return type !== undefined && !isRemark(unread) && speaksOfTrust(type, name);
}

function partsOf(notices: readonly Notice[]): ReadonlyMap<string, Notice> {
  const parts = notices.filter(({ unread }) => unread !== undefined);
  return new Map(parts.map((part) => [keyOf(part), part]));
}

/** Of a remark the message, of a resource as a whole its address, of arguments their names. */
function keyOf({ address, message, unread }: Notice): string {
  if (isRemark(unread)) return `${address}: ${message}`;
  const names = Object.keys(unread?.says ?? {});
  return names.includes("") ? address : `${address} ${names.join()}`;
}

/** Whether nothing but its message says what is not read. */
function isRemark(unread: Unread | undefined): boolean {
  const names = Object.keys(unread?.says ?? {});
  return names.length === 1 && names[0] === "";
}

/** Arguments that the registry of types does not know, and whose value is not the same on both sides. */
export function unknownArgumentsOf(base: Side, head: Side): readonly Undecided[] {
  const [before, after] = [byAddress(base.resources), byAddress(head.resources)];
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((address) => {
    const [from, to] = [byPath(before.get(address)), byPath(after.get(address))];
    return [...new Set([...to.keys(), ...from.keys()])]
      .filter((path) => mayMatter(from.get(path), to.get(path)))
      .map((argument) => ({
        resource: address,
        argument,
        why: `the argument ${argument} is not known, and its value differs`,
      }));
  });
}

function byAddress(resources: readonly ComparedResource[]): ReadonlyMap<string, ComparedResource> {
  return new Map(resources.map((resource) => [resource.address, resource]));
}

function byPath(resource: ComparedResource | undefined): ReadonlyMap<string, UnknownArgument> {
  const found = resource ? unknownArguments(resource as ResolvedResource) : [];
  return new Map(found.map((argument) => [argument.path, argument]));
}

/** What the provider computes has no influence; that an argument is taken away shows in its value alone. */
function mayMatter(from: UnknownArgument | undefined, to: UnknownArgument | undefined): boolean {
  if (to?.computed) return false;
  return valueText(from?.values ?? null) !== valueText(to?.values ?? null);
}
