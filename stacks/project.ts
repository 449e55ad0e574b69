import type { App } from "cdktf";
import type { AccessModel } from "../access/model";
import { ApiStack } from "./api-stack";
import { BootstrapStack } from "./bootstrap-stack";
import type { Environment } from "./environments";
import { HttpApiStack } from "./http-api-stack";
import { type Identity, IdentityStack } from "./identity-stack";
import type { ProjectStack } from "./project-stack";
import { RoutesStack } from "./routes-stack";
import { withKeyRoutes } from "./self-service-keys";

type Build = (app: App, environment: Environment, access: AccessModel, identity: Identity) => ProjectStack;

/** The stacks of each kind of API. @returns the last that is deployed */
const APIS: Readonly<Record<NonNullable<Environment["api"]>, Build>> = {
  rest(app, environment, access, identity) {
    const { api } = new RoutesStack(app, environment, access, identity);
    return new ApiStack(app, environment, { access, identity, api });
  },
  http: (app, environment, access, identity) => new HttpApiStack(app, environment, access, identity),
};

/** All stacks of an environment, in the order in which they are deployed. */
export function buildStacks(app: App, environment: Environment, declared: AccessModel): void {
  const access = environment.selfServiceKeys === "off" ? declared : withKeyRoutes(declared);
  const identity = new IdentityStack(app, environment, access);
  const api = APIS[environment.api ?? "rest"](app, environment, access, identity.identity);
  const { bootstrap, firewall, state } = environment;
  if (bootstrap === "elsewhere") return;
  const first = new BootstrapStack(app, environment, bootstrap);
  // API Gateway can write logs only once the account has a role for it.
  api.addDependency(first);
  // The bucket must exist before any state is stored in it, and a firewall's log needs the policy that lets WAF write.
  if (state !== "local" || firewall !== "off") identity.addDependency(first);
}
