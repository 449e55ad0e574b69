import { TerraformError } from "../error";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/**
 * The paths of an API's resources by id, the root included. Below a parent that is not in this Terraform, which
 * only a reader that is not strict goes on with, a path begins with that parent's id in place of its own path.
 *
 * @param rootId undefined where the API is not in this Terraform
 * @throws TerraformError `reference-missing`, `reference-cycle`, `duplicate`
 */
export function readPaths(
  apiId: string,
  rootId: string | undefined,
  resources: Resources,
): ReadonlyMap<string, string> {
  const nodes = resources.where("aws_api_gateway_resource", "rest_api_id", apiId);
  const byId = new Map(nodes.map((node) => [node.link("id"), node]));
  const paths = new Map<string, string>(rootId === undefined ? [] : [[rootId, "/"]]);
  const seen = new Map<string, string>();
  for (const [id, node] of byId) {
    const path = pathOf(node, byId, rootId, resources);
    const other = seen.get(path);
    if (other !== undefined)
      throw new TerraformError("duplicate", `the path ${path} is also that of ${other}`, node.address);
    seen.set(path, node.address);
    paths.set(id, path);
  }
  return paths;
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
      throw new TerraformError("reference-cycle", "it is its own ancestor", start.address);
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
