/**
 * Why API Gateway would not take a part of a path; undefined where it does.
 *
 * Its own words: "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the
 * beginning and the end." A star is a wildcard to IAM, so a literal one would open more than it says.
 */
export function partProblem(part: string): string | undefined {
  if (/^([\w.:~$-]+|\{[\w.:-]+\+?\})$/.test(part)) return undefined;
  return `the path part ${JSON.stringify(part)} is not one that API Gateway takes: letters, digits and ._-:~$, or a parameter, {name} or {name+}`;
}

export function isVariable(part: string): boolean {
  return part.startsWith("{");
}

/** `{proxy+}` takes all that is left of a path. */
export function isGreedy(part: string): boolean {
  return part.endsWith("+}");
}
