import type { ApiModel, AttachedPolicy, PolicyDocument, Statement } from "../../../model";
import { Arn, Context, evaluateSet, fits, type PolicySet, pattern, policySet } from "../../iam";
import { CHANGING } from "./actions";
import { asRights } from "./managed";
import type { Target } from "./targets";

/** A principal of this Terraform with the policies that say what it may change. */
export interface Holder {
  readonly address: string;
  readonly name: string;
  readonly policies: readonly AttachedPolicy[];
  readonly boundary?: AttachedPolicy;
}

/** A right to change something, and the statement that gives it. */
export interface Right {
  readonly action: string;
  readonly target: string;
  /** The policy's address. */
  readonly by: string;
  /** The pattern of the action as the statement has it, `lambda:Update*`, or `NotAction`. */
  readonly written: string;
  /** What the statement asks besides, as text; absent where it is certain. */
  readonly conditions?: string;
}

export function holdersOf({ groups = [], roles, users = [] }: ApiModel): readonly Holder[] {
  const all: readonly Holder[] = [...roles, ...users, ...groups];
  return all.map(({ address, boundary, name, policies }) => ({
    address,
    name,
    policies: policies.filter(({ isElsewhere }) => !isElsewhere).map(asRights),
    ...(boundary && { boundary: asRights(boundary) }),
  }));
}

/** What a principal may change of the targets. A policy whose text is not known gives none; see `unknownPolicies`. */
export function rightsOf({ boundary, policies }: Holder, targets: readonly Target[]): readonly Right[] {
  const known = policies.filter(({ document }) => !("unknown" in document));
  const [set, limit] = [policySet(known), boundary && policySet([boundary])];
  const possible = new Set(known.flatMap((policy) => [...allowedBy(policy)]));
  if (possible.size === 0) return [];
  const places = placesIn(known);
  return targets.flatMap(({ actions, address, arns }) =>
    actions
      .filter((action) => possible.has(action))
      .flatMap((action) => {
        const found = arns
          .flatMap((arn) => inPlaces(arn, places))
          .map((arn) => rightTo(set, limit, action, arn))
          .find((one) => one !== undefined);
        return found ? [{ ...found, target: address }] : [];
      }),
  );
}

/** Service, region and account of an ARN. */
type ArnPlace = readonly [service: string, region: string, account: string];

/** Where the resources of policies are. A configuration often leaves its account and region to its surroundings. */
function placesIn(policies: readonly AttachedPolicy[]): readonly ArnPlace[] {
  const found = policies.flatMap(({ document }) =>
    "unknown" in document ? [] : document.statements.flatMap(({ resources = [] }) => resources),
  );
  const places = found.flatMap((arn): ArnPlace[] => {
    const [, , service, region = "", account = ""] = arn.split(":");
    return service === undefined || arn.split(":").length < 6 ? [] : [[service, region, account]];
  });
  return [...new Map(places.map((place) => [place.join(":"), place])).values()];
}

/** An ARN as it stands, and with the region and account that policies name for its service. */
function inPlaces(arn: string, places: readonly ArnPlace[]): readonly string[] {
  const [scheme, partition, service, region = "", account = "", ...resource] = arn.split(":");
  const variants = places
    .filter(([of]) => of === service)
    .map(([, ofRegion, ofAccount]) =>
      [scheme, partition, service, literal(ofRegion, region), literal(ofAccount, account), ...resource].join(
        ":",
      ),
    );
  return [...new Set([arn, ...variants])];
}

function literal(part: string, otherwise: string): string {
  return part === "" || otherwise === "" || /[*?$]/.test(part) ? otherwise : part;
}

/** Whether a statement is about calls or about rights to change who may call. */
export function isAboutAccess(statement: Pick<Statement, "actions" | "notActions">): boolean {
  return [...CALLING, ...EVERY_ACTION].some((action) => isOn(statement, action));
}

const CALLING = ["execute-api:Invoke", "lambda:InvokeFunction", "lambda:InvokeFunctionUrl"];
const EVERY_ACTION = [...new Set(Object.values(CHANGING).flat())];
const allowed = new WeakMap<PolicyDocument, ReadonlySet<string>>();

/** The actions that a policy may allow: only these are evaluated, since most principals may change nothing. */
function allowedBy({ document }: AttachedPolicy): ReadonlySet<string> {
  if ("unknown" in document) return new Set();
  const known = allowed.get(document);
  if (known) return known;
  const statements = document.statements.filter(({ effect }) => effect === "Allow");
  const made = new Set(EVERY_ACTION.filter((action) => statements.some((one) => isOn(one, action))));
  allowed.set(document, made);
  return made;
}

export function isOn(
  { actions, notActions = [] }: Pick<Statement, "actions" | "notActions">,
  action: string,
): boolean {
  return actions ? has(actions, action) : !has(notActions, action);
}

function has(patterns: readonly string[], action: string): boolean {
  return patterns.some((one) => fits(pattern(one.toLowerCase()), action.toLowerCase()));
}

function rightTo(
  set: PolicySet,
  limit: PolicySet | undefined,
  action: string,
  arn: string,
): Omit<Right, "target"> | undefined {
  const asked = {
    action: action.toLowerCase(),
    context: new Context([{}], true),
    resource: new Arn(arn),
    principal: undefined,
  };
  const [given, limited] = [evaluateSet(set, asked), limit && evaluateSet(limit, asked)];
  if (given.outcome !== "allow" && given.outcome !== "unknown") return undefined;
  if (limited && limited.outcome !== "allow" && limited.outcome !== "unknown") return undefined;
  const statement = statementFor(set, action, given.source);
  const isSure = given.outcome === "allow" && (!limited || limited.outcome === "allow");
  return {
    action,
    by: statement?.by ?? given.source.address,
    written: statement?.written ?? action,
    ...(!isSure && { conditions: statement?.conditions ?? "unknown" }),
  };
}

/** The statement that gives a right: the one that decided, or the first that may have where a condition does. */
function statementFor(
  { policies }: PolicySet,
  action: string,
  source: { readonly address: string; readonly statement?: number },
) {
  for (const { address, document } of policies) {
    if ("unknown" in document) continue;
    const found = document.statements.find(
      (one, index) =>
        one.effect === "Allow" &&
        (source.statement === undefined || (address === source.address && index === source.statement)) &&
        isOn(one, action),
    );
    if (found)
      return {
        by: address,
        written: writtenAs(found, action),
        conditions: JSON.stringify([found.conditions, document.version, found.resources]),
      };
  }
  return undefined;
}

function writtenAs({ actions }: Statement, action: string): string {
  return actions?.find((one) => has([one], action)) ?? "NotAction";
}
