import type { TerraformStack } from "cdktf";
import { Admission } from "../../../constructs/api/admission";
import { UsagePlan } from "../../../constructs/api/keys/usage-plan";
import { SecuredApi } from "../../../constructs/api/secured-api";
import { IdentityPool } from "../../../constructs/identity/identity-pool";
import { UserPool } from "../../../constructs/identity/user-pool";
import { RolePolicies } from "../../../constructs/roles/role-policies";
import { access, apiProps, liveApi, roles } from "../small-api";
import { functionFolder } from "../terraform";
import type { Build } from "./case";

/** Constructs with sound props, but for the given change. */

/** Props that the compiler would refuse. */
export const wrong = (props: object) => props as never;

export const stage = { id: "a", stageName: "b", executionArn: "c" };
export const userPool = { id: "p", arn: "a", endpoint: "e" };
export const off = { accessLog: "off", executionLog: "off", webAcl: "off" };
export const api =
  (change: object): Build =>
  (scope) =>
    new SecuredApi(scope, "api", { ...apiProps(), ...change });
export const live =
  (change: object): Build =>
  (scope) =>
    liveApi(scope as TerraformStack, { stage: change });
export const users =
  (change: object): Build =>
  (scope) =>
    new UserPool(scope, "users", {
      name: "shop",
      resourceServer: "shop",
      roles,
      tokenScopesFolder: functionFolder("token-scopes"),
      selfSignUp: false,
      ...change,
    });
export const policies =
  (change: object): Build =>
  (scope) =>
    new RolePolicies(scope, "policies", {
      api: wrong(stage),
      access,
      roleNames: { admin: "a", user: "u" },
      systemNames: { warehouse: "w", robot: "r" },
      ...change,
    });
export const admission =
  (change: object): Build =>
  (scope) =>
    new Admission(
      scope,
      "admission",
      wrong({ api: stage, stage: "live", access, preflight: false, ...change }),
    );
export const plan =
  (change: object): Build =>
  (scope) =>
    new UsagePlan(scope, "plan", {
      ...{ name: "free", api: stage, limits: access.limits, keys: [] },
      ...change,
    });
export const pool =
  (change: object): Build =>
  (scope) =>
    new IdentityPool(scope, "people", { name: "shop", userPool, clients: [], roles, ...change });
