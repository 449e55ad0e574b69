import { enforcedArguments } from "./arguments";
import { announced, deciding, inert, inertFamilies } from "./types";

/** What a resource type is to whoever asks about access. */
export type Kind =
  /** Read into the model; every argument has a meaning of its own, below. */
  | { readonly kind: "enforced"; readonly arguments: Arguments }
  /** It could matter, and is not evaluated: the reader says so. */
  | { readonly kind: "announced"; readonly message: string }
  /** It has no part in who may call what. */
  | { readonly kind: "inert"; readonly because: string };

/** Arguments by name, those of blocks as `block.argument`. What is not here is refused. */
export interface Arguments {
  readonly read: ReadonlySet<string>;
  readonly inert: ReadonlySet<string>;
  /** Without influence on who may call what, and refused by whoever serves the API. */
  readonly unserved: ReadonlySet<string>;
  /** Attributes that AWS assigns: no configuration may write them. */
  readonly computed: ReadonlySet<string>;
  /** With what is said where the argument is set to anything but the given value. */
  readonly announced: ReadonlyMap<string, Announcement>;
}

export interface Announcement {
  readonly message: string;
  readonly unless?: unknown;
  /** Whether it may let in whom the model does not show: then whoever serves the API refuses it. */
  readonly opens?: boolean;
}

/** Whether a type that is not known could open or close a route: the families that say who may call what. */
export function couldDecide(type: string): boolean {
  return deciding.some((prefix) => type.startsWith(prefix));
}

/** The kind of a resource type; undefined for one that the reader does not know. */
export function kindOf(type: string): Kind | undefined {
  if (Object.hasOwn(enforcedArguments, type))
    return { kind: "enforced", arguments: enforcedArguments[type] as Arguments };
  if (Object.hasOwn(announced, type)) return { kind: "announced", message: announced[type] as string };
  if (Object.hasOwn(inert, type)) return { kind: "inert", because: inert[type] as string };
  const family = inertFamilies.find(({ prefix }) => type.startsWith(prefix));
  return family && { kind: "inert", because: family.because };
}
