/**
 * Two items of a list that are the same, by their places; the last such pair. JSON's values are compared as JSON
 * Schema says: objects by their members, in any order; numbers by their value; never a text with a number.
 *
 * Takes time linear in the list (but for sorting names of members), which callers choose the length of. Each list and
 * object gets a number, the same one for equal ones, so that what holds it need not look into it again.
 */
export function sameItems(
  items: readonly unknown[],
  numbers: Numbers,
): readonly [number, number] | undefined {
  const last = new Map<string, number>();
  let same: readonly [number, number] | undefined;
  for (const [i, item] of items.entries()) {
    const key = keyOf(item, numbers);
    const before = last.get(key);
    if (before !== undefined) same = [before, i];
    last.set(key, i);
  }
  return same;
}

/** The numbers of the lists and objects of one body. */
export interface Numbers {
  readonly byKey: Map<string, string>;
  readonly byValue: Map<object, string>;
}

export function makeNumbers(): Numbers {
  return { byKey: new Map(), byValue: new Map() };
}

/**
 * The same string for equal values. It never has the form of an index (`7`): V8 gives indexes and numbers hashes that
 * callers can compute, so callers could make them collide.
 */
function keyOf(value: unknown, numbers: Numbers): string {
  if (typeof value === "string") return `"${value}`;
  // JSON.parse makes Infinity of 1e400; and -0 is 0, in JavaScript's text too.
  if (typeof value !== "object" || value === null) return `=${value}`;
  const known = numbers.byValue.get(value);
  if (known !== undefined) return known;
  let key = Array.isArray(value) ? "[" : "{";
  if (Array.isArray(value)) for (const item of value) key += measured(keyOf(item, numbers));
  else
    for (const name of Object.keys(value).sort())
      key += measured(name) + measured(keyOf((value as Record<string, unknown>)[name], numbers));
  const number = numbers.byKey.get(key) ?? `#${numbers.byKey.size}`;
  numbers.byKey.set(key, number);
  numbers.byValue.set(value, number);
  return number;
}

/** With its length before it, so that what follows cannot be taken for a part of it. */
const measured = (text: string) => `${text.length}:${text}`;
