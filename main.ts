import { limits } from "./access/limits";
import { roles } from "./access/roles";
import { routes } from "./access/routes";
import { systems } from "./access/systems";
import { ApiStack } from "./stacks/api-stack";
import { synthesize } from "./stacks/app";
import { IdentityStack } from "./stacks/identity-stack";

const access = { roles, systems, routes, limits };

synthesize((app, environment) => {
  const { identity } = new IdentityStack(app, environment, access);
  new ApiStack(app, environment, access, identity);
});
