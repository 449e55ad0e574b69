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

/** The parameter `Tags`: `Tags.member.1.Key`, `Tags.member.1.Value`. */
export function tagsIn(parameters: Parameters): Record<string, string> {
  const names = [...parameters.keys()].filter((name) => name.startsWith("Tags."));
  const odd = names.find((name) => !/^Tags\.member\.[1-9]\d?\.(Key|Value)$/.test(name));
  if (odd !== undefined) throw validationError(`${odd.slice(0, 100)} is no parameter of this action.`);
  const numbers = new Set(names.map((name) => name.split(".")[2]));
  return checkTags(
    [...numbers].map((number) => {
      const key = parameters.get(`Tags.member.${number}.Key`);
      if (key === undefined) throw validationError(`Tags.member.${number} has no Key.`);
      // An empty value counts as absent in a form.
      return [key, parameters.get(`Tags.member.${number}.Value`) ?? ""] as const;
    }),
  );
}
