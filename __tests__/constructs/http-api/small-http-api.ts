/** The small API of the other tests as an HTTP API, whose props a test replaces one by one. */
import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { AccessModel, Route } from "../../../access/model";
import { HttpApi } from "../../../constructs/http-api/http-api";
import type { HttpApiProps } from "../../../constructs/http-api/http-api-props";
import { access } from "../small-api";
import { type Body, type Terraform, terraformOf } from "../terraform";

const { "GET /feed": _, ...routes } = access.routes as Readonly<Record<string, Route>>;

/** Without the route that only a key would close. */
export const locked: AccessModel = { ...access, routes };

export const issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123";

/** Routes, each with another lock. */
export const open = { lock: "public", because: "a test", handler: "app" } as const;
export const signedIn = { lock: "cognito", roles: "signed-in", handler: "app" } as const;
export const partner = { lock: "jwt", roles: ["user"], handler: "app" } as const;

export function httpApi(scope: Construct, change: Partial<HttpApiProps> = {}): HttpApi {
  return new HttpApi(scope, "api", {
    name: "shop",
    access: locked,
    handlers: { app: { functionName: "app" } },
    accessLog: "off",
    cognito: { issuer, clientIds: ["4abc"], resourceServer: "shop" },
    jwt: { function: { functionName: "verifier" } },
    ...change,
  });
}

export function httpTerraform(change: Partial<HttpApiProps> = {}): Terraform {
  return readable((stack) => void httpApi(stack, change));
}

/** With addresses without the hash that cdktf adds. */
export function readable(build: (stack: TerraformStack) => void): Terraform {
  return JSON.parse(JSON.stringify(terraformOf(build)).replace(/_[0-9A-F]{8}\b/g, ""));
}

/** An API with these routes only. */
export function serving(routes: Readonly<Record<string, Route>>): Pick<HttpApiProps, "access"> {
  return { access: { ...access, routes } };
}

/** By route key. */
export function routesOf(terraform: Terraform): Readonly<Record<string, Body>> {
  const found = Object.values(terraform.resource.aws_apigatewayv2_route ?? {});
  return Object.fromEntries(found.map((route) => [route.route_key, route]));
}
