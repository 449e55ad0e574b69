import type { Api, ApiModel, Condition, Notice, Statement } from "../../model";
import { allApis } from "../decide";
import { deniedSpellings } from "./denied-spellings";
import type { Evidence } from "./evidence";
import { fallThrough } from "./fall-through";
import type { Principal } from "./principals";
import { sharedFunctions } from "./shared-functions";
import { type NotedRoute, sharedServers } from "./shared-servers";

/** What is said of routes and roles beside the cells. */
export function notesOn(of: {
  readonly model: ApiModel;
  /** The model with a stage for each API. */
  readonly staged: ApiModel;
  readonly evidence: Evidence;
  readonly principals: readonly Principal[];
  readonly routes: readonly NotedRoute[];
}): readonly Notice[] {
  const { evidence, model, principals, routes, staged } = of;
  return [
    ...allApis(model).flatMap(undeployed),
    ...allApis(staged).flatMap((api) => [...incomplete(api), ...fallThrough(api)]),
    ...deniedSpellings(staged, evidence),
    ...sharedFunctions(staged),
    ...sharedServers(staged, routes),
    ...principals.flatMap(takenByAnyone),
  ];
}

function undeployed({ address, stages, unknown }: Api): Notice[] {
  if (stages.length > 0 || unknown !== undefined) return [];
  const message = "no stage of it is in this Terraform: its routes are shown as they are once it is deployed";
  return [{ address, message }];
}

function incomplete({ address, unknown }: Api): Notice[] {
  return unknown === undefined
    ? []
    : [{ address, message: `there may be more routes than these: ${unknown}` }];
}

/** A role that every AWS account may assume, or everyone who has an account with an identity provider. */
function takenByAnyone(principal: Principal): Notice[] {
  if (principal.kind !== "iam" || "unknown" in principal.role.trust) return [];
  const { address, trust } = principal.role;
  const allowing = trust.statements.filter(({ effect }) => effect === "Allow");
  const isOpen = allowing.some(
    ({ conditions, principals = {} }) =>
      conditions.length === 0 && ("*" in principals || principals.AWS?.includes("*")),
  );
  const issuers = new Set(allowing.flatMap(everyTokenOf));
  return [
    ...(isOpen ? ["its trust policy lets every AWS account take the role"] : []),
    ...[...issuers].map(
      (issuer) =>
        `its trust policy takes every token of ${issuer}, where anyone can get one: no condition, such as one of ${issuer}:${SHARED[issuer]?.claims[0]}, says whose`,
    ),
  ].map((message) => ({ address, message }));
}

/** The claims that say whose a token is, or for whose app. */
interface Shared {
  readonly claims: readonly string[];
  /** What stands in `sub` before the name of the owner: anyone may choose what follows that name. */
  readonly owner?: string;
}

/**
 * Identity providers that all of their customers share, or that anyone can sign in with. A workflow chooses the audience
 * of its token itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
const SHARED: Readonly<Record<string, Shared>> = {
  "token.actions.githubusercontent.com": {
    claims: [
      "sub",
      "repository",
      "repository_id",
      "repository_owner",
      "repository_owner_id",
      "job_workflow_ref",
      "actor",
      "actor_id",
      "enterprise",
      "enterprise_id",
    ],
    owner: "repo:",
  },
  "gitlab.com": {
    claims: ["sub", "namespace_id", "namespace_path", "project_id", "project_path", "user_id"],
    owner: "project_path:",
  },
  "app.terraform.io": { claims: ["sub"], owner: "organization:" },
  "accounts.google.com": { claims: ["aud", "oaud", "sub"] },
  "graph.facebook.com": { claims: ["app_id", "id"] },
  "www.amazon.com": { claims: ["app_id", "user_id"] },
  "cognito-identity.amazonaws.com": { claims: ["aud", "sub"] },
};

/** The shared issuers of which a statement takes every token. */
function everyTokenOf({ conditions, principals = {} }: Statement): readonly string[] {
  return (principals.Federated ?? []).flatMap((provider) => {
    const issuer = provider.replace(/^.*:oidc-provider\//, "");
    const shared = Object.hasOwn(SHARED, issuer) ? SHARED[issuer] : undefined;
    return shared && !conditions.some((one) => tellsWhose(one, issuer, shared)) ? [issuer] : [];
  });
}

function tellsWhose(
  { key, operator, values }: Condition,
  issuer: string,
  { claims, owner }: Shared,
): boolean {
  const claim = claims.find((name) => key.toLowerCase() === `${issuer}:${name}`);
  const [, like] = /^(?:For\w+:)?String(Like|Equals|EqualsIgnoreCase)(?:IfExists)?$/i.exec(operator) ?? [];
  if (claim === undefined || like === undefined) return false;
  return (
    like.toLowerCase() !== "like" || !values.some((value) => isAnyones(value, claim === "sub" ? owner : ""))
  );
}

/** Whether a pattern has a wildcard in the place of the owner's name, or before it: anyone can take a name that fits. */
function isAnyones(pattern: string, owner = ""): boolean {
  const known = pattern.replace(/[*?].*$/s, "");
  if (known === pattern) return false;
  return known.startsWith(owner) ? !/[/:]/.test(known.slice(owner.length)) : owner.startsWith(known);
}
