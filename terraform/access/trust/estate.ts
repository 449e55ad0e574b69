import type { Value, ValueRecord } from "../../language/expression";
import { listOf, type Plain, type PlainRecord, plainOf, Untold } from "./compare/plain";
import { withDefaultTags } from "./default-tags";
import { ownNames } from "./own-names";

/** A resource of one side. */
export interface TrustResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Why it is not known whether it is there, or how many of it. */
  readonly uncertain?: string;
  /** A digest of what its number depends on, where that is not known. */
  readonly instances?: string;
  /** A digest of the settings by which its provider signs in to an account. */
  readonly account?: string;
  /** Digests of the files that it names, by argument. */
  readonly contents?: () => Readonly<Record<string, string>>;
  /** What other resources write to the files that it names. */
  readonly written?: { readonly by: readonly string[]; readonly says: string };
  /** Tags that its provider gives all its resources. */
  readonly defaultTags?: Value;
}

/** A resource with its values as they are compared. */
export interface Owned {
  readonly address: string;
  readonly type: string;
  readonly plain: PlainRecord;
  /** What is not an argument, and decides about trust all the same. */
  readonly beside?: PlainRecord;
  readonly contents?: TrustResource["contents"];
}

/** Attributes that AWS assigns, and by which other resources name one. */
export const ASSIGNED_NAMES = [
  "arn",
  "id",
  "invoke_arn",
  "qualified_arn",
  "qualified_invoke_arn",
  "execution_arn",
  "endpoint",
  "regional_domain_name",
  "cloudfront_domain_name",
];

/** Attributes by which a resource is named elsewhere. */
const IDENTIFIERS = [...ASSIGNED_NAMES, "function_name", "name", "bucket", "key", "identifier", "alias"];

export const REST_APIS = ["aws_api_gateway_rest_api"];
export const HTTP_APIS = ["aws_apigatewayv2_api"];

/** Characters of the ids that API Gateway gives; a shorter text may be anything. */
const SHORTEST_ID = 6;

/** The resources of one side, by type and by what names them. */
export class Estate {
  readonly resources: readonly Owned[];
  private readonly byType = new Map<string, Owned[]>();
  private readonly byAddress: ReadonlyMap<string, Owned>;
  private readonly byName = new Map<string, Owned>();
  private readonly names = new Map<string, ReadonlyMap<string, readonly Name[]>>();
  private inNames: ((text: string) => string) | undefined;

  constructor(resources: readonly TrustResource[]) {
    this.resources = resources.map(ownedOf);
    this.byAddress = new Map(this.resources.map((resource) => [resource.address, resource]));
    for (const resource of this.resources) {
      const ofType = this.byType.get(resource.type);
      if (ofType) ofType.push(resource);
      else this.byType.set(resource.type, [resource]);
      for (const name of ["arn", "invoke_arn", "execution_arn", "id"]) {
        const text = resource.plain[name];
        // An id that is a name says more than an address.
        const says = name === "id" && (text === resource.plain.name || text === resource.plain.function_name);
        if (typeof text === "string" && text.length >= SHORTEST_ID && !says && !this.byName.has(text))
          this.byName.set(text, resource);
      }
    }
  }

  at(address: string): Owned | undefined {
    return this.byAddress.get(address);
  }

  ofType(type: string): readonly Owned[] {
    return this.byType.get(type) ?? [];
  }

  /** The address of the resource whose id or ARN a text is. */
  addressOf(text: string): string | undefined {
    return this.byName.get(text)?.address;
  }

  /** A text for people, with what AWS assigns to resources as Terraform writes it. */
  named(text: string): string {
    this.inNames ??= ownNames(this.resources);
    return this.inNames(text);
  }

  /** The resources of some types that a value names, by their address, id, ARN or name. */
  mentioned(value: Plain | undefined, types: readonly string[]): readonly Owned[] {
    const texts = textsIn(value);
    if (texts.length === 0) return [];
    return types.flatMap((type) => {
      const names = this.namesOf(type);
      const found = texts.flatMap((text) =>
        (text.match(WORD) ?? [])
          .flatMap((word) => names.get(word) ?? [])
          .filter(({ name }) => holds(text, name)),
      );
      return [...new Set(found.map(({ resource }) => resource))];
    });
  }

  /** What names the resources of a type, each by the word of it that fewest have. The index is built once. */
  private namesOf(type: string): ReadonlyMap<string, readonly Name[]> {
    const known = this.names.get(type);
    if (known) return known;
    const all = this.ofType(type).flatMap((resource) =>
      namesOf(resource).map((name) => ({ name, resource })),
    );
    const made = byRarestWord(all);
    this.names.set(type, made);
    return made;
  }
}

/** A text by which a resource is named. */
interface Name {
  readonly name: string;
  readonly resource: Owned;
}

const WORD = /[\w-]+/g;

function byRarestWord(all: readonly Name[]): ReadonlyMap<string, readonly Name[]> {
  const words = all.map(({ name }) => [...new Set(name.match(WORD) ?? [])]);
  const counts = new Map<string, number>();
  for (const word of words.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const made = new Map<string, Name[]>();
  all.forEach((one, index) => {
    const [first = "", ...others] = words[index] ?? [];
    const rarest = others.reduce(
      (found, word) => ((counts.get(word) ?? 0) < (counts.get(found) ?? 0) ? word : found),
      first,
    );
    const same = made.get(rarest);
    if (same) same.push(one);
    else made.set(rarest, [one]);
  });
  return made;
}

function namesOf({ address, plain }: Owned): readonly string[] {
  const identifiers = IDENTIFIERS.flatMap((attribute) => {
    const name = plain[attribute];
    return typeof name === "string" && name.length > 1 ? [name] : [];
  });
  return [...new Set([address, ...identifiers])];
}

function ownedOf({
  account,
  address,
  contents,
  defaultTags,
  instances,
  type,
  uncertain,
  values,
  written,
}: TrustResource): Owned {
  const beside = {
    ...(instances !== undefined && { instances: new Untold(uncertain ?? "how many there are", instances) }),
    ...(account !== undefined && {
      provider: new Untold("in which account it is follows from the provider's settings", account),
    }),
    ...(written && {
      files: new Untold(`${written.by.join(" and ")} may write a file that it names`, written.says),
    }),
  };
  return {
    address,
    type,
    plain: withDefaultTags(type, (plainOf(values as ValueRecord) ?? {}) as PlainRecord, plainOf(defaultTags)),
    ...(Object.keys(beside).length > 0 && { beside }),
    ...(contents && { contents }),
  };
}

/** Whether there is an API, or the URL of a function, whose routes show who relies on what. */
export function hasApi(estate: Estate): boolean {
  return [...REST_APIS, ...HTTP_APIS, "aws_lambda_function_url"].some(
    (type) => estate.ofType(type).length > 0,
  );
}

/** All texts in a value, and why its unknown parts are not known. */
export function textsIn(value: Plain | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === "string") return [value];
  if (value instanceof Untold) return [value.why, ...textsIn(value.encoded)];
  return (Array.isArray(value) ? listOf(value) : Object.values(value)).flatMap((part) =>
    textsIn(part as Plain),
  );
}

/** Whether a text has another in it, not as a part of a longer name. */
export function holds(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const [before = "", after = ""] = [text[at - 1], text[at + part.length]];
    if (!/[\w-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}
