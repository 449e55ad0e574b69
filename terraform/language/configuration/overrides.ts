import type { Json, JsonObject } from "./stack";

/** Whether Terraform merges a file over the others of its folder. */
export function isOverride(path: string): boolean {
  return /(^|\/|_)override\.(tf|tofu)(\.json)?$/.test(path);
}

/**
 * A block with one of an override file over it: an argument takes the place of the argument, and blocks take the place of
 * all blocks of their name; only `lifecycle` is merged.
 * https://developer.hashicorp.com/terraform/language/files/override
 */
export function overridden(body: Json, over: Json): Json {
  if (!isObject(body) || !isObject(over)) return over;
  const { dynamic: below, ...kept } = body;
  const { dynamic: above, ...given } = over;
  const names = [...Object.keys(given), ...(isObject(above) ? Object.keys(above) : [])];
  const dynamic = {
    ...without(isObject(below) ? below : {}, names),
    ...(isObject(above) ? above : {}),
  };
  return {
    ...without(kept, isObject(above) ? Object.keys(above) : []),
    ...given,
    ...(given.lifecycle !== undefined && { lifecycle: merged(kept.lifecycle, given.lifecycle) }),
    ...(Object.keys(dynamic).length > 0 && { dynamic }),
  };
}

function merged(below: Json | undefined, above: Json): Json {
  const [first, second] = [one(below ?? {}), one(above)];
  return isObject(first) && isObject(second) ? [{ ...first, ...second }] : above;
}

function one(block: Json): Json {
  return Array.isArray(block) ? ((block as readonly Json[])[0] ?? {}) : block;
}

function without(record: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
