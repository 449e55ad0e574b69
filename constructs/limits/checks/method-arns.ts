import type { Limits } from "../limits";
import { LONGEST_EXECUTION_ARN } from "../longest";
import { grouped, type Resource, type SynthesizedApp } from "../synthesized-app";

/** A method's ARN has the path of the request, so each parameter counts as at least one character. */
export function checkMethodArns(app: SynthesizedApp, limits: Limits): void {
  const stages = grouped(app.resources("aws_api_gateway_stage"), (stage) =>
    app.text(stage, stage.body.rest_api_id),
  );
  const parts = new Map(
    app.resources("aws_api_gateway_resource").map((resource) => [idOf(resource), resource]),
  );
  for (const method of app.resources("aws_api_gateway_method")) {
    if (method.body.authorization === "NONE") continue;
    const [stage] = stages.get(app.text(method, method.body.rest_api_id)) ?? [];
    const stageName = stage === undefined ? "" : app.longest(stage, stage.body.stage_name);
    const path = pathOf(app, parts, app.text(method, method.body.resource_id));
    limits.hold("methodArnBytes", {
      found: Buffer.byteLength(`${LONGEST_EXECUTION_ARN}/${stageName}/${method.body.http_method}${path}`),
      place: `The path of ${method.address}`,
      wayOut: "Give the route a shorter path.",
    });
  }
}

function idOf({ stack, address }: Resource): string {
  return `\${${stack}/${address.slice(stack.length + 1)}.id}`;
}

function pathOf(app: SynthesizedApp, parts: ReadonlyMap<string, Resource>, id: string): string {
  const resource = parts.get(id);
  if (!resource) return "";
  const part = app.longest(resource, resource.body.path_part).replace(/^\{.*\}$/, "x");
  return `${pathOf(app, parts, app.text(resource, resource.body.parent_id))}/${part}`;
}
