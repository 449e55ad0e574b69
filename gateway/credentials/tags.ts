/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_know */
export const MOST_TAGS = 50;
const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** Whether a session may have a tag with this key and value. Those of AWS begin with `aws:`. */
export function isTag(key: string, value: string): boolean {
  return KEY.test(key) && VALUE.test(value) && !/^aws:/i.test(key);
}

/** Why a session cannot have tags together. */
export type TagsFault =
  | { readonly kind: "count" | "duplicate" }
  | { readonly kind: "form"; readonly key: string };

/** @returns `undefined` where a session can have these tags. Keys that differ in case alone are one key. */
export function tagsFault(tags: readonly (readonly [key: string, value: string])[]): TagsFault | undefined {
  if (tags.length > MOST_TAGS) return { kind: "count" };
  const wrong = tags.find(([key, value]) => !isTag(key, value));
  if (wrong) return { kind: "form", key: wrong[0] };
  return new Set(tags.map(([key]) => key.toLowerCase())).size === tags.length
    ? undefined
    : { kind: "duplicate" };
}
