import { limits } from "./access/limits";
import { roles } from "./access/roles";
import { routes } from "./access/routes";
import { systems } from "./access/systems";
import { synthesize } from "./stacks/app";
import { buildStacks } from "./stacks/project";

synthesize((app, environment) => buildStacks(app, environment, { roles, systems, routes, limits }));
