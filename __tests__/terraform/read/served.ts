import { TerraformError } from "../../../terraform/error";
import type { ApiMethod, RestApi } from "../../../terraform/model/api";
import { readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../build/stacks";

/** What only the gate serves of an API: read from a change of the shop. */

export const ofApi = { rest_api_id: "${aws_api_gateway_rest_api.shop.id}" };
export const ofStage = { ...ofApi, stage_name: "${aws_api_gateway_stage.dev.stage_name}" };
export const place = {
  ...ofApi,
  resource_id: "${aws_api_gateway_resource.health.id}",
  http_method: "${aws_api_gateway_method.preflight.http_method}",
};

export function model(edit: (api: Document) => void) {
  const stacks = shop();
  edit(stacks.api);
  return readTerraform({ kind: "stacks", stacks: sources(stacks) }, { strict: true });
}

export function read(edit: (api: Document) => void): RestApi {
  return model(edit).apis[0] as RestApi;
}

export function method(api: RestApi, verb: string, path: string): ApiMethod {
  const found = api.methods.find((candidate) => candidate.verb === verb && candidate.path === path);
  if (!found) throw new Error(`there is no ${verb} ${path}`);
  return found;
}

/** The code and the message that reading ends in. */
export function refusal(edit: (api: Document) => void): string {
  try {
    read(edit);
  } catch (error) {
    if (error instanceof TerraformError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "it was read";
}
