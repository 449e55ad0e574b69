import { withTerraformErrors } from "../error";
import type { ApiModel } from "../model";
import { type Resolved, resolveTerraform, type SourceOptions, type TerraformSource } from "../sources";
import { adoptedObjects } from "./adopted-objects";
import { readApis } from "./api";
import { readManagedPolicies } from "./attached";
import { checkTypes } from "./check-types";
import { readCustomDomains } from "./custom-domains";
import { noticeOtherFirewalls } from "./firewalls";
import { readFunctionUrls } from "./function-urls";
import { readFunctions } from "./functions";
import { readHttpApis } from "./http-apis";
import { readGroups, readRoles, readUsers } from "./iam";
import { readIdentityPools } from "./identity-pools";
import { ignoredChanges } from "./ignored-changes";
import { readOpenIdProviders } from "./open-id-providers";
import { readWithRepairs } from "./repairs";
import { type Reading, Resources } from "./resources";
import { readSamlProviders } from "./saml-providers";
import { checkSelfGivenRoles } from "./self-given-roles";
import { readTables } from "./tables";
import { checkUnique } from "./unique";
import { readApiKeys, readUsagePlans } from "./usage";
import { readUserPools } from "./user-pools";
import { checkWaysAround } from "./ways-around";

export interface ReadOptions extends SourceOptions {
  /** Parses YAML, for OpenAPI bodies that are not JSON. Without it their routes are unknown. */
  readonly parseYaml?: (text: string) => unknown;
}

/**
 * Reads Terraform of any source into one model.
 *
 * @throws TerraformError of a strict reader, with the address of the resource; there is no partial model
 */
export function readTerraform(source: TerraformSource, options: ReadOptions = {}): ApiModel {
  return readModel(resolveTerraform(source, options), options);
}

/**
 * The model of resources that resolveTerraform() returned, for callers that need both.
 *
 * @throws TerraformError
 */
export function readModel(
  resolved: Resolved,
  { parseYaml, strict = false }: Omit<ReadOptions, "accountId"> = {},
): ApiModel {
  const reading = { strict, ...(parseYaml && { parseYaml }) };
  const read = (resources: Resolved) => withTerraformErrors(() => modelOf(resources, reading));
  if (strict) return read(resolved);
  const { read: model, repaired } = readWithRepairs(resolved, read);
  return { ...model, notices: [...model.notices, ...repaired] };
}

function modelOf(resolved: Resolved, reading: Reading): ApiModel {
  const notices = [
    ...checkTypes(resolved.resources, reading.strict),
    ...ignoredChanges(resolved.resources),
    ...adoptedObjects(resolved.resources),
  ];
  const resources = new Resources(resolved, reading);
  const apis = readApis(resources);
  const functions = readFunctions(resources, resolved.resources);
  const functionUrls = readFunctionUrls(functions, resources);
  const model = {
    region: resolved.region,
    accountId: resolved.accountId,
    // The gate's users are of the account that stands in.
    ...(resolved.isAccountTold === false && !reading.strict && { isAccountTold: false }),
    apis,
    ...readHttpApis(resources),
    functionUrls,
    functions,
    userPools: readUserPools(resources),
    identityPools: readIdentityPools(resources),
    ...(reading.strict && {
      openIdProviders: readOpenIdProviders(resources),
      samlProviders: readSamlProviders(resources),
      managedPolicies: readManagedPolicies(resources),
      customDomains: readCustomDomains(resources),
    }),
    roles: readRoles(resources),
    users: readUsers(resources),
    groups: readGroups(resources),
    apiKeys: readApiKeys(resources),
    usagePlans: readUsagePlans(resources, apis),
    tables: readTables(resources),
  };
  noticeOtherFirewalls(
    apis.flatMap(({ stages }) => stages.map(({ firewall }) => firewall)),
    resources,
  );
  checkUnique(resources);
  checkWaysAround(model, resources);
  checkSelfGivenRoles(model, resources);
  return { ...model, notices: [...(resolved.notices ?? []), ...notices, ...resources.notices] };
}
