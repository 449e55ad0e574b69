import { limits } from "../../access/limits";
import type { AccessModel } from "../../access/model";
import { roles } from "../../access/roles";
import { routes } from "../../access/routes";
import { systems } from "../../access/systems";

/** The project's declaration. */
export const declaredAccess: AccessModel = { roles, systems, routes, limits };
