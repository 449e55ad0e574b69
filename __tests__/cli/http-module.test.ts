import { readFileSync } from "node:fs";
import { join } from "node:path";
import { moduleSettings } from "../../cli/module/settings";
import { terraformModule } from "../../cli/module/terraform-module";
import { environmentNamed } from "../../stacks/environment-named";
import type { Body } from "../constructs/terraform";
import { terraformOf } from "../stacks/synthesized";

/** The modules of an HTTP API: that of the users, and that of the API with its routes, stage and functions. */

type Stack = Parameters<typeof terraformModule>[0];
const root = join(__dirname, "../..");
const stacks = terraformOf(environmentNamed("http")) as unknown as Readonly<
  Record<"identity" | "api", Stack>
>;
const identity = terraformModule(stacks.identity, moduleSettings(root, "identity-http"));
const api = terraformModule(stacks.api, moduleSettings(root, "api-http"));
const part = ({ files }: typeof api, name: string) => JSON.parse(files[`${name}.tf.json`] as string);
const { resource } = part(api, "main");
const variables = Object.keys(part(api, "variables").variable);

test("every variable is used, every one that is used is declared, and no value of the environment is left", () => {
  const main = api.files["main.tf.json"] as string;
  const used = new Set([...main.matchAll(/var\.([a-z_]+)/g)].map((match) => match[1]));
  expect([...used].sort()).toEqual([...variables].sort());
  expect(variables).toEqual(
    expect.arrayContaining(["name", "issuer", "jwks_url", "audience", "log_retention", "tags"]),
  );
  expect(main).not.toMatch(/petstore-http|partner\.example|us-east-1|terraform_remote_state|cross-stack/);
});

test("identity puts out what the API takes, by the same names", () => {
  const taken = Object.values(moduleSettings(root, "api-http").inputs ?? {}).map(({ name }) => name);
  expect(taken.sort()).toEqual([
    "admin_role_name",
    "client_id",
    "script_client_id",
    "user_pool_endpoint",
    "user_role_name",
  ]);
  expect(Object.keys(part(identity, "outputs").output)).toEqual(expect.arrayContaining(taken));
  expect(resource.aws_apigatewayv2_authorizer.api_cognito.jwt_configuration).toEqual({
    issuer: "https://${var.user_pool_endpoint}",
    audience: ["${var.client_id}", "${var.script_client_id}"],
  });
});

test("it puts out by what policies, clients and alarms name the API", () => {
  expect(Object.keys(part(api, "outputs").output)).toEqual(["api_id", "api_execution_arn", "stage", "url"]);
});

test("routes stay behind their locks, with the caller's resource server in scopes", () => {
  const routes = Object.values<Body>(resource.aws_apigatewayv2_route);
  expect(routes.map((route) => [route.route_key, route.authorization_type])).toEqual(
    Object.values<Body>((stacks.api as Body).resource.aws_apigatewayv2_route).map((route) => [
      route.route_key,
      route.authorization_type,
    ]),
  );
  const scopes = routes.flatMap((route) => route.authorization_scopes ?? []);
  expect(new Set(scopes)).toEqual(new Set(["${var.resource_server}/admin", "${var.resource_server}/user"]));
});

test("what takes tags has the caller's, as the provider's bindings say", () => {
  const lib = join(root, "node_modules/@cdktf/provider-aws/lib");
  for (const written of [identity, api])
    for (const [type, named] of Object.entries<Record<string, Body>>(part(written, "main").resource)) {
      const folder = type.replace(/^aws_/, "").replaceAll("_", "-");
      const takesTags = /^ {4}readonly tags\?:/m.test(readFileSync(join(lib, folder, "index.d.ts"), "utf8"));
      for (const body of Object.values(named))
        expect([type, body.tags]).toEqual([type, takesTags ? "${var.tags}" : undefined]);
    }
});

test("the README says what must exist before", () => {
  const readme = api.files["README.md"] as string;
  expect(readme).toMatch(/resource server has the scopes `\$\{var\.resource_server\}\/admin`/);
  expect(readme).toContain("the issuer `https://${var.user_pool_endpoint}` at `/.well-known/");
  expect(readme).not.toMatch(/REST API|aws_api_gateway_account|No functions yet/);
});

test("the README of a stage with an access log says by which rights it is delivered", () => {
  const logged = structuredClone(stacks.api) as Body;
  logged.resource.aws_apigatewayv2_stage.api_stage.access_log_settings = { destination_arn: "", format: "" };
  const { files } = terraformModule(logged, moduleSettings(root, "api-http"));
  expect(files["README.md"]).toContain("`logs:CreateLogDelivery`");
});
