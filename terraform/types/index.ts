import type { Attribute, Attributes, NotEvaluated } from "./attributes";
import { decidingFamilies, ignored, ignoredFamilies, makers, notEvaluated } from "./other-types";
import type { ResourceType } from "./resource-type";
import { resourceTypes } from "./resources";

export { ONLY_BY_DOMAIN } from "./shared-notices";
export type { StandIn } from "./stand-ins";

export type { Attribute, NotEvaluated, ResourceType };

/** How the reader treats a resource type. */
export type Kind =
  /** Read into the model: each of its attributes is checked. */
  | { readonly kind: "read"; readonly type: ResourceType }
  /**
   * It could have an influence on access, and is not evaluated: the reader gives a notice. What is served, the gate reads
   * and checks like any type.
   */
  | {
      readonly kind: "not evaluated";
      readonly message: string;
      readonly hides?: true;
      readonly served?: true;
    }
  /** It has no influence on who may call what. */
  | { readonly kind: "ignored"; readonly because: string };

/** Every type that has a file of its own. */
export const allTypes: readonly ResourceType[] = resourceTypes;

const byName = new Map(allTypes.map((type) => [type.name, type]));

/** Attributes that every type may have. */
const COMMON: Attributes = {
  id: { is: "computed" },
  region: { is: "ignored" },
  tags: { is: "ignored" },
  tags_all: { is: "ignored" },
  timeouts: { is: "ignored" },
};

/** The kind of a resource type; undefined for one that is not known. */
export function kindOf(name: string): Kind | undefined {
  const type = byName.get(name);
  if (type) return kindOfType(type);
  if (Object.hasOwn(notEvaluated, name))
    return { kind: "not evaluated", message: notEvaluated[name] as string };
  if (Object.hasOwn(makers, name))
    return { kind: "not evaluated", message: makers[name] as string, hides: true };
  if (Object.hasOwn(ignored, name)) return { kind: "ignored", because: ignored[name] as string };
  const family = ignoredFamilies.find(({ prefix }) => name.startsWith(prefix));
  return family && { kind: "ignored", because: family.because };
}

function kindOfType(type: ResourceType): Kind {
  const { notRead } = type;
  if (!notRead) return { kind: "read", type };
  return "ignored" in notRead
    ? { kind: "ignored", because: notRead.ignored }
    : { kind: "not evaluated", message: notRead.notEvaluated, ...(notRead.served && { served: true }) };
}

/** Whether resources of a type are APIs: where the first one is, the system is. */
export function isApi(name: string): boolean {
  return name === "aws_api_gateway_rest_api" || name === "aws_apigatewayv2_api";
}

/** Whether an unknown type could open or close a route: whether it is of a family that decides who may call what. */
export function couldDecide(name: string): boolean {
  return decidingFamilies.some((prefix) => name.startsWith(prefix));
}

/** Whether resources of a type could have an influence on who may call what, by any of their arguments. */
export function mayDecide(name: string): boolean {
  const kind = kindOf(name);
  if (kind?.kind !== "read") return kind === undefined ? couldDecide(name) : kind.kind === "not evaluated";
  return Object.values(kind.type.attributes).some(hasSay);
}

/** An attribute of a type by its path, `lambda_config.kms_key_id`; undefined where it is not known. */
export function attributeAt(name: string, path: string): Attribute | undefined {
  const type = byName.get(name);
  if (!type) return undefined;
  const [first = "", ...inner] = path.includes(".") ? path.split(".") : [path];
  let found = own(type.attributes, first) ?? own(COMMON, first);
  for (const step of inner) {
    // A part of an attribute that is classified as a whole has the same class.
    if (found?.is !== "block") return found;
    found = own(found.attributes, step);
  }
  return found;
}

/** Names of the attributes that may stand where one stands: of its type, or of its block. */
export function namesBeside(name: string, path: string): readonly string[] {
  const end = path.lastIndexOf(".");
  if (end < 0) return Object.keys(byName.get(name)?.attributes ?? {});
  const block = attributeAt(name, path.slice(0, end));
  return block?.is === "block" ? Object.keys(block.attributes) : [];
}

/** Whether an attribute, or one in a block, could have an influence on who may call what. */
export function hasSay(attribute: Attribute): boolean {
  if (attribute.is === "block") return Object.values(attribute.attributes).some(hasSay);
  return attribute.is === "read" || (attribute.is === "not evaluated" && !attribute.serving);
}

/** Whether an attribute, or one in a block, has a say in access, or in what is served or deployed. */
export function hasEffect(attribute: Attribute): boolean {
  if (attribute.is === "block") return Object.values(attribute.attributes).some(hasEffect);
  return attribute.is === "read" || attribute.is === "served" || attribute.is === "not evaluated";
}

/** The attributes of a type for which there are stand-ins before the Terraform is applied. */
export function assignedNames(name: string): readonly string[] {
  const known = assigned.get(name);
  if (known) return known;
  const names = namesWhere(name, (attribute) => attribute.assigned !== undefined);
  assigned.set(name, names);
  return names;
}

const assigned = new Map<string, readonly string[]>();

/** Arguments whose change replaces the resource; none for a type without a file of its own. */
export function replacingNames(name: string): readonly string[] {
  return namesWhere(name, (attribute) => attribute.replaces === true);
}

function namesWhere(name: string, test: (attribute: Attribute) => boolean): readonly string[] {
  const attributes: Attributes = byName.get(name)?.attributes ?? {};
  return Object.keys(attributes).filter((key) => test(attributes[key] as Attribute));
}

function own(attributes: Attributes, name: string): Attribute | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
