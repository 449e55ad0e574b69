/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_know */
export const MOST_TAGS = 50;
const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** Whether a session may have a tag with this key and value. Those of AWS begin with `aws:`. */
export function isTag(key: string, value: string): boolean {
  return KEY.test(key) && VALUE.test(value) && !/^aws:/i.test(key);
}
