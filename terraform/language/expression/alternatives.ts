import { Choice, isRecord, sameValue, Unresolved, type Value } from "./value";

/** Each unknown condition doubles the texts. */
const MOST_TEXTS = 16;

/**
 * The texts that a template may make, each by its parts, for every answer to its unknown conditions; undefined where
 * there are too many. Conditions of one origin have one answer.
 */
export function alternatives(parts: readonly Value[]): readonly (readonly Value[])[] | undefined {
  let all: readonly Alternative[] = [{ parts, answers: new Map() }];
  while (all.length <= MOST_TEXTS) {
    const open = all.find((one) => one.parts.some((part) => part instanceof Choice));
    if (!open) return all.map((one) => one.parts);
    all = [...all.filter((one) => one !== open), ...decided(open)];
  }
  return undefined;
}

interface Alternative {
  readonly parts: readonly Value[];
  /** By the origin of a condition. */
  readonly answers: ReadonlyMap<string, boolean>;
}

/** One with the first open condition answered; in both ways where its answer is not known yet. */
function decided({ answers, parts }: Alternative): readonly Alternative[] {
  const at = parts.findIndex((part) => part instanceof Choice);
  const { test, texts } = parts[at] as Choice;
  const known = test.is === undefined ? undefined : answers.get(test.is);
  return [true, false]
    .filter((answer) => known === undefined || answer === known)
    .map((answer) => ({
      answers: test.is === undefined ? answers : new Map([...answers, [test.is, answer]]),
      parts: parts.flatMap((part, index) => (index === at ? partsOf(texts[answer ? 0 : 1]) : [part])),
    }));
}

/** A text that is made of parts, as these. */
function partsOf(text: Value): readonly Value[] {
  return (text instanceof Unresolved && text.parts) || [text];
}

/** Why it is not known which of the texts it is. */
export function conditionsOf(parts: readonly Value[]): string {
  const all = parts.flatMap((part): string[] =>
    part instanceof Choice
      ? [part.unknown, ...part.texts.flatMap((text) => conditionsOf(partsOf(text)) || [])]
      : [],
  );
  return [...new Set(all)].join("; ");
}

/**
 * What two OpenAPI documents have in common; what differs is unknown. A path that only one of them has is one whose
 * operations are unknown.
 *
 * @param place names from the document's root
 */
export function inCommon(a: Value, b: Value, why: string, place: readonly string[] = []): Value {
  if (sameValue(a, b)) return a;
  const differing = new Unresolved(`it depends on ${why}`);
  if (!isRecord(a) || !isRecord(b)) return differing;
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(
    names.map((name) => {
      const [one, other] = [a, b].map((of) => (Object.hasOwn(of, name) ? of[name] : undefined));
      if (one !== undefined && other !== undefined)
        return [name, inCommon(one, other, why, [...place, name])];
      const only = one ?? other;
      if (place.join() !== "paths" || !isRecord(only)) return [name, differing];
      return [name, Object.fromEntries(Object.keys(only).map((verb) => [verb, differing]))];
    }),
  );
}
