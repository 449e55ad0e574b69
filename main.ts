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
  const identity = new IdentityStack(app, environment, access);
  const api = new ApiStack(app, environment, access, identity.identity);
  const { bootstrap, state } = environment;
  if (bootstrap === "elsewhere") return;
  const first = new BootstrapStack(app, environment, bootstrap);
  // API Gateway can write logs only once the account has a role for it.
  api.addDependency(first);
  // The bucket that the state is kept in must be there before any state is.
  if (state !== "local") identity.addDependency(first);
});
