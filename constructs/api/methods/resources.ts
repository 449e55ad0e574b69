import { createHash } from "node:crypto";
import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Construct } from "constructs";
import type { Path } from "../../../access/model";

/** The resource tree of an API: one resource for each segment of each path, shared where paths share it. */
export class ApiResources extends Construct {
  private readonly ids = new Map<string, string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly api: Pick<ApiGatewayRestApi, "id" | "rootResourceId">,
    paths: readonly Path[],
  ) {
    super(scope, id);
    this.ids.set("", api.rootResourceId);
    for (const path of paths) this.grow(path);
  }

  /** The id of the resource at `path`, which must be one of the tree's paths. */
  idOf(path: Path): string {
    return this.ids.get(path === "/" ? "" : path) as string;
  }

  private grow(path: Path): void {
    let parent = "";
    for (const segment of path.split("/").filter((part) => part !== "")) {
      const here = `${parent}/${segment}`;
      if (!this.ids.has(here)) {
        const resource = new ApiGatewayResource(this, pathId(here), {
          restApiId: this.api.id,
          parentId: this.ids.get(parent) as string,
          pathPart: segment,
        });
        this.ids.set(here, resource.id);
      }
      parent = here;
    }
  }
}

/**
 * A path as a construct id: `/pets/{petId}` is `pets.-param-`. It does not depend on other paths, so that the addresses of
 * a route do not change with its siblings; nor on the name of a parameter, since API Gateway has one parameter below a
 * path, and a renamed one is the same resource.
 */
export function pathId(path: string): string {
  const segments = path.split("/").filter((segment) => segment !== "");
  if (segments.length === 0) return "root";
  const id = segments.map((segment) => (segment.startsWith("{") ? "-param-" : segment)).join(".");
  // "root" is the id of "/" itself.
  if (id !== "root" && segments.every((segment) => /^(\{.*\}|[A-Za-z0-9][A-Za-z0-9-]*)$/.test(segment)))
    return id;
  const unnamed = segments.map((segment) => (segment.startsWith("{") ? "{}" : segment)).join("/");
  return `${id}.${createHash("sha256").update(unnamed).digest("hex").slice(0, 6)}`;
}
