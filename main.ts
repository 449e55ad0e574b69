import { limits } from "./access/limits";
import { roles } from "./access/roles";
import { routes } from "./access/routes";
import { systems } from "./access/systems";
import { ApiStack } from "./stacks/api-stack";
import { synthesize } from "./stacks/app";
import { BootstrapStack } from "./stacks/bootstrap-stack";
import { IdentityStack } from "./stacks/identity-stack";

const access = { roles, systems, routes, limits };

synthesize((app, environment) => {
  const { identity } = new IdentityStack(app, environment, access);
  const api = new ApiStack(app, environment, access, identity);
  // API Gateway can write logs only once the account has a role for it.
  const { bootstrap } = environment;
  if (bootstrap !== "elsewhere") api.addDependency(new BootstrapStack(app, environment, bootstrap));
});
