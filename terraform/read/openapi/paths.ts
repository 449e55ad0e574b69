import { isGreedy, isVariable, partProblem } from "../../../contract/path-part";

/** The reason why API Gateway refuses these paths; undefined where it accepts them. */
export function pathsProblem(paths: readonly string[]): string | undefined {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const parts = path.split("/").filter((part) => part !== "");
    for (const [index, part] of parts.entries()) {
      const parent = `/${parts.slice(0, index).join("/")}`;
      const problem = partProblem(part) ?? placeProblem(part, parent, index < parts.length - 1, seen);
      if (problem !== undefined) return `the path ${path}: ${problem}`;
    }
  }
  return undefined;
}

/** @param variables the parameter below each parent that has one */
function placeProblem(
  part: string,
  parent: string,
  hasChildren: boolean,
  variables: Map<string, string>,
): string | undefined {
  if (!isVariable(part)) return undefined;
  if (isGreedy(part) && hasChildren) return `nothing can be below ${part}`;
  const sibling = variables.get(parent) ?? part;
  variables.set(parent, sibling);
  return sibling === part ? undefined : `beside ${part} is ${sibling}: one parameter is allowed`;
}
