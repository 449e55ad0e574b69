import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Construct } from "constructs";
import type { Path } from "../../../access/model";
import { pathId } from "../../declaration/path-id";

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
