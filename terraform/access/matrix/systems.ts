import type { Api, ApiModel, AttachedPolicy, IamRole, Operation, Stage } from "../../model";
import {
  actionsOf,
  allApis,
  contestedArn,
  invokeArns,
  LOCKS,
  matchRoute,
  resourcePoliciesOf,
  VERBS,
} from "../decide";
import { askedOf, evaluateSet, iamPrincipal, type PolicySet, policySet } from "../iam";
import { commonText } from "./common-text";
import { filled, requestsOf, withPrefix } from "./path-template";

/**
 * The roles of programs: those that may invoke at least one AWS_IAM method, by their own policies or by the API's,
 * and that no group and no identity pool gives to users.
 */
export function systemRoles(model: ApiModel): readonly IamRole[] {
  const ofPeople = rolesOfPeople(model);
  return model.roles.filter((role) => !ofPeople.has(role.arn) && mayInvokeAny(model, role));
}

/** ARNs of the roles that a group names, or that an identity pool gives to users. */
export function rolesOfPeople(model: ApiModel): ReadonlySet<string | undefined> {
  return new Set([
    ...model.userPools.flatMap(({ groups }) => groups.map(({ roleArn }) => roleArn)),
    ...model.identityPools.flatMap((pool) => [
      pool.authenticatedRoleArn,
      pool.unauthenticatedRoleArn,
      ...pool.roleMappings.flatMap(({ rules }) => rules?.map(({ roleArn }) => roleArn) ?? []),
    ]),
  ]);
}

/** Conditions of an Allow are taken as met, those of a Deny as not met: some call may satisfy them. */
function mayInvokeAny(model: ApiModel, role: IamRole): boolean {
  const own = role.policies.map(withoutConditions);
  return allApis(model).some((api) => {
    const ofApi = resourcePoliciesOf(api).map(withoutConditions);
    const sets = [policySet(own), policySet(ofApi)];
    return api.stages.some((stage) =>
      samples(api, stage, [...own, ...ofApi]).some((resource) =>
        mayInvoke(api, sets, { arn: role.arn, own: model.accountId }, resource),
      ),
    );
  });
}

/**
 * A resource policy admits a role without an identity policy where it names the role or all principals, not where it
 * names the account.
 */
function mayInvoke(
  api: Api,
  sets: readonly PolicySet[],
  { arn, own }: { readonly arn: string; readonly own: string },
  resource: string,
): boolean {
  const asked = askedOf({
    action: actionsOf(api)[0],
    resource,
    principal: { ...iamPrincipal(arn, own), withoutAccount: true },
    context: {},
    // Policy variables may have any value.
    open: true,
  });
  const outcomes = sets.map((set) => evaluateSet(set, asked).outcome);
  return !outcomes.includes("deny-explicit") && outcomes.some((one) => one === "allow" || one === "unknown");
}

function withoutConditions(policy: AttachedPolicy): AttachedPolicy {
  const { document } = policy;
  if ("unknown" in document) return { ...policy, document: { version: "2012-10-17", statements: [] } };
  const statements = document.statements
    .filter(({ conditions, effect }) => effect === "Allow" || conditions.length === 0)
    .map((statement) => ({ ...statement, conditions: [] }));
  return { ...policy, document: { ...document, statements } };
}

/** ARNs of sample requests: of each AWS_IAM method one that no policy names, and those that policies name. */
function samples(api: Api, stage: Stage, policies: readonly AttachedPolicy[]): string[] {
  const texts = policies
    .flatMap(({ document }) => ("unknown" in document ? [] : document.statements))
    .flatMap(({ resources }) => resources ?? [])
    .map((text) => text.replace(/\$\{[^}]*\}/g, "*"));
  return api.methods
    .filter(isSigned)
    .flatMap((method) =>
      (method.verb === "ANY" ? VERBS : [method.verb]).flatMap((verb) =>
        samplesOf(api, stage, { method, verb, texts }),
      ),
    );
}

function samplesOf(
  api: Api,
  stage: Stage,
  { method, texts, verb }: { method: Operation; verb: string; texts: readonly string[] },
): string[] {
  const template = requestsOf(method);
  const prefix = `${api.executionArn}/${stage.name}/${verb}`;
  const whole = withPrefix(prefix, template);
  const named = texts.flatMap((text) => commonText(text, whole)?.slice(prefix.length) ?? []);
  return [filled(template, ({ anyone }) => anyone), ...named]
    .filter((path) => {
      const match = matchRoute(api, verb, path);
      return match !== undefined && isSigned(match.method);
    })
    .flatMap((path) => [
      ...invokeArns(api, stage, { verb, path }),
      ...[contestedArn(api, stage, method)].filter((arn) => arn !== undefined),
    ]);
}

function isSigned({ authorization }: Operation): boolean {
  return LOCKS[authorization].credentials === "iam-signature";
}
