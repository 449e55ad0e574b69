import { GatehouseError } from "./errors";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A function that was deployed with settings it cannot work with. Its callers are told nothing of it. */
export class ConfigurationError extends GatehouseError<"CONFIGURATION"> {
  override readonly name = "ConfigurationError";

  /** @param where an environment variable or a file, and the place in it */
  constructor(where: string, problem: string) {
    super("CONFIGURATION", `${where}: ${problem}`, { where });
  }
}

/** Typed reading of environment variables. Each method throws ConfigurationError naming the variable. */
export class Variables {
  /** @param place put before the names in errors */
  constructor(
    private readonly values: Environment,
    private readonly place = "",
  ) {}

  required(name: string): string {
    const value = this.values[name];
    if (value === undefined || value === "") throw this.wrong(name, "is missing");
    return value;
  }

  /** Undefined if the variable is not set; it must not be empty. */
  optional(name: string): string | undefined {
    const value = this.values[name];
    if (value === "") throw this.wrong(name, "is empty");
    return value;
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T | undefined {
    const value = this.optional(name);
    return value === undefined ? undefined : this.#among(name, value, known);
  }

  /** Comma-separated, without the spaces around the items. */
  list(name: string): readonly string[] | undefined {
    const value = this.optional(name);
    return value === undefined ? undefined : this.#items(name, value);
  }

  requiredList(name: string): readonly string[] {
    return this.#items(name, this.required(name));
  }

  someOf<T extends string>(name: string, known: readonly T[]): readonly T[] | undefined {
    return this.list(name)?.map((item) => this.#among(name, item, known));
  }

  wholeNumber(name: string, least: number): number | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    if (/^\d{1,9}$/.test(value) && Number(value) >= least) return Number(value);
    throw this.wrong(name, `found ${value}, expected a whole number from ${least}`);
  }

  wrong(name: string, problem: string): ConfigurationError {
    return new ConfigurationError(this.place + name, problem);
  }

  #items(name: string, value: string): readonly string[] {
    return value.split(",").map((one) => {
      const item = one.trim();
      if (item === "") throw this.wrong(name, "has an empty item");
      return item;
    });
  }

  #among<T extends string>(name: string, value: string, known: readonly T[]): T {
    const found = known.find((one) => one === value);
    if (found === undefined) throw this.wrong(name, `found ${value}, expected one of ${known.join(", ")}`);
    return found;
  }
}
