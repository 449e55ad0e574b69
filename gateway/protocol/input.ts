import * as v from "valibot";
import { ServiceError } from "./service-error";

/**
 * Inputs of operations, as valibot schemas. Members that a schema does not name are ignored, and a member that is null
 * counts as absent, as in AWS's own JSON protocols.
 */

export type Input = Readonly<Record<string, unknown>>;

/** An operation's input: an object schema. */
export type InputSchema<Output = unknown> = v.GenericSchema<unknown, Output>;

/** A string that must be there and not be empty. */
export const requiredText = v.pipe(v.string(), v.nonEmpty());

const map = v.custom<Input>((value) => typeof value === "object" && value !== null && !Array.isArray(value));

/** A map of strings; empty where it is absent. Browsers send null for a device that they do not have. */
export const textMap = v.optional(
  v.pipe(map, v.transform(withoutNulls), v.record(v.string(), v.string())),
  {},
);

/**
 * One of some names.
 *
 * @param member the member's name, as AWS writes it in messages: `authFlow`
 */
export function oneOf<const Name extends string>(member: string, names: readonly Name[]) {
  const set = [...names].sort().join(", ");
  return v.pipe(
    v.string(),
    v.picklist(
      names,
      ({ input }) =>
        `1 validation error detected: Value '${input}' at '${member}' failed to satisfy constraint: ` +
        `Member must satisfy enum value set: [${set}]`,
    ),
  );
}

/**
 * Checks an operation's input.
 *
 * @throws {ServiceError} `SerializationException` for a member of another type, `InvalidParameterException` for a
 *   member that is missing or has a value that is not allowed
 */
export function checkInput<Output>(schema: InputSchema<Output>, input: Input): Output {
  const result = v.safeParse(schema, withoutNulls(input), { abortEarly: true });
  if (result.success) return result.output;
  throw errorOf(result.issues[0]);
}

function withoutNulls(input: Input): Input {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}

/** @throws {ServiceError} `SerializationException` where the body is not a JSON object */
export function parseJsonObject(body: Buffer): Input {
  try {
    const input: unknown = JSON.parse(body.toString("utf8"));
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return input as Input;
  } catch {
    // The error below says it.
  }
  throw new ServiceError("SerializationException", "The request body is not a JSON object.");
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a string",
  boolean: "a boolean",
  number: "a number",
  custom: "a map",
  object: "a map",
  record: "a map",
  array: "a list",
};

function errorOf(issue: v.BaseIssue<unknown>): ServiceError {
  const name = v.getDotPath(issue) ?? "The input";
  if (issue.input === undefined || issue.type === "non_empty")
    return new ServiceError("InvalidParameterException", `Missing required parameter ${name}`);
  if (issue.type === "picklist" || issue.kind === "validation")
    return new ServiceError("InvalidParameterException", issue.message);
  return new ServiceError("SerializationException", `${name} is not ${KINDS[issue.type] ?? issue.expected}.`);
}
