import { TerraformError } from "../../error";

/** Terraform's values, as far as JSON has them; sets and tuples are lists, objects and maps are records. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value }
  | Unresolved;

/**
 * A value that exists only after apply, or that cannot be evaluated here. Every value made from it is unknown as
 * well.
 */
export class Unresolved {
  /**
   * @param unknown what is not known and why: `aws_kms_key.k.arn: known after apply`
   * @param is where the value comes from, unchanged: two unknowns of one origin are one value. Undefined for
   * what is made from an unknown, such as a text around it
   * @param encoded of a text that jsonencode(), yamlencode(), a JSON template or data.aws_iam_policy_document makes:
   * what it was given, unknown parts and all
   * @param parts of a text that a template makes: what is known of it and what is not, in order
   */
  constructor(
    readonly unknown: string,
    readonly is?: string,
    readonly encoded?: Value,
    readonly parts?: readonly (string | Unresolved)[],
  ) {}

  /** The same value under another origin. */
  from(is: string | undefined): Unresolved {
    return new Unresolved(this.unknown, is, this.encoded, this.parts);
  }

  /** What is made from this value: as unknown, and no longer the same. */
  derived(): Unresolved {
    const isDerived = this.is === undefined && this.encoded === undefined && this.parts === undefined;
    return isDerived ? this : new Unresolved(this.unknown);
  }
}

/** One of two texts of a template, and it is not known which. */
export class Choice extends Unresolved {
  /**
   * @param test what decides
   * @param texts where it is true, and where it is false
   */
  constructor(
    readonly test: Unresolved,
    readonly texts: readonly [Value, Value],
  ) {
    super(test.unknown);
  }

  override derived(): Unresolved {
    return new Unresolved(this.unknown);
  }
}

export type ValueRecord = { readonly [key: string]: Value };

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isRecord(value: Value | undefined): value is ValueRecord {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unresolved)
  );
}

/** The first unknown in `value`, at any depth. */
export function unresolvedIn(value: Value | undefined): Unresolved | undefined {
  if (value instanceof Unresolved) return value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const part of isList(value) ? value : Object.values(value)) {
    const found = unresolvedIn(part);
    if (found) return found;
  }
  return undefined;
}

/** Records that have more elements than are known, with the element that is not. */
const open = new WeakMap<object, (name: string) => Unresolved>();

/** Says that a record, such as a whole resource, has elements beside those in it. */
export function opened(record: ValueRecord, missing: (name: string) => Unresolved): ValueRecord {
  open.set(record, missing);
  return record;
}

export function isOpened(record: ValueRecord): boolean {
  return open.has(record);
}

/** The unknown element of a record that may have one of that name. */
export function missingIn(record: ValueRecord, name: string): Unresolved | undefined {
  return open.get(record)?.(name);
}

/** A value as a template writes it, or undefined where Terraform refuses (null, lists, objects) or writes more digits. */
export function textOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" ? decimal(value) : undefined;
}

/** Digits of a number, without an exponent; undefined where Terraform keeps more of them than JavaScript does. */
function decimal(value: number): string | undefined {
  if (Number.isSafeInteger(value)) return String(value);
  const [, sign = "", one = "", rest = "", exponent = "0"] =
    /^(-?)(\d)\.?(\d*)e([-+]\d+)$/.exec(value.toExponential()) ?? [];
  const zeros = -1 - Number(exponent);
  if (Number.isInteger(value) || one === "" || rest.length > MAX_FRACTION_DIGITS || zeros > 100)
    return undefined;
  return zeros < 0 ? String(value) : `${sign}0.${"0".repeat(zeros)}${one}${rest}`;
}

/** A fraction of more digits is probably rounded. */
const MAX_FRACTION_DIGITS = 14;

/** Longer texts are shown in part. */
const MAX_SHOWN = 80;

/** What a value is called in messages: `a list`, `the text "x"`. */
export function describe(value: Value | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (value instanceof Unresolved) return `an unknown value (${value.unknown})`;
  if (isList(value)) return "a list";
  if (isRecord(value)) return "an object";
  if (typeof value !== "string") return `${value}`;
  return `the text ${JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value)}`;
}

/** Equality as `==` has it: by content, without conversion. */
export function sameValue(a: Value, b: Value): boolean {
  if (isList(a))
    return isList(b) && a.length === b.length && a.every((item, i) => sameValue(item, b[i] ?? null));
  if (isRecord(a)) {
    if (!isRecord(b)) return false;
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key] as Value, b[key] as Value))
    );
  }
  return a === b;
}

/** The result of a calculation. Terraform keeps more digits, so a fraction that is rounded makes no text and no equality. */
export function numberOf(calculated: number): number {
  if (!Number.isFinite(calculated)) throw refused("a number out of range");
  return calculated === 0 ? 0 : calculated;
}

/** What Terraform itself would refuse. */
export function refused(what: string): TerraformError {
  const shown = what.length > 4 * MAX_SHOWN ? `${what.slice(0, 4 * MAX_SHOWN)}…` : what;
  return new TerraformError("EXPRESSION_MALFORMED", shown);
}
