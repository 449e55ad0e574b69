import type { ApiModel, AttachedPolicy, Statement } from "../../../model";
import { allApis, LOCKS } from "../../decide";
import { listOf, type Plain } from "../compare/plain";
import { compareStatements } from "../compare/policy";
import type { ComparedStatement } from "../compare/statements";
import type { Renamed } from "../renamed";
import type { UntoldTrust } from "../trust-change";
import { isAboutAccess, isOn } from "./rights";

interface Side {
  readonly model: ApiModel;
}

interface Principal {
  readonly address: string;
  readonly policies: readonly AttachedPolicy[];
}

/**
 * Principals whose policies allow more calls than before, where no route of the Terraform takes signed calls: they are
 * about APIs that are made elsewhere, and no column shows them. Where there is no API at all, so are rights to change.
 */
export function callsElsewhere(
  { model: base }: Side,
  { model: head }: Side,
  renamed: Renamed,
): readonly UntoldTrust[] {
  if ([base, head].some(hasSignedRoute)) return [];
  const isCompared = allApis(head).length > 0 ? isAboutCalls : isAboutAccess;
  const before = new Map(principalsOf(base).map((one) => [renamed.address(one.address), one]));
  return principalsOf(head).flatMap((principal) => {
    const { address, policies } = principal;
    const was = before.get(address);
    const from = (was?.policies ?? []).flatMap((policy) => comparedOf(policy, isCompared, renamed));
    const to = policies.flatMap((policy) => comparedOf(policy, isCompared));
    const isMore = compareStatements(from, to, "identity").some(({ effect }) => effect !== "narrower");
    if (!isMore) return [];
    const known = new Set(was?.policies.map(textOf));
    const { address: resource } = policies.find((policy) => !known.has(textOf(policy))) ?? principal;
    const why = `it lets ${address} make other calls than before, of APIs that are not in this Terraform`;
    return [{ resource, why }];
  });
}

function hasSignedRoute(model: ApiModel): boolean {
  return allApis(model).some(({ methods }) =>
    methods.some(({ authorization }) => LOCKS[authorization].credentials === "iam-signature"),
  );
}

function isAboutCalls(statement: Statement): boolean {
  return isOn(statement, "execute-api:Invoke");
}

function principalsOf({ groups = [], roles, users = [] }: ApiModel): readonly Principal[] {
  return [...roles, ...users, ...groups];
}

function textOf({ document, name }: AttachedPolicy): string {
  return JSON.stringify([name, document]);
}

/** What is not known of a policy is said elsewhere. */
function comparedOf(
  { document }: AttachedPolicy,
  isCompared: (statement: Statement) => boolean,
  renamed?: Renamed,
): readonly ComparedStatement[] {
  if ("unknown" in document) return [];
  // A text with an unknown part is within `*`, and equal to itself only.
  const plain = (text: string): Plain => renamed?.value(text) ?? text;
  return document.statements.filter(isCompared).map((statement) => {
    const { actions = [], conditions, effect, notActions, notResources, resources = [] } = statement;
    const others = {
      ...(notActions && { NotAction: listOf([...notActions]) }),
      ...(notResources && { NotResource: notResources.map(plain) }),
    };
    return {
      effect,
      principals: [],
      actions: actions.map((action) => action.toLowerCase()),
      resources: resources.map(plain),
      conditions: conditions.map(({ key, operator, values }) => ({
        operator,
        key: key.toLowerCase(),
        values: values.map(plain),
      })),
      others: Object.keys(others).length > 0 ? others : undefined,
      written: {},
    };
  });
}
