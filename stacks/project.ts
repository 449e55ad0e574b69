import type { App } from "cdktf";
import type { AccessModel } from "../access/model";
import { ApiStack } from "./api-stack";
import { BootstrapStack } from "./bootstrap-stack";
import type { Environment } from "./environments";
import { IdentityStack } from "./identity-stack";
import { RoutesStack } from "./routes-stack";
import { withKeyRoutes } from "./self-service-keys";

/** All stacks of an environment, in the order in which they are deployed. */
export function buildStacks(app: App, environment: Environment, declared: AccessModel): void {
  const access = environment.selfServiceKeys === "off" ? declared : withKeyRoutes(declared);
  const identity = new IdentityStack(app, environment, access);
  const routes = new RoutesStack(app, environment, access, identity.identity);
  const api = new ApiStack(app, environment, { access, identity: identity.identity, api: routes.api });
  const { bootstrap, firewall, state } = environment;
  if (bootstrap === "elsewhere") return;
  const first = new BootstrapStack(app, environment, bootstrap);
  // API Gateway can write logs only once the account has a role for it.
  api.addDependency(first);
  // The bucket must exist before any state is stored in it, and a firewall's log needs the policy that lets WAF write.
  if (state !== "local" || firewall !== "off") identity.addDependency(first);
}
