import { arnParts, fits, isWild, type Pattern, wildcardsIn } from "./pattern";

/** Whether the whole of a text fits. */
export type Matcher = (text: string) => boolean;

/** An ARN with its six parts and its beginnings, cut when they are first asked for. */
export class Arn {
  private cut: readonly string[] | undefined;
  private readonly begun = new Map<number, string>();

  constructor(readonly text: string) {}

  get parts(): readonly string[] {
    this.cut ??= partsOf(this.text);
    return this.cut;
  }

  /** Its first characters: the policies of all callers look for the same few lengths. */
  beginning(length: number): string {
    const known = this.begun.get(length);
    if (known !== undefined) return known;
    const cut = this.text.slice(0, length);
    this.begun.set(length, cut);
    return cut;
  }
}

function partsOf(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  while (parts.length < 5) {
    const colon = text.indexOf(":", start);
    if (colon < 0) break;
    parts.push(text.slice(start, colon));
    start = colon + 1;
  }
  parts.push(text.slice(start));
  // Missing parts are empty, as in a text without colons.
  while (parts.length < 6) parts.push("");
  return parts;
}

/**
 * A pattern prepared for many matches. Without `?` it is the literals between its `*`, each looked for
 * after the one before: |pattern| + |text| steps.
 */
export function matcher(pattern: Pattern): Matcher {
  const { any, one } = wildcardsIn(pattern);
  if (one) return (text) => fits(pattern, text);
  const literals = split(pattern);
  const first = literals[0] as string;
  if (!any) return (text) => text === first;
  const last = literals.at(-1) as string;
  const between = literals.slice(1, -1).filter((literal) => literal !== "");
  const least = first.length + last.length;
  // ARNs begin alike: the last two characters of the literal beginning distinguish most of them.
  const [ending, before] = [first.charCodeAt(first.length - 1), first.charCodeAt(first.length - 2)];
  return (text) => {
    if (text.length < least) return false;
    if (first.length > 1) {
      if (text.charCodeAt(first.length - 1) !== ending) return false;
      if (text.charCodeAt(first.length - 2) !== before) return false;
    }
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    const end = text.length - last.length;
    for (const literal of between) {
      const found = text.indexOf(literal, at);
      if (found < 0 || found + literal.length > end) return false;
      at = found + literal.length;
    }
    return true;
  };
}

/** Whether an ARN fits part by part, as `fitsArn` has it. */
export function arnMatcher(pattern: Pattern): (arn: Arn) => boolean {
  const parts = arnParts(pattern).map(matcher);
  return (arn) => parts.every((part, index) => part(arn.parts[index] as string));
}

function split(pattern: Pattern): string[] {
  const literals = [""];
  for (const entry of pattern) {
    if (isWild(entry)) literals.push("");
    else literals[literals.length - 1] += entry;
  }
  return literals;
}
