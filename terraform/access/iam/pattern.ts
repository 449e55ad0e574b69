/** Matches any run of characters, `/` and `:` included. */
const ANY = Symbol("*");
/** Matches one character. */
const ONE = Symbol("?");

/** A text with wildcards, one character or wildcard an entry. */
export type Pattern = readonly (string | typeof ANY | typeof ONE)[];

/** Reads `*` and `?` as wildcards. */
export function pattern(text: string): Pattern {
  return [...text].map((char) => (char === "*" ? ANY : char === "?" ? ONE : char));
}

/** The text as it stands: its `*` is an asterisk, as in the value of a policy variable. */
export function literalPattern(text: string): Pattern {
  return [...text];
}

export function isWild(entry: Pattern[number]): entry is typeof ANY | typeof ONE {
  return typeof entry === "symbol";
}

/** Which wildcards a pattern has. */
export function wildcardsIn(wildcards: Pattern): { readonly any: boolean; readonly one: boolean } {
  return { any: wildcards.includes(ANY), one: wildcards.includes(ONE) };
}

/**
 * Whether the whole of `text` fits. It takes at most |pattern| × |text| steps: on a mismatch only the last `*`
 * takes one character more.
 */
export function fits(wildcards: Pattern, text: string): boolean {
  const chars = [...text];
  let at = 0;
  let p = 0;
  let lastAny = -1;
  let anyUpTo = 0;
  while (at < chars.length) {
    const expected = wildcards[p];
    if (expected === ANY) {
      lastAny = p++;
      anyUpTo = at;
    } else if (expected === ONE || expected === chars[at]) {
      p++;
      at++;
    } else if (lastAny >= 0) {
      p = lastAny + 1;
      at = ++anyUpTo;
    } else return false;
  }
  while (wildcards[p] === ANY) p++;
  return p === wildcards.length;
}

/** The pattern cut at its colons; the sixth part keeps the rest, as an ARN's resource does. */
export function arnParts(wildcards: Pattern): readonly Pattern[] {
  const parts: Pattern[] = [];
  let start = 0;
  wildcards.forEach((entry, index) => {
    if (entry !== ":" || parts.length === 5) return;
    parts.push(wildcards.slice(start, index));
    start = index + 1;
  });
  return [...parts, wildcards.slice(start)];
}

/**
 * Whether an ARN fits, part by part: a `*` covers no colon but in the last part, so that a caller's path
 * never matches in place of an account or an API. Missing parts are `*`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function fitsArn(wildcards: Pattern, arn: string): boolean {
  const expected = arnParts(wildcards);
  const found = arn.split(":");
  const resource = found.splice(5).join(":");
  return [...found, resource].every((part, index) => {
    const wanted = expected[index];
    return wanted === undefined || fits(wanted, part);
  });
}
