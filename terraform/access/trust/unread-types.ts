import { couldDecide, kindOf } from "../../types";
import { keyOf, type Plain } from "./compare/plain";
import { type Estate, hasApi, holds, type Owned, textsIn } from "./estate";
import type { Reliance } from "./reliance";
import { GRANTED, isHarmless, isWriter, type Naming, reliedTypes } from "./relied-types";
import type { Renamed } from "./renamed";
import type { UntoldTrust } from "./trust-change";

interface Side {
  readonly estate: Estate;
  readonly reliance: Reliance;
}

/** Something that access relies on, by the argument of a resource that names it. */
interface Named {
  readonly argument: string;
  readonly address: string;
  readonly naming: Naming;
}

/** Arguments that every type has, and that name nothing that a resource uses. */
const COMMON = ["arn", "depends_on", "id", "region", "tags", "tags_all", "timeouts"];

/** Types that are read, by the argument in which they hand out a role whose use is not followed. */
const ROLES_OF: Readonly<Record<string, string>> = { aws_lambda_function: "role" };

const TYPES = Object.keys(reliedTypes);

/**
 * Resources that are neither read nor known to be without influence, that name something that access relies on, and that
 * are not the same on both sides.
 *
 * @param isCompared whether the comparison of trust says already what differs of a resource
 */
export function unreadTypes(
  base: Side,
  head: Side,
  { isCompared, renamed }: { readonly isCompared: (address: string) => boolean; readonly renamed: Renamed },
): readonly UntoldTrust[] {
  const before = new Map(base.estate.resources.map((one) => [renamed.address(one.address), one]));
  const after = new Map(head.estate.resources.map((one) => [one.address, one]));
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((address): readonly UntoldTrust[] => {
    const [was, is] = [before.get(address), after.get(address)];
    const { type } = (is ?? was) as Owned;
    if (isCompared(address) || !isOpen(type)) return [];
    if (isSame(was, is, renamed)) return [];
    const [from, to] = [was ? named(was, base) : [], is ? named(is, head) : []];
    const had = new Set(from.map((one) => `${one.argument} ${renamed.address(one.address)}`));
    const telling = is
      ? to.filter((one) => differs(one, { isNew: !had.has(`${one.argument} ${one.address}`), type }))
      : from.filter(({ naming }) => naming === "source");
    if (telling.length === 0) return [];
    return [
      {
        resource: address,
        why: `${reasonOf(telling)} (it ${was && is ? "differs" : is ? "is new" : "is gone"})`,
      },
    ];
  });
}

/** Whether a type may have an influence that nothing else tells: notices name what is not evaluated. */
function isOpen(type: string): boolean {
  const kind = kindOf(type)?.kind;
  return Object.hasOwn(ROLES_OF, type) || (kind === undefined ? !couldDecide(type) : kind === "ignored");
}

function isSame(was: Owned | undefined, is: Owned | undefined, renamed: Renamed): boolean {
  if (!was || !is) return false;
  const names = [...new Set([...Object.keys(is.plain), ...Object.keys(was.plain)])];
  return names.every(
    (name) => COMMON.includes(name) || keyOf(renamed.value(was.plain[name])) === keyOf(is.plain[name]),
  );
}

/** Where a credential or a source is named, all of the resource counts: who gets the role, what is written there. */
function differs(
  { naming }: Named,
  { isNew, type }: { readonly isNew: boolean; readonly type: string },
): boolean {
  return isNew || (naming !== "place" && !Object.hasOwn(ROLES_OF, type));
}

function named(resource: Owned, side: Side): readonly Named[] {
  const { plain, type } = resource;
  const names = Object.keys(plain).filter((name) =>
    Object.hasOwn(ROLES_OF, type) ? ROLES_OF[type] === name : !COMMON.includes(name),
  );
  return names.flatMap((argument) => {
    const inside = namedIn(argument, plain[argument], side.estate).filter(
      (one) => one !== resource && (side.reliance.has(one.address) || handsOut(one, side)),
    );
    const all = [
      ...inside.map((one) => ({ address: one.address, naming: namingOf(one.type) })),
      ...outsideRoles(plain[argument], side.estate, type),
      ...writtenApis(plain[argument], side.estate),
    ];
    return all.filter(({ naming }) => counts(type, argument, naming)).map((one) => ({ ...one, argument }));
  });
}

/** What an argument names: by its ARN, id or address, or by its name where the argument is for one. */
function namedIn(argument: string, value: Plain | undefined, estate: Estate): readonly Owned[] {
  const texts = textsIn(value);
  const byName = TYPES.filter((type) => reliedTypes[type]?.byName?.test(argument)).flatMap((type) =>
    estate.ofType(type).filter((one) => namesOf(one).some((name) => texts.includes(name))),
  );
  const mentioned = estate.mentioned(value, TYPES).filter((one) => isUnmistakable(one, texts));
  return [...new Set([...byName, ...mentioned])];
}

function namingOf(type: string): Naming {
  return reliedTypes[type]?.naming ?? "place";
}

/** An instance profile is the role that it holds. */
function handsOut({ plain, type }: Owned, { estate, reliance }: Side): boolean {
  if (type !== "aws_iam_instance_profile") return false;
  return namedIn("role", plain.role, estate).some(({ address }) => reliance.has(address));
}

function counts(type: string, argument: string, naming: Naming): boolean {
  if (naming === "credential") return !GRANTED.test(argument);
  if (isHarmless(type)) return false;
  if (naming === "source") return kindOf(type) === undefined || isWriter(type);
  // Other providers' resources that only know the address of an API change nothing of it.
  return kindOf(type) === undefined && /^aws(cc)?_/.test(type);
}

/** Attributes that nothing else has. */
const UNMISTAKABLE = [
  "arn",
  "invoke_arn",
  "qualified_arn",
  "qualified_invoke_arn",
  "execution_arn",
  "endpoint",
  "regional_domain_name",
  "cloudfront_domain_name",
];
const SHORTEST_ID = 6;

function namesOf({ plain }: Owned): readonly string[] {
  return [plain.name, plain.function_name, plain.bucket, plain.id].filter((one) => typeof one === "string");
}

function isUnmistakable({ address, plain, type }: Owned, texts: readonly string[]): boolean {
  const isName = plain.id === plain.name || plain.id === plain.domain_name;
  const isId = typeof plain.id === "string" && plain.id.length >= SHORTEST_ID && !isName;
  // The ARN of a bucket has nothing but its name.
  const bucket =
    type === "aws_s3_bucket" && typeof plain.bucket === "string" ? `s3:::${plain.bucket}` : undefined;
  const own = [address, bucket, ...UNMISTAKABLE.map((name) => plain[name]), ...(isId ? [plain.id] : [])];
  return own.some((one) => typeof one === "string" && texts.some((text) => holds(text, one)));
}

const ROLE =
  /arn:aws[\w-]*:iam::\d{12}:role\/(?!aws-service-role\/)[\w+=,.@/-]+|\bdata\.aws_iam_role\.[\w-]+/g;

/** Roles that are made elsewhere: what they may call is not known. */
function outsideRoles(
  value: Plain | undefined,
  estate: Estate,
  type: string,
): readonly Pick<Named, "address" | "naming">[] {
  if (kindOf(type) !== undefined && type !== "aws_iam_instance_profile") return [];
  const found = textsIn(value).flatMap((text) => [...text.matchAll(ROLE)].map(([role]) => role));
  return [...new Set(found)]
    .filter((role) => estate.addressOf(role) === undefined)
    .map((address) => ({ address, naming: "credential" as const }));
}

const API = /\b[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com/g;

/** APIs by a host name that is written out: whether it is one of these is not known before they are there. */
function writtenApis(value: Plain | undefined, estate: Estate): readonly Pick<Named, "address" | "naming">[] {
  if (!hasApi(estate)) return [];
  const found = textsIn(value).flatMap((text) => [...text.matchAll(API)].map(([host]) => host));
  return [...new Set(found)]
    .filter((host) => estate.addressOf(host.slice(0, host.indexOf("."))) === undefined)
    .map((address) => ({ address, naming: "place" as const }));
}

const MAY: Readonly<Record<Naming, string>> = {
  credential: "it may hand out",
  source: "it may change what decides about callers in",
  place: "it may send requests to, or change,",
};

function reasonOf(all: readonly Named[]): string {
  return (Object.keys(MAY) as Naming[])
    .flatMap((naming) => {
      const of = [...new Set(all.filter((one) => one.naming === naming).map(({ address }) => address))];
      const more = of.length > 3 ? ` and ${of.length - 3} more` : "";
      return of.length === 0 ? [] : [`${MAY[naming]} ${of.slice(0, 3).join(", ")}${more}`];
    })
    .join("; ")
    .concat(", and what it does is not read");
}
