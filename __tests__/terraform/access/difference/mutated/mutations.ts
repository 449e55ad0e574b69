import {
  isList,
  isRecord,
  Unresolved,
  type Value,
  type ValueRecord,
} from "../../../../../terraform/language/expression";
import type { Resolved, ResolvedResource } from "../../../../../terraform/sources";
import { allTypes, hasSay } from "../../../../../terraform/types";
import type { Attributes } from "../../../../../terraform/types/attributes";

/** One attribute of one resource of a configuration, changed. */
export interface Mutation {
  /** `aws_iam_role_policy policy` */
  readonly attribute: string;
  /** `shop/aws_iam_role_policy.user: policy is not known` */
  readonly name: string;
  readonly resolved: Resolved;
}

type Path = readonly string[];

const types = new Map(allTypes.filter(({ notRead }) => !notRead).map((type) => [type.name, type]));
const UNKNOWN = new Unresolved("var.mutated: it has no default", "var.mutated");

/** Every attribute with a say of every resource: taken away, added, changed, exchanged with another's, unknown. */
export function* mutationsOf(resolved: Resolved): Generator<Mutation> {
  for (const resource of resolved.resources) {
    const type = types.get(resource.type);
    if (!type) continue;
    for (const path of pathsIn(type.attributes))
      for (const [how, value] of valuesFor(resource, path, resolved.resources)) {
        const mutated = { ...resource, values: withValue(resource.values, path, value) };
        yield {
          attribute: `${resource.type} ${path.join(".")}`,
          name: `${resource.address}: ${path.join(".")} ${how}`,
          resolved: {
            ...resolved,
            resources: resolved.resources.map((one) => (one === resource ? mutated : one)),
          },
        };
      }
  }
}

function* pathsIn(attributes: Attributes, path: Path = []): Generator<Path> {
  for (const [name, attribute] of Object.entries(attributes)) {
    if (attribute.is === "block") yield* pathsIn(attribute.attributes, [...path, name]);
    else if (hasSay(attribute)) yield [...path, name];
  }
}

function* valuesFor(
  resource: ResolvedResource,
  path: Path,
  resources: readonly ResolvedResource[],
): Generator<readonly [how: string, value: Value | undefined]> {
  const own = valueAt(resource.values, path);
  if (own !== undefined) yield ["is taken away", undefined];
  for (const value of others(own)) yield [`is ${JSON.stringify(value)}`, value];
  const swapped = resources
    .filter((one) => one.type === resource.type && one !== resource)
    .map((one) => [one.address, valueAt(one.values, path)] as const)
    .find(([, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(own));
  if (swapped) yield [`is that of ${swapped[0]}`, swapped[1]];
  yield ["is not known", UNKNOWN];
}

/** Values of the same kind. */
function others(value: Value | undefined): readonly Value[] {
  if (value === undefined) return ["new", true];
  if (typeof value === "string") return [`${value}x`];
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 1];
  return isList(value) ? [[], [...value, "new"]] : [{}];
}

function valueAt(values: Value | undefined, [name, ...rest]: Path): Value | undefined {
  if (name === undefined) return values;
  const first = isList(values) ? values[0] : values;
  return isRecord(first) ? valueAt(first[name], rest) : undefined;
}

/** The first of several blocks is changed; where there is none, one is made. */
function withValue(values: ValueRecord, [name = "", ...rest]: Path, value: Value | undefined): ValueRecord {
  const { [name]: own, ...others } = values;
  if (rest.length === 0) return value === undefined ? others : { ...values, [name]: value };
  const blocks: readonly (Value | undefined)[] = isList(own) ? own : [own];
  const [first, ...more] = blocks as readonly [Value, ...Value[]];
  const block = withValue(isRecord(first) ? first : {}, rest, value);
  return { ...values, [name]: isList(own) || own === undefined ? [block, ...more] : block };
}
