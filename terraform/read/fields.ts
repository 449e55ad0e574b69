import { TerraformError } from "../error";
import type { Lifecycle } from "../language/configuration";
import {
  describe,
  isList,
  isRecord,
  textOf,
  Unresolved,
  unresolvedIn,
  type Value,
  type ValueRecord,
} from "../language/expression";

/**
 * A resource, or a block in one, as typed fields. What is needed and not known is an error; where a reader is
 * not strict, it asks by `link`, `label` and `unknown`, which tell of what is not known instead.
 */
export class Fields {
  constructor(
    readonly address: string,
    private readonly values: ValueRecord,
    readonly strict = true,
    private readonly prefix = "",
    /** Why it is not known whether the resource is there, or how many of it. */
    readonly uncertain?: string,
    readonly lifecycle?: Lifecycle,
  ) {}

  /**
   * A text that names a resource: its id, name or ARN. Where that is not known, a stand-in in parentheses: the
   * same one wherever the same unknown value stands, and no other. An empty one, as variables have it whose value is
   * given when Terraform runs, is not known either.
   */
  link(name: string): string {
    const isEmpty = !this.strict && this.values[name] === "";
    return isEmpty ? this.standIn(name) : (this.optionalLink(name) ?? this.missing(name));
  }

  optionalLink(name: string): string | undefined {
    const value = this.values[name];
    if (this.strict || !(value instanceof Unresolved)) return this.optionalText(name);
    return this.standIn(name, value);
  }

  /** Texts that each name a resource; an unknown list is one unknown resource. */
  links(name: string): readonly string[] {
    const value = this.values[name];
    if (this.strict || !unresolvedIn(value)) return this.texts(name);
    if (value instanceof Unresolved) return [this.standIn(name, value)];
    if (!isList(value)) return this.wrong(name, value as Value, "a list");
    return value.map((item, index) =>
      item instanceof Unresolved
        ? this.standIn(`${name}[${index}]`, item)
        : (textOf(item) ?? this.wrong(name, item, "a text")),
    );
  }

  /** A text that decides nothing: where it is missing or not known, and the reader is not strict, a stand-in. */
  label(name: string, otherwise?: string): string {
    if (this.strict)
      return otherwise === undefined ? this.text(name) : (this.optionalText(name) ?? otherwise);
    const value = this.values[name];
    if (value instanceof Unresolved) return this.standIn(name, value);
    return (value === undefined || value === null ? undefined : textOf(value)) ?? otherwise ?? `(${name})`;
  }

  /** What is not known of an argument. A strict reader refuses it. */
  unknownOf(name: string): string | undefined {
    const unknown = unresolvedIn(this.values[name]);
    if (!unknown) return undefined;
    return this.strict ? this.unknown(name, unknown) : unknown.unknown;
  }

  /** Why an argument as a whole is not known, whoever reads it. */
  unresolved(name: string): string | undefined {
    const value = this.values[name];
    return value instanceof Unresolved ? value.unknown : undefined;
  }

  private standIn(name: string, unresolved?: Unresolved): string {
    return `(${unresolved?.is ?? `${this.address}.${this.prefix}${name}`})`;
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.missing(name);
  }

  /** Undefined also where it is empty, as a state writes what is not set. */
  optionalText(name: string): string | undefined {
    const value = this.known(name);
    if (value === undefined) return undefined;
    return textOf(value) ?? this.wrong(name, value, "a text");
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], otherwise?: T): T {
    const text = this.optionalText(name) ?? otherwise ?? this.missing(name);
    const found = allowed.find((candidate) => candidate === text);
    if (found !== undefined) return found;
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `${this.prefix}${name} is ${JSON.stringify(text)}, expected one of ${allowed.join(", ")}`,
      this.address,
    );
  }

  number(name: string, otherwise?: number): number {
    return this.optionalNumber(name) ?? otherwise ?? this.missing(name);
  }

  optionalNumber(name: string): number | undefined {
    const value = this.known(name);
    if (value === undefined) return undefined;
    const number = Number(textOf(value));
    return Number.isFinite(number) ? number : this.wrong(name, value, "a number");
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.known(name);
    if (value === undefined) return otherwise;
    if (value === true || value === "true") return true;
    return value === false || value === "false" ? false : this.wrong(name, value, "true or false");
  }

  texts(name: string): readonly string[] {
    const value = this.known(name);
    if (value === undefined) return [];
    if (!isList(value)) return this.wrong(name, value, "a list");
    return value.map((item) => textOf(item) ?? this.wrong(name, item, "a text"));
  }

  /** A map of texts. */
  map(name: string): Readonly<Record<string, string>> {
    const value = this.known(name);
    if (value === undefined) return {};
    if (!isRecord(value)) return this.wrong(name, value, "a map");
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        textOf(item) ?? this.wrong(`${name}.${key}`, item, "a text"),
      ]),
    );
  }

  /** The blocks of one name. A block that occurs once may be written without its list. */
  blocks(name: string): readonly Fields[] {
    const value = this.values[name];
    if (value instanceof Unresolved) return this.unknown(name, value);
    if (value === undefined || value === null) return [];
    return (isList(value) ? value : [value]).map((block) => {
      if (block instanceof Unresolved) return this.unknown(name, block);
      if (!isRecord(block)) return this.wrong(name, block, "a block");
      return new Fields(this.address, block, this.strict, `${this.prefix}${name}.`, this.uncertain);
    });
  }

  /** The value as it is, unknown or not. */
  raw(name: string): Value | undefined {
    return this.values[name];
  }

  private known(name: string): Value | undefined {
    const value = this.values[name];
    const unknown = unresolvedIn(value);
    if (unknown) return this.unknown(name, unknown);
    return value === null || value === "" ? undefined : value;
  }

  private missing(name: string): never {
    throw new TerraformError("ARGUMENT_MISSING", `${this.prefix}${name} is missing`, this.address);
  }

  private unknown(name: string, { unknown }: Unresolved): never {
    throw new TerraformError(
      "VALUE_UNKNOWN",
      `${this.prefix}${name} decides about access, and is not known: ${unknown}`,
      this.address,
    );
  }

  private wrong(name: string, value: Value, expected: string): never {
    throw new TerraformError(
      "DOCUMENT_MALFORMED",
      `${this.prefix}${name} is ${describe(value)}, expected ${expected}`,
      this.address,
    );
  }
}
