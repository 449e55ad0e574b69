/** Brackets in brackets; deeper ones overflow the parser's stack, which it does not survive. People write a dozen. */
const MAX_DEPTH = 250;
/** Characters of a line outside of quotation marks. A chain of operators is as deep for the parser as it is long. */
const MAX_LINE = 20_000;

/** Why the parser must not be given a text; undefined where it may be. */
export function nestingProblem(text: string): string | undefined {
  if (depthOf(text) > MAX_DEPTH) return `it nests deeper than ${MAX_DEPTH} brackets`;
  const isLong = text
    .split("\n")
    .some((line) => line.length > MAX_LINE && withoutTexts(line).length > MAX_LINE);
  return isLong ? `it has an expression of more than ${MAX_LINE} characters` : undefined;
}

/** Brackets in texts count too: a bracket that is not closed there makes the rest only seem deeper. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++)
    switch (text[at]) {
      case "[":
      case "{":
      case "(":
        depth++;
        if (depth > deepest) deepest = depth;
        break;
      case "]":
      case "}":
      case ")":
        if (depth > 0) depth--;
    }
  return deepest;
}

function withoutTexts(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"/g, '""');
}
