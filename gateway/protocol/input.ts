import { ServiceError } from "./json-protocol";

/** Members of an operation's input, checked; what is missing or of another type is refused as AWS refuses it. */

type Input = Readonly<Record<string, unknown>>;

export function requiredText(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined || value === "")
    throw new ServiceError("InvalidParameterException", `Missing required parameter ${name}`);
  return value;
}

export function optionalText(input: Input, name: string): string | undefined {
  const value = member(input, name);
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw malformed(name, "a string");
  return value;
}

/** A map of texts; empty where it is absent. */
export function textMap(input: Input, name: string): Readonly<Record<string, string>> {
  const value = member(input, name);
  if (value === undefined) return {};
  if (typeof value !== "object" || Array.isArray(value)) throw malformed(name, "a map");
  const entries = Object.entries(value as object);
  if (entries.some(([, entry]) => typeof entry !== "string")) throw malformed(name, "a map of strings");
  return Object.fromEntries(entries);
}

function member(input: Input, name: string): unknown {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  return value === null ? undefined : value;
}

function malformed(name: string, expected: string): ServiceError {
  return new ServiceError("SerializationException", `${name} is not ${expected}.`);
}
