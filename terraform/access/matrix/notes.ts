import type { Api, ApiModel, Notice } from "../../model";
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

/** A role that every AWS account may assume. */
function takenByAnyone(principal: Principal): Notice[] {
  if (principal.kind !== "iam" || "unknown" in principal.role.trust) return [];
  const { address, trust } = principal.role;
  const isOpen = trust.statements.some(
    ({ conditions, effect, principals = {} }) =>
      effect === "Allow" && conditions.length === 0 && ("*" in principals || principals.AWS?.includes("*")),
  );
  return isOpen ? [{ address, message: "its trust policy lets every AWS account take the role" }] : [];
}
