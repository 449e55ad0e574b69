import type { PlainRecord } from "./compare/plain";
import type { Rules } from "./compare/rule";
import type { Estate, Owned } from "./estate";
import type { TrustKind } from "./trust-change";

/** What it means that a resource is added or removed; `unsaid` where what names it says so. */
export type Existence = "other" | "narrower" | "unsaid";

/** By argument, the types of the resources that it names. */
export type Links = Readonly<Record<string, readonly string[]>>;

/** What a resource type has to do with trust. Every argument without a rule is another trust where it changes. */
export interface TrustedType {
  readonly kind: TrustKind;
  /** Whether callers meet a resource by itself. Others count where one that counts names them. Default: never. */
  readonly root?: (resource: Owned, estate: Estate) => boolean;
  /** What a resource of this type relies on. */
  readonly uses?: Links;
  /** Arguments that name what AWS keeps one of this type for: a second one replaces the first, without an error. */
  readonly onePer?: readonly string[];
  /** What it is a part of, and that relies on it. */
  readonly partOf?: Links;
  readonly added: Existence | ((resource: Owned, estate: Estate) => Existence);
  readonly removed: Existence | ((resource: Owned, estate: Estate) => Existence);
  /** Arguments that are the same as long as they name a resource of a type in the same Terraform. */
  readonly sameWhen?: Readonly<Record<string, string>>;
  /** Arguments that say something only beside others. */
  readonly onlyWith?: Readonly<Record<string, (plain: PlainRecord) => boolean>>;
  /** By name of a fact, an argument that names a resource, and the type of that: what it says is compared where it is another. */
  readonly through?: Readonly<Record<string, { readonly argument: string; readonly type: string }>>;
  /** Arguments that are compared as access, not as trust. */
  readonly access?: readonly string[];
  /** Arguments and attributes that say nothing about trust. */
  readonly ignored: readonly string[];
  readonly rules: Rules;
}

/** By Terraform's name of the type. */
export type TrustedTypes = Readonly<Record<string, TrustedType>>;
