import type { ApiModel } from "../model";
import type { Resolved } from "../resolved";
import { readApis } from "./api";
import { readFunctions } from "./functions";
import { readRoles } from "./iam";
import { readIdentityPools } from "./identity-pools";
import { checkKinds } from "./kinds";
import { Resources } from "./resources";
import { readTables } from "./tables";
import { readApiKeys, readUsagePlans } from "./usage";
import { readUserPools } from "./user-pools";

/**
 * The model of resolved Terraform, whatever it was resolved from.
 *
 * @throws TerraformError
 */
export function readModel(resolved: Resolved): ApiModel {
  const announced = checkKinds(resolved.resources);
  const resources = new Resources(resolved);
  const apis = readApis(resources);
  const model = {
    region: resolved.region,
    accountId: resolved.accountId,
    apis,
    functions: readFunctions(resources, resolved.resources),
    userPools: readUserPools(resources),
    identityPools: readIdentityPools(resources),
    roles: readRoles(resources),
    apiKeys: readApiKeys(resources),
    usagePlans: readUsagePlans(resources, apis),
    tables: readTables(resources),
  };
  return { ...model, notices: [...announced, ...resources.notices] };
}
