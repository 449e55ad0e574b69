import {
  array,
  type BaseIssue,
  type BaseSchema,
  type InferOutput,
  integer,
  literal,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  strictObject,
  string,
} from "valibot";
import { LEFT_CHECKS } from "../../terraform/access/decide";
import { VERSION } from "./version";

export const version = literal(VERSION);

const counted = (from: number) => pipe(number(), integer(), minValue(from));

/** Where a block is written: the file as it was named, and the line, from 1. */
export const position = strictObject({ file: string(), line: counted(1) });

/** What an API is; a function URL is one of a single route. */
export const apiKind = picklist(["rest", "http", "websocket", "url"]);

/** The resource that decided, and the index of the statement in its policy, from 0. */
export const source = strictObject({
  address: string(),
  statement: optional(counted(0)),
  position: optional(position),
});

export const decision = picklist(["allow", "deny", "unknown"]);

/** What a request needs beside the credentials, each a word: `api-key`, `address-range:192.0.2.0/24`. */
export const requires = array(string());

/** What of a caller's credentials API Gateway does not check, and leaves to what answers the route. */
export const leftCheck = picklist(LEFT_CHECKS);

/** The checks, and the function's address or the server's URL; absent where it is neither. */
export const leftToBackend = strictObject({ checks: array(leftCheck), backend: optional(string()) });

/** Something that is not shown otherwise. `hides`: routes, locks or grants may be in it, and it is not read. */
export const note = strictObject({
  address: string(),
  message: string(),
  weight: optional(picklist(["warning", "danger"])),
  hides: optional(literal(true)),
  position: optional(position),
});

/** What cannot be told: a resource, a module or a file, and why. */
export const undecided = strictObject({
  resource: string(),
  argument: optional(string()),
  why: string(),
  position: optional(position),
});

/** The data that a schema describes. */
export type DataOf<S extends BaseSchema<unknown, unknown, BaseIssue<unknown>>> = Frozen<InferOutput<S>>;

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;
