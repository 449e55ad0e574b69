import type { ControlPlaneCall, ControlPlaneContext, Need } from "./control-plane-operation";
import { notFound } from "./exceptions";
import type { MadeKey } from "./made-keys";

/** The path of one API key. */
export const KEY_PATH = /^\/apikeys\/([^/]+)$/;

type KeyCall = Pick<ControlPlaneCall<unknown>, "ids">;

/**
 * The key that a call names. Keys of the Terraform are not found: functions keep their own keys only.
 *
 * @throws {ServiceError} `NotFoundException`
 */
export function keyOf({ ids: [id = ""] }: KeyCall, { keys }: ControlPlaneContext): MadeKey {
  const key = keys.find(id);
  if (!key) throw notFound("API Key");
  return key;
}

/** What an operation on one key needs. A key that is not found has no tags, so that conditions on them are not met. */
export function needOnKey(
  verb: string,
  { ids: [id = ""] }: KeyCall,
  { keys }: ControlPlaneContext,
): readonly Need[] {
  return [{ verb, path: `/apikeys/${id}`, context: tagKeys("aws:ResourceTag", keys.find(id)?.tags ?? {}) }];
}

/** Tags as condition keys. */
export function tagKeys(
  prefix: "aws:RequestTag" | "aws:ResourceTag",
  tags: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [`${prefix}/${name}`, value]));
}

/** A key as the API describes it. Timestamps are in seconds. */
export function describeKey(
  { createdAt, description, enabled, id, name, tags, value }: MadeKey,
  { withValue }: { readonly withValue: boolean },
) {
  const at = Math.floor(createdAt / 1_000);
  return {
    id,
    ...(withValue && { value }),
    name,
    description,
    enabled,
    createdDate: at,
    lastUpdatedDate: at,
    stageKeys: [],
    tags,
  };
}
