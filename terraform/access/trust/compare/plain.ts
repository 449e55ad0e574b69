import {
  type Inputs,
  inputsOf,
  isList,
  isRecord,
  textOf,
  Unresolved,
  type Value,
  type ValueRecord,
} from "../../../language/expression";

/**
 * A value as it is compared: scalars as texts, since Terraform converts between them, and without what is empty, since
 * a state writes that for what is not set. A block is a record, whether it is written as a list of one or not.
 */
export type Plain = string | Untold | readonly Plain[] | PlainRecord;
export interface PlainRecord {
  readonly [key: string]: Plain;
}

/** What is not known, and a digest of what it depends on: two of equal inputs are one value. */
export class Untold {
  constructor(
    readonly why: string,
    readonly inputs: string,
    /** Of a text that is made of a structure, such as a policy: the structure, unknown parts and all. */
    readonly encoded?: Plain,
    /** Of a text with unknown parts: what is written after the last of them. */
    readonly ends?: string,
  ) {}
}

/** @param within of a part of a text: what the text's unknown parts depend on */
export function plainOf(value: Value | undefined, within?: Inputs): Plain | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (value instanceof Unresolved) return identityOf(value) ?? untoldOf(value, within);
  if (isList(value)) {
    const items = value.flatMap((item) => plainOf(item, within) ?? []);
    const [only] = items;
    if (items.length === 1 && isPlainRecord(only)) return only;
    return items.length === 0 ? undefined : items;
  }
  return isRecord(value) ? recordOf(value, within) : textOf(value);
}

/** A block that is empty is there: `block {}` of a web ACL's action. */
function recordOf(value: ValueRecord, within: Inputs | undefined): PlainRecord {
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const plain = plainOf(item, within);
    return plain === undefined ? [] : [[key, plain] as const];
  });
  return Object.fromEntries(entries);
}

/** A resource's own id or ARN, which AWS assigns: it is known whose it is. */
function identityOf({ is, unknown }: Unresolved): string | undefined {
  if (is === undefined || is.includes("data.") || unknown !== `${is}: known after apply`) return undefined;
  return /\.(id|arn|\w+_(arn|id)|execution_arn|endpoint|dns_name|function_name|name)$/.test(is)
    ? is
    : undefined;
}

function untoldOf(value: Unresolved, within: Inputs | undefined): Untold {
  if (!within) {
    const inputs = inputsOf(value);
    return new Untold(value.unknown, inputs.all, plainOf(value.encoded, inputs), endOf(value));
  }
  // Of the same origin; what the origin is made of is among the inputs of the text.
  const inputs = value.is === undefined ? within.all : `${value.is} ${within.unknown}`;
  return new Untold(value.unknown, inputs, plainOf(value.encoded, within), endOf(value));
}

function endOf({ parts }: Unresolved): string | undefined {
  const last = parts?.at(-1);
  return typeof last === "string" ? last : undefined;
}

export function isPlainRecord(value: Plain | undefined): value is PlainRecord {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Untold);
}

/** The elements of a list; one element where a value stands alone. */
export function listOf(value: Plain | undefined): readonly Plain[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Plain[]) : [value];
}

/** A text by which two values are equal: keys in order, unknown parts by their inputs. */
export function keyOf(value: Plain | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Untold) return `?(${value.inputs})`;
  if (Array.isArray(value)) return `[${value.map(keyOf).join(",")}]`;
  const record = value as PlainRecord;
  const names = Object.keys(record).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${keyOf(record[name])}`).join(",")}}`;
}

/** The first unknown part, at any depth. */
export function untoldIn(value: Plain | undefined): Untold | undefined {
  if (value instanceof Untold) return value;
  if (typeof value !== "object") return undefined;
  for (const part of Object.values(value)) {
    const found = untoldIn(part as Plain);
    if (found) return found;
  }
  return undefined;
}
