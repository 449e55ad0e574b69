import type {
  Api,
  ApiModel,
  AttachedPolicy,
  IamGroup,
  IamRole,
  IamUser,
  Operation,
  Stage,
} from "../../model";
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
import { askedOf, evaluateSet, iamPrincipal, type PolicySet, type Principal, policySet } from "../iam";
import { commonText } from "./common-text";
import { filled, requestsOf, type Template, withPrefix } from "./path-template";

/**
 * The roles of programs: those that may invoke at least one AWS_IAM method, by their own policies or by the API's,
 * and that no group and no identity pool gives to users.
 */
export function systemRoles(model: ApiModel): readonly IamRole[] {
  const ofPeople = rolesOfPeople(model);
  return model.roles.filter((role) => !ofPeople.has(role.arn) && mayInvokeAny(model, role));
}

/**
 * ARNs of the roles that an identity pool gives to users, those of their groups included. Without an identity pool, the
 * columns of groups do not show what their roles may call.
 */
function rolesOfPeople(model: ApiModel): ReadonlySet<string | undefined> {
  if (model.identityPools.length === 0) return new Set();
  return new Set([
    ...model.userPools.flatMap(({ groups }) => groups.map(({ roleArn }) => roleArn)),
    ...model.identityPools.flatMap((pool) => [
      pool.authenticatedRoleArn,
      pool.unauthenticatedRoleArn,
      ...pool.roleMappings.flatMap(({ rules }) => rules?.map(({ roleArn }) => roleArn) ?? []),
    ]),
  ]);
}

/** The model without the users and groups that are made elsewhere and that no policy of this Terraform lets call. */
export function withoutIdle(model: ApiModel): ApiModel {
  const { groups, users } = model;
  const mayCall = (one: IamUser | IamGroup) => !one.isOutside || mayInvokeAny(model, one);
  return {
    ...model,
    ...(users && { users: users.filter(mayCall) }),
    ...(groups && { groups: groups.filter(mayCall) }),
  };
}

/**
 * Conditions of an Allow are taken as met, those of a Deny as not met: some call may satisfy them. A policy of the
 * principal whose text is not known may let it call; those that an outside principal has elsewhere are not looked at.
 */
function mayInvokeAny(model: ApiModel, role: Pick<IamRole, "arn" | "policies">): boolean {
  const own = role.policies
    .filter(({ isElsewhere }) => !isElsewhere)
    .map((policy) => ("unknown" in policy.document ? policy : withoutConditions(policy)));
  return allApis(model).some((api) => {
    const ofApi = resourcePoliciesOf(api).map(withoutConditions);
    const sets = [policySet(own), policySet(ofApi)];
    return api.stages.some((stage) => {
      for (const resource of samples(api, stage, [...own, ...ofApi]))
        if (mayInvoke(api, sets, iamPrincipal(role.arn, model), resource)) return true;
      return false;
    });
  });
}

/**
 * A resource policy admits a role without an identity policy where it names the role or all principals, not where it
 * names the account.
 */
function mayInvoke(api: Api, sets: readonly PolicySet[], principal: Principal, resource: string): boolean {
  const asked = askedOf({
    action: actionsOf(api)[0],
    resource,
    principal: { ...principal, withoutAccount: true },
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
function* samples(api: Api, stage: Stage, policies: readonly AttachedPolicy[]): Generator<string> {
  const texts = policies
    .flatMap(({ document }) => ("unknown" in document ? [] : document.statements))
    .flatMap(({ resources }) => resources ?? [])
    .map((text) => text.replace(/\$\{[^}]*\}/g, "*"));
  for (const asked of askedAt(api, stage)) yield* samplesOf(api, stage, asked, texts);
}

/** A signed method and one of its verbs, with the ARNs of its requests. */
interface Asked {
  readonly method: Operation;
  readonly verb: string;
  readonly template: Template;
  readonly prefix: string;
  readonly whole: Template;
}

const known = new WeakMap<Api, Map<Stage, readonly Asked[]>>();

/** They are the same for every role. */
function askedAt(api: Api, stage: Stage): readonly Asked[] {
  const { executionArn, methods } = api;
  const ofApi = known.get(api) ?? new Map<Stage, readonly Asked[]>();
  known.set(api, ofApi);
  const found =
    ofApi.get(stage) ??
    methods.filter(isSigned).flatMap((method) => {
      const template = requestsOf(method);
      return (method.verb === "ANY" ? VERBS : [method.verb]).map((verb) => {
        const prefix = `${executionArn}/${stage.name}/${verb}`;
        return { method, verb, template, prefix, whole: withPrefix(prefix, template) };
      });
    });
  ofApi.set(stage, found);
  return found;
}

function samplesOf(
  api: Api,
  stage: Stage,
  { method, prefix, template, verb, whole }: Asked,
  texts: readonly string[],
): string[] {
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
