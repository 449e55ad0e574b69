import type { Value } from "../language/expression";
import type { AttachedPolicy, Known, PolicyDocument } from "../model";
import type { Fields } from "./fields";
import { policyIn, policyOf } from "./policy-text";
import type { Resources } from "./resources";

/**
 * An API's resource policy: from aws_api_gateway_rest_api_policy, the API's argument or its OpenAPI body. Undefined
 * where it has none. Where two differ, the policy is unknown: the one that was applied last is in force.
 *
 * `execute-api:/stage/VERB/path` in a Resource is short for an ARN of this API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function resourcePolicyOf(
  api: Fields,
  apiId: string,
  ofBody: unknown,
  resources: Resources,
): AttachedPolicy | undefined {
  const own = resources.where("aws_api_gateway_rest_api_policy", "rest_api_id", apiId);
  const executionArn = api.link("execution_arn");
  const found = [
    ...own.map((policy) => policyOn(policy, executionArn)),
    policyOn(api, executionArn),
    ofBody === undefined
      ? undefined
      : expanded(api.address, policyOf(resources.policy(ofBody as Value), api, "resource"), executionArn),
  ].filter((candidate) => candidate !== undefined);
  const [first, ...others] = found;
  const same = others.every(({ document }) => JSON.stringify(document) === JSON.stringify(first?.document));
  if (!first || same) return first;
  const places = found.map(({ address }) => address).join(" and ");
  return { ...first, document: { unknown: `the resource policy is set twice, by ${places}` } };
}

function policyOn(fields: Fields, executionArn: string): AttachedPolicy | undefined {
  const value = fields.raw("policy");
  if (value === undefined || value === null || value === "") return undefined;
  return expanded(fields.address, policyIn(fields, "policy", "resource"), executionArn);
}

function expanded(address: string, document: Known<PolicyDocument>, executionArn: string): AttachedPolicy {
  const common = { address, name: "policy" };
  if ("unknown" in document) return { ...common, document };
  const expand = (resource: string) => resource.replace(/^execute-api:\/?/, `${executionArn}/`);
  const statements = document.statements.map((statement) => ({
    ...statement,
    ...(statement.resources && { resources: statement.resources.map(expand) }),
    ...(statement.notResources && { notResources: statement.notResources.map(expand) }),
  }));
  return { ...common, document: { ...document, statements } };
}
