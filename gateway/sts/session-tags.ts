import { MOST_TAGS, type TagsFault, tagsFault } from "../credentials/tags";
import type { Parameters } from "../http/form";
import { invalidParameter, validationError } from "./errors";

/**
 * Tags of a session, by key.
 *
 * @throws {ServiceError} `ValidationError`, `InvalidParameterValue`
 */
export function checkTags(tags: readonly (readonly [key: string, value: string])[]): Record<string, string> {
  const fault = tagsFault(tags);
  if (fault) throw refusal(fault);
  return Object.fromEntries(tags);
}

function refusal(fault: TagsFault): Error {
  if (fault.kind === "count") return validationError(`A session has at most ${MOST_TAGS} tags.`);
  if (fault.kind === "form")
    return validationError(`The tag ${fault.key.slice(0, 128)} has a key or a value that a tag cannot have.`);
  return invalidParameter("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
}

/** What `tagsIn` reads. `Tags=` is how clients write a list without members. */
export const TAG_PARAMETERS = ["Tags", "Tags.member.N.Key", "Tags.member.N.Value"] as const;

/** The parameter `Tags`: `Tags.member.1.Key`, `Tags.member.1.Value`. */
export function tagsIn(parameters: Parameters): Record<string, string> {
  if (parameters.get("Tags")) throw validationError("Tags is a list: its parameters are Tags.member.1.Key.");
  const names = [...parameters.keys()].filter((name) => name.startsWith("Tags."));
  const numbers = new Set(names.map((name) => name.split(".")[2]));
  return checkTags(
    [...numbers].map((number) => {
      const [key, value] = ["Key", "Value"].map((part) => parameters.get(`Tags.member.${number}.${part}`));
      if (key === undefined) throw validationError(`Tags.member.${number} has no Key.`);
      if (value === undefined) throw validationError(`Tags.member.${number} has no Value.`);
      return [key, value] as const;
    }),
  );
}
