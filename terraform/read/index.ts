import type { Resolved } from "../language/configuration/resolved";
import type { ApiModel } from "../model";
import { readApis } from "./api";
import { checkKinds } from "./check-types";
import { readFunctions } from "./functions";
import { readGroups, readRoles, readUsers } from "./iam";
import { readIdentityPools } from "./identity-pools";
import { ignoredChanges } from "./ignored-changes";
import { type Reading, Resources } from "./resources";
import { checkSelfGivenRoles } from "./self-given-roles";
import { readTables } from "./tables";
import { checkUnique } from "./unique";
import { readApiKeys, readUsagePlans } from "./usage";
import { readUserPools } from "./user-pools";
import { checkWaysAround } from "./ways-around";

/**
 * The model of resolved Terraform, whatever it was resolved from.
 *
 * @throws TerraformError
 */
export function readModel(resolved: Resolved, reading: Reading): ApiModel {
  const announced = [
    ...checkKinds(resolved.resources, reading.strict),
    ...ignoredChanges(resolved.resources),
  ];
  const resources = new Resources(resolved, reading);
  const apis = readApis(resources);
  const model = {
    region: resolved.region,
    accountId: resolved.accountId,
    apis,
    functions: readFunctions(resources, resolved.resources),
    userPools: readUserPools(resources),
    identityPools: readIdentityPools(resources),
    roles: readRoles(resources),
    users: readUsers(resources),
    groups: readGroups(resources),
    apiKeys: readApiKeys(resources),
    usagePlans: readUsagePlans(resources, apis),
    tables: readTables(resources),
  };
  checkUnique(resources);
  checkWaysAround(model, resources);
  checkSelfGivenRoles(model, resources);
  return { ...model, notices: [...(resolved.notices ?? []), ...announced, ...resources.notices] };
}
