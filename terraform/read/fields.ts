import { TerraformError } from "../error";
import {
  describe,
  isList,
  isRecord,
  textOf,
  Unresolved,
  unresolvedIn,
  type Value,
  type ValueRecord,
} from "../expression/value";

/** A resource, or a block in one, as typed fields. What is needed and not known is an error. */
export class Fields {
  constructor(
    readonly address: string,
    private readonly values: ValueRecord,
    private readonly prefix = "",
  ) {}

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
      "argument-unsupported",
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
      return new Fields(this.address, block, `${this.prefix}${name}.`);
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
    throw new TerraformError("argument-missing", `${this.prefix}${name} is missing`, this.address);
  }

  private unknown(name: string, { unknown }: Unresolved): never {
    throw new TerraformError(
      "value-unknown",
      `${this.prefix}${name} decides about access, and is not known: ${unknown}`,
      this.address,
    );
  }

  private wrong(name: string, value: Value, expected: string): never {
    throw new TerraformError(
      "document-malformed",
      `${this.prefix}${name} is ${describe(value)}, expected ${expected}`,
      this.address,
    );
  }
}
