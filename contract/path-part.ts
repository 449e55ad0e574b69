/**
 * The parts of a path that API Gateway accepts for resources. Pure.
 *
 * Its error message: "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the
 * beginning and the end and an optional plus sign before the closing brace." The Developer Guide's important notes add
 * the comma for paths of an OpenAPI document. `~` and `$` are refused, and a star would be a wildcard to IAM.
 */

const PART = /^([A-Za-z0-9._:,-]+|\{([A-Za-z0-9._:-]+)\+?\})$/;

/** Why API Gateway rejects a part of a path; undefined if it accepts it. */
export function partProblem(part: string): string | undefined {
  if (PART.test(part)) return undefined;
  return `the path part ${JSON.stringify(part)} is not one that API Gateway accepts: letters, digits and . _ - : or a parameter, {name} or {name+}`;
}

export function isVariable(part: string): boolean {
  return part.startsWith("{");
}

/** `{proxy+}` matches the rest of a path. */
export function isGreedy(part: string): boolean {
  return part.endsWith("+}");
}

/** Names of the parameters of a path, from the left: `pet-id` of `/pets/{pet-id}`. */
export function parameterNames(path: string): string[] {
  return path.split("/").flatMap((part) => {
    const name = PART.exec(part)?.[2];
    return name === undefined ? [] : [name];
  });
}

/**
 * Why a route may not declare a part; undefined if it may. Routes allow less than API Gateway does: clients remove
 * `.` and `..` from a path before they send it, a comma is accepted in OpenAPI documents only, and a mapping cannot name a
 * parameter with a colon.
 */
export function declaredPartProblem(part: string): string | undefined {
  if (/^((?!\.\.?$)[A-Za-z0-9._:-]+|\{[A-Za-z0-9._-]+\+?\})$/.test(part)) return undefined;
  return "expected letters, digits and . _ - : or a parameter such as {petId} or {pet-id}, or {rest+} at the end";
}
