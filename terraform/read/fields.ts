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
 * A resource, or a block in one, as typed fields. An unknown value that is needed is an error. A reader that is not
 * strict uses `link`, `label` and `unknownOf`, which return a stand-in or the reason instead.
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
    /** Whether an unknown name of the resource, or in it, is a stand-in. */
    private readonly standsIn = !strict,
  ) {}

  /** The same, in which a link to what is not known is a stand-in. */
  loosely(): Fields {
    return new Fields(this.address, this.values, false, this.prefix, this.uncertain, this.lifecycle);
  }

  /** Names of the arguments and blocks that are set. */
  names(): string[] {
    return Object.entries(this.values)
      .filter(([, value]) => value !== null && value !== "" && !(isList(value) && value.length === 0))
      .map(([name]) => name);
  }

  /**
   * A text that names a resource: its id, name or ARN. An unknown value becomes a stand-in in parentheses, which is
   * the same for every use of the same unknown value and different for any other. An empty text is unknown too:
   * variables whose value is given when Terraform runs often have it as default.
   */
  link(name: string): string {
    if (this.strict) return this.optionalLink(name) ?? this.missing(name);
    return this.values[name] === "" ? this.standIn(name) : (this.optionalLink(name) ?? this.standIn(name));
  }

  optionalLink(name: string): string | undefined {
    const value = this.values[name];
    if (!this.standsIn || !(value instanceof Unresolved)) return this.optionalText(name);
    return this.standIn(name, value);
  }

  /** Texts that each name a resource. An unknown list counts as one unknown resource. */
  links(name: string): readonly string[] {
    const value = this.values[name];
    if (!this.standsIn || !unresolvedIn(value)) return this.texts(name);
    if (value instanceof Unresolved) return [this.standIn(name, value)];
    if (!isList(value)) return this.wrong(name, value as Value, "a list");
    return value.map((item, index) =>
      item instanceof Unresolved
        ? this.standIn(`${name}[${index}]`, item)
        : (textOf(item) ?? this.wrong(name, item, "a text")),
    );
  }

  /** A text that has no influence on access. A reader that is not strict gets a stand-in for a missing or unknown one. */
  label(name: string, otherwise?: string): string {
    if (this.strict)
      return otherwise === undefined ? this.text(name) : (this.optionalText(name) ?? otherwise);
    const value = this.values[name];
    if (value instanceof Unresolved) return this.standIn(name, value);
    return (value === undefined || value === null ? undefined : textOf(value)) ?? otherwise ?? `(${name})`;
  }

  /** What reports call it: its address where its name is not known. */
  name(attribute = "name"): string {
    if (unresolvedIn(this.values[attribute])) return this.address;
    return this.strict ? this.label(attribute) : this.label(attribute, this.address);
  }

  /** The reason why a part of an argument is unknown; undefined where all is known. A strict reader throws instead. */
  unknownOf(name: string): string | undefined {
    const unknown = unresolvedIn(this.values[name]);
    if (!unknown) return undefined;
    return this.strict ? this.unknown(name, unknown) : unknown.unknown;
  }

  /** The reason why an argument as a whole is unknown, for strict readers too. */
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

  /** Undefined also for an empty text: a state writes that for an argument that is not set. */
  optionalText(name: string): string | undefined {
    const value = this.known(name);
    if (value === undefined) return undefined;
    return textOf(value) ?? this.wrong(name, value, "a text");
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], otherwise?: T): T {
    return this.among(name, this.optionalText(name) ?? otherwise ?? this.missing(name), allowed);
  }

  /** A list of texts, each one of these. */
  textsOf<T extends string>(name: string, allowed: readonly T[]): readonly T[] {
    return this.texts(name).map((text) => this.among(name, text, allowed));
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

  /** A map of texts, without those that are not known. */
  knownMap(name: string): Readonly<Record<string, string>> {
    const value = this.values[name];
    if (!isRecord(value)) return this.map(name);
    const known = Object.entries(value).filter(([, item]) => unresolvedIn(item) === undefined);
    return new Fields(this.address, { [name]: Object.fromEntries(known) }, this.strict).map(name);
  }

  /** The blocks of one name. A block that occurs once may be written without its list. */
  blocks(name: string): readonly Fields[] {
    const value = this.values[name];
    if (value instanceof Unresolved) return this.unknown(name, value);
    if (value === undefined || value === null) return [];
    return (isList(value) ? value : [value]).map((block) => {
      if (block instanceof Unresolved) return this.unknown(name, block);
      if (!isRecord(block)) return this.wrong(name, block, "a block");
      const prefix = `${this.prefix}${name}.`;
      return new Fields(this.address, block, this.strict, prefix, this.uncertain, undefined, this.standsIn);
    });
  }

  /** The value without a check; it may be unknown. */
  raw(name: string): Value | undefined {
    return this.values[name];
  }

  private known(name: string): Value | undefined {
    const value = this.values[name];
    const unknown = unresolvedIn(value);
    if (unknown) return this.unknown(name, unknown);
    return value === null || value === "" ? undefined : value;
  }

  private among<T extends string>(name: string, text: string, allowed: readonly T[]): T {
    const found = allowed.find((candidate) => candidate === text);
    if (found !== undefined) return found;
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `${this.prefix}${name} is ${JSON.stringify(text)}, expected one of ${allowed.join(", ")}`,
      this.address,
      this.argument(name),
    );
  }

  private missing(name: string): never {
    const message = `${this.prefix}${name} is missing`;
    throw new TerraformError("ARGUMENT_MISSING", message, this.address, this.argument(name));
  }

  private unknown(name: string, { unknown }: Unresolved): never {
    throw new TerraformError(
      "VALUE_UNKNOWN",
      `${this.prefix}${name} decides about access, and is not known: ${unknown}`,
      this.address,
      this.argument(name),
    );
  }

  private wrong(name: string, value: Value, expected: string): never {
    throw new TerraformError(
      "DOCUMENT_MALFORMED",
      `${this.prefix}${name} is ${describe(value)}, expected ${expected}`,
      this.address,
      this.argument(name),
    );
  }

  /** The argument at the top level that a name in this block belongs to. */
  private argument(name: string): string | undefined {
    return (this.prefix + name).split(/[.[]/)[0];
  }
}
