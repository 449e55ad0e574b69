/** Names by how like they are to a text, the likest first; equal ones keep their order. */
export function nearest(text: string, names: readonly string[]): readonly string[] {
  const pairs = pairsOf(text);
  const scored = names.map((name) => ({ name, likeness: likeness(pairs, pairsOf(name)) }));
  return scored.sort((one, other) => other.likeness - one.likeness).map(({ name }) => name);
}

/** The coefficient of Dice: 1 where both have the same pairs of neighbouring characters, 0 where they share none. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size || 1);
}

function pairsOf(text: string): ReadonlySet<string> {
  const small = text.toLowerCase();
  return new Set(Array.from({ length: small.length - 1 }, (_, at) => small.slice(at, at + 2)));
}
