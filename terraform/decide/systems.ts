import { evaluate } from "../iam/evaluate";
import { fits, pattern } from "../iam/pattern";
import { invokeArns } from "../invoke-arn";
import type { ApiModel, AttachedPolicy, IamRole, RestApi, Stage } from "../model";
import { matchRoute } from "../route";

/**
 * The roles of programs: those that may invoke at least one AWS_IAM method, and that no group and no identity
 * pool hands to people.
 */
export function systemRoles(model: ApiModel): readonly IamRole[] {
  const ofPeople = new Set([
    ...model.userPools.flatMap(({ groups }) => groups.map(({ roleArn }) => roleArn)),
    ...model.identityPools.flatMap((pool) => [
      pool.authenticatedRoleArn,
      pool.unauthenticatedRoleArn,
      ...pool.roleMappings.flatMap(({ rules }) => rules?.map(({ roleArn }) => roleArn) ?? []),
    ]),
  ]);
  return model.roles.filter((role) => !ofPeople.has(role.arn) && mayInvokeAny(model, role));
}

/** Conditions are taken as met where they allow, and as not met where they deny: there is a call that may be. */
function mayInvokeAny(model: ApiModel, role: IamRole): boolean {
  const policies = role.policies.map(withoutConditions);
  return model.apis.some((api) =>
    api.stages.some((stage) =>
      samples(api, stage, policies).some((resource) => {
        const request = { action: "execute-api:Invoke", resource, context: {} };
        return evaluate(policies, request).outcome === "allow";
      }),
    ),
  );
}

function withoutConditions(policy: AttachedPolicy): AttachedPolicy {
  const { document } = policy;
  if ("unknown" in document) return { ...policy, document: { version: "2012-10-17", statements: [] } };
  const statements = document.statements
    .filter(({ conditions, effect }) => effect === "Allow" || conditions.length === 0)
    .map((statement) => ({ ...statement, conditions: [] }));
  return { ...policy, document: { ...document, statements } };
}

// A value that no pattern is likely to name; policies that name real ones are asked about those.
const SAMPLE = "sample";

/** ARNs of requests to try: one for each AWS_IAM method, and those that the policies spell out. */
function samples(api: RestApi, stage: Stage, policies: readonly AttachedPolicy[]): string[] {
  const ofMethods = api.methods
    .filter(({ authorization }) => authorization === "AWS_IAM")
    .flatMap(({ path, verb }) =>
      invokeArns(api, stage, {
        verb: verb === "ANY" ? "GET" : verb,
        path: path.replace(/\{[^}]+\}/g, SAMPLE),
      }),
    );
  const stageArn = `${api.executionArn}/${stage.name}/`;
  const ofPolicies = policies
    .flatMap(({ document }) => ("unknown" in document ? [] : document.statements))
    .flatMap(({ resources }) => resources ?? [])
    .filter((resource) => fits(pattern(`${stageArn}*`), resource))
    .map((resource) => resource.replace(/[*?]/g, SAMPLE))
    .filter((resource) => {
      const [verb = "", ...path] = resource.slice(stageArn.length).split("/");
      return matchRoute(api, verb, `/${path.join("/")}`)?.method.authorization === "AWS_IAM";
    });
  return [...ofMethods, ...ofPolicies];
}
