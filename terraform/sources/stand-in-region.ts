import { type Resolved, UNKNOWN_REGION } from "../language/configuration";
import { inputsOf, isList, isRecord, Unresolved, type Value, withInputs } from "../language/expression";

/**
 * The same resources in a region that stands in where the Terraform does not tell it, as Terraform itself takes one from
 * its environment. ARNs in policies stay undecided where they write a region out (`isRegionTold`).
 */
export function withRegion(resolved: Resolved, region: string): Resolved {
  if (resolved.region !== UNKNOWN_REGION) return resolved;
  const inText = (text: string) => text.replaceAll(UNKNOWN_REGION, region);
  const inValue = (value: Value): Value => {
    if (typeof value === "string") return inText(value);
    if (isList(value)) return value.map(inValue);
    if (value instanceof Unresolved) return inUnresolved(value, inValue);
    return isRecord(value)
      ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inValue(item)]))
      : value;
  };
  const resources = resolved.resources.map((resource) => ({
    ...resource,
    values: Object.fromEntries(
      Object.entries(resource.values).map(([name, value]) => [name, inValue(value)]),
    ),
  }));
  return { ...resolved, region, isRegionTold: false, resources };
}

/** Of a text that is made of unknown parts, what it is made of. */
function inUnresolved(value: Unresolved, inValue: (value: Value) => Value): Unresolved {
  const { encoded, is, unknown } = value;
  if (encoded === undefined) return value;
  return withInputs(new Unresolved(unknown, is, inValue(encoded)), () => inputsOf(value));
}
