import type { ApiModel } from "../../../../terraform/model";
import { type ReadOptions, readTerraform } from "../../../../terraform/read";
import type { TerraformSource } from "../../../../terraform/sources";

export type Hcl = Extract<TerraformSource, { kind: "hcl" }>;
export type Json = Record<string, unknown>;

/** As @cdktf/hcl2json has it: every block is a list. */
export const read = (
  files: Record<string, Json>,
  rest: Partial<Hcl> = {},
  options: ReadOptions = {},
): ApiModel => {
  const all = Object.entries(files).map(([path, json]) => ({ path, json }));
  return readTerraform({ kind: "hcl", files: all, ...rest }, options);
};

export const ofApi = { rest_api_id: "${aws_api_gateway_rest_api.a.id}" };
export const provider = { aws: [{ region: "us-east-1" }] };

/** An API of one method, to be changed. */
export const shop = (method: Json = {}, resource: Json = {}): Json => ({
  provider,
  resource: {
    aws_api_gateway_rest_api: { a: [{ name: "a" }] },
    aws_api_gateway_resource: {
      r: [
        {
          ...ofApi,
          parent_id: "${aws_api_gateway_rest_api.a.root_resource_id}",
          path_part: "pets",
          ...resource,
        },
      ],
    },
    aws_api_gateway_method: {
      m: [
        {
          ...ofApi,
          resource_id: "${aws_api_gateway_resource.r.id}",
          http_method: "GET",
          authorization: "NONE",
          ...method,
        },
      ],
    },
  },
});

export const routes = (model: ApiModel) =>
  model.apis.flatMap(({ methods }) =>
    methods.map(({ authorization, path, verb }) => `${verb} ${path} ${authorization}`),
  );
