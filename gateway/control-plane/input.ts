import { ControlPlaneError } from "./control-plane-operation";

/** Members of an operation's input, checked. */

type Input = Readonly<Record<string, unknown>>;

/** @throws {ControlPlaneError} `SerializationException` if the body is there and no JSON object */
export function parseInput(body: Buffer): Input {
  if (body.length === 0) return {};
  try {
    const input: unknown = JSON.parse(body.toString("utf8"));
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return input as Input;
  } catch {
    // Said below.
  }
  throw malformed("The request body", "a JSON object");
}

export function text(input: Input, name: string): string | undefined {
  const value = member(input, name);
  if (value === undefined || typeof value === "string") return value;
  throw malformed(name, "a string");
}

export function flag(input: Input, name: string): boolean | undefined {
  const value = member(input, name);
  if (value === undefined || typeof value === "boolean") return value;
  throw malformed(name, "a boolean");
}

/** Empty where it is absent. */
export function textMap(input: Input, name: string): Readonly<Record<string, string>> {
  const value = member(input, name) ?? {};
  if (typeof value !== "object" || Array.isArray(value)) throw malformed(name, "a map");
  if (Object.values(value as object).some((entry) => typeof entry !== "string"))
    throw malformed(name, "a map of strings");
  return value as Readonly<Record<string, string>>;
}

/** `patchOperations`, all of which must replace. */
export function patches(input: Input): readonly { readonly path: string; readonly value: string }[] {
  const list = member(input, "patchOperations") ?? [];
  if (!Array.isArray(list)) throw malformed("patchOperations", "a list");
  return list.map((entry: unknown) => {
    const { op, path, value } = (entry ?? {}) as Readonly<Record<string, unknown>>;
    if (op === "replace" && typeof path === "string" && typeof value === "string") return { path, value };
    throw new ControlPlaneError(
      400,
      "BadRequestException",
      "Invalid patch operation specified. Must be 'replace'",
    );
  });
}

function member(input: Input, name: string): unknown {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  return value === null ? undefined : value;
}

function malformed(name: string, expected: string): ControlPlaneError {
  return new ControlPlaneError(400, "SerializationException", `${name} is not ${expected}.`);
}
