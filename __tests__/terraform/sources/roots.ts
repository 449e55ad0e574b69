import { type Resolved, type Root, resolveSystem } from "../../../terraform/sources";

export const POOL = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123";

/** A folder of one file, as the parser gives it. */
export function hcl(json: object, name: string, location = `/work/${name}`): Root {
  return { name, location, source: { kind: "hcl", files: [{ path: "main.tf", json }] } };
}

export function state(outputs: object, name: string, location = `/states/${name}.tfstate`): Root {
  const shown = Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, { value }]));
  const document = { format_version: "1.0", values: { outputs: shown, root_module: { resources: [] } } };
  return { name, location, source: { kind: "state", document } };
}

/** A root whose authorizer takes the pool that a remote state names. */
export function api(
  backend: string,
  config: object,
  provider_arn = "${data.terraform_remote_state.identity.outputs.pool_arn}",
  { data = {}, ...more }: { readonly data?: object; readonly [section: string]: unknown } = {},
) {
  return hcl(
    {
      ...more,
      data: { terraform_remote_state: { identity: [{ backend, config }] }, ...data },
      resource: {
        aws_api_gateway_rest_api: { shop: [{ name: "shop" }] },
        aws_api_gateway_authorizer: {
          pool: [
            {
              name: "pool",
              rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
              type: "COGNITO_USER_POOLS",
              provider_arns: [provider_arn],
            },
          ],
        },
      },
    },
    "api",
  );
}

export const identity = (
  backend: object | undefined,
  outputs: object = { pool_arn: POOL },
  name = "identity",
) =>
  hcl(
    {
      ...(backend && { terraform: [{ backend: [backend] }] }),
      output: Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, [{ value }]])),
    },
    name,
  );

/** The pools of the authorizer, or why they are not known. */
export function found(...roots: readonly Root[]): unknown {
  const { resources }: Resolved = resolveSystem(roots);
  const authorizer = resources.find(({ type }) => type === "aws_api_gateway_authorizer");
  const [arn] = (authorizer?.values.provider_arns ?? []) as unknown[];
  return typeof arn === "object" ? (arn as { unknown: string }).unknown : arn;
}

/** Where the state of `identity` is. */
export const s3 = { bucket: "states", key: "identity/terraform.tfstate", region: "us-east-1" };
