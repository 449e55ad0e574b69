import { inputsOf, isList, isRecord, Unresolved, type Value, valueText } from "../../../language/expression";
import type { AttachedPolicy, Statement } from "../../../model";
import { unknownIn } from "../../iam";
import type { TrustResource } from "../estate";
import { type Holder, isAboutAccess } from "./rights";

/** A policy whose text is not known, or not all of it. */
interface UnknownPolicy {
  /** Address of the resource that holds its text. */
  readonly policy: string;
  readonly why: string;
  /** Whether only resources or values of conditions are unknown: its actions are compared then. */
  readonly isPartly: boolean;
  /** Two sides of equal texts have one policy. */
  madeOf(): string;
}

/** By what names them. */
export type UnknownPolicies = ReadonlyMap<string, UnknownPolicy>;

/** Arguments that hold policies or name them. */
const HOLDING = ["policy", "inline_policy", "managed_policy_arns", "permissions_boundary", "policy_arn"];

/** Says which policies of a principal are unknown, on one side. */
export function unknownPolicies(
  resources: readonly TrustResource[],
): (holder: Holder | undefined) => UnknownPolicies {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  return (holder) => {
    const all = holder ? [...holder.policies, ...(holder.boundary ? [holder.boundary] : [])] : [];
    return new Map(
      all.flatMap((policy) => {
        const why = unknownOf(policy);
        if (why === undefined) return [];
        const { address, attachment, document, name } = policy;
        const isPartly = !("unknown" in document);
        const places = [address, ...(attachment === undefined ? [] : [attachment])];
        const said = (place: string) => saidAt(byAddress.get(place), name, isPartly ? unknownsIn : valueText);
        const madeOf = () => JSON.stringify([why, ...places.map(said)]);
        return [[`${address} ${name}`, { policy: address, why, isPartly, madeOf }] as const];
      }),
    );
  };
}

function unknownOf({ document }: AttachedPolicy): string | undefined {
  if ("unknown" in document) return document.unknown;
  return document.statements
    .map((statement) => unknownTextIn(statement))
    .find((unknown) => unknown !== undefined);
}

function unknownTextIn(statement: Statement): string | undefined {
  const { conditions, notResources = [], resources = [] } = statement;
  const texts = [...resources, ...notResources, ...conditions.flatMap(({ values }) => values)];
  const unknown = texts.map(unknownIn).find((one) => one !== undefined);
  return unknown !== undefined && isAboutAccess(statement) ? unknown : undefined;
}

/** What a resource says of its policies, and what decides whether it is there. */
function saidAt(
  resource: TrustResource | undefined,
  name: AttachedPolicy["name"],
  textOf: (value: Value | undefined) => string,
): readonly unknown[] {
  if (!resource) return [];
  const { instances, uncertain, values } = resource;
  // A policy that is made elsewhere is its ARN, whatever is attached beside it.
  const names = name.startsWith("arn:") ? [] : HOLDING;
  return [instances, uncertain, ...names.map((argument) => textOf(values[argument] as Value | undefined))];
}

/** What the unknown parts of a value are made of. */
function unknownsIn(value: Value | undefined): string {
  if (value instanceof Unresolved) return inputsOf(value).unknown;
  if (isList(value)) return value.map(unknownsIn).join();
  return isRecord(value) ? Object.values(value).map(unknownsIn).join() : "";
}
