import { createHash } from "node:crypto";
import { type Expression, isList, isRecord, Unresolved, type Value } from "../expression";

/** `["aws_iam_role", "admin", "arn"]` of a chain of names and literal keys; undefined of anything else. */
export function staticPath(expression: Expression): string[] | undefined {
  if (expression.kind === "name") return [expression.name];
  if (expression.kind === "attribute") {
    const of = staticPath(expression.of);
    return of && [...of, expression.name];
  }
  if (expression.kind !== "index" || expression.key.kind !== "literal") return undefined;
  const of = staticPath(expression.of);
  return of && [...of, String(expression.key.value)];
}

export function stable(value: Value): string {
  if (value instanceof Unresolved)
    return value.parts ? `?[${value.parts.map(stable).join()}]` : `?${value.is ?? value.unknown}`;
  if (isList(value)) return `[${value.map(stable).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${stable(item)}`).join()}}`;
}

export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
