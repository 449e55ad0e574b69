import { isGreedy, isVariable, partProblem } from "../../contract/path-part";
import { TerraformError } from "../error";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/**
 * The paths of an API's resources by id, including the root. Where a parent is not in this Terraform, the path begins
 * with the parent's id in place of its path; a strict reader refuses that.
 *
 * @param rootId undefined where the API is not in this Terraform
 * @throws TerraformError `REFERENCE_MISSING`, `REFERENCE_CYCLE`, `DUPLICATE`, `DOCUMENT_MALFORMED`
 */
export function readPaths(
  apiId: string,
  rootId: string | undefined,
  resources: Resources,
): ReadonlyMap<string, string> {
  const nodes = resources.where("aws_api_gateway_resource", "rest_api_id", apiId);
  const byId = new Map(nodes.map((node) => [node.link("id"), node]));
  checkTree(nodes, byId);
  const paths = new Map<string, string>(rootId === undefined ? [] : [[rootId, "/"]]);
  const seen = new Map<string, string>();
  for (const [id, node] of byId) {
    const path = pathOf(node, byId, rootId, resources);
    const other = seen.get(path);
    if (other !== undefined)
      throw new TerraformError("DUPLICATE", `the path ${path} is also that of ${other}`, node.address);
    seen.set(path, node.address);
    paths.set(id, path);
  }
  return paths;
}

/** Refuses what API Gateway refuses, such as two path parameters below one parent: it is undefined which one matches. */
function checkTree(nodes: readonly Fields[], byId: ReadonlyMap<string, Fields>): void {
  const variables = new Map<string, Fields>();
  for (const node of nodes) {
    // An unknown path part is not checked: it makes the paths below it unknown.
    const part = partOf(node);
    if (part === undefined) continue;
    const problem = partProblem(part);
    if (problem !== undefined) throw malformed(node, problem);
    const parentId = node.link("parent_id");
    const parent = byId.get(parentId);
    if (parent && isGreedy(partOf(parent) ?? ""))
      throw malformed(node, `its parent is ${parent.address}, and nothing can be below ${partOf(parent)}`);
    if (!isVariable(part) || node.uncertain !== undefined) continue;
    const sibling = variables.get(parentId);
    if (sibling && partOf(sibling) !== part)
      throw malformed(
        node,
        `beside ${part} is ${partOf(sibling)} (${sibling.address}): one parameter is allowed`,
      );
    variables.set(parentId, node);
  }
}

function partOf(node: Fields): string | undefined {
  return node.unresolved("path_part") === undefined ? (node.optionalText("path_part") ?? "") : undefined;
}

function malformed({ address }: Fields, what: string): TerraformError {
  return new TerraformError("DOCUMENT_MALFORMED", what, address, "path_part");
}

function pathOf(
  start: Fields,
  byId: ReadonlyMap<string, Fields>,
  rootId: string | undefined,
  resources: Resources,
): string {
  let path = "";
  const passed = new Set<Fields>();
  for (let node = start; ; ) {
    if (passed.has(node))
      throw new TerraformError("REFERENCE_CYCLE", "it is its own ancestor", start.address);
    passed.add(node);
    path = `/${node.link("path_part")}${path}`;
    const parentId = node.link("parent_id");
    if (parentId === rootId) return path;
    const parent = byId.get(parentId);
    if (!parent) {
      resources.missing(node.address, `parent_id is ${parentId}, and no resource of the API has it`);
      return `/${parentId}${path}`;
    }
    node = parent;
  }
}
