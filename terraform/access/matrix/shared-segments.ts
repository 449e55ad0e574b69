import type { Template } from "./path-template";

/**
 * Whether a policy's pattern and a template may have a text in common, by the segments that the pattern writes out: it
 * refuses most pairs, and takes a small part of the time of the search for the text.
 */
export function mayShareText(pattern: string, template: Template): boolean {
  const { greedy, segments } = segmentsOf(template);
  return piecesOf(pattern).every((piece) => isIn(piece, segments, greedy));
}

interface Segments {
  /** Undefined for one that may be any. */
  readonly segments: readonly (string | undefined)[];
  /** Whether any segments may follow. */
  readonly greedy: boolean;
}

const templates = new WeakMap<Template, Segments>();

// No literal part has the character that stands for a parameter here.
const ANY = "\u0000";

function segmentsOf(template: Template): Segments {
  const known = templates.get(template);
  if (known) return known;
  const greedy = template.some((part) => typeof part !== "string" && part.greedy);
  const text = template.map((part) => (typeof part === "string" ? part : ANY)).join("");
  const segments = text.split("/").map((segment) => (segment.includes(ANY) ? undefined : segment));
  const found = { segments, greedy };
  templates.set(template, found);
  return found;
}

const pieces = new Map<string, readonly (readonly string[])[]>();
const MAX_PIECES = 20_000;

/** The whole segments that stand together between two wildcards: a value of a parameter has no slash. */
function piecesOf(pattern: string): readonly (readonly string[])[] {
  const known = pieces.get(pattern);
  if (known) return known;
  const literals = pattern.split(/[*?]/);
  const found = literals
    .map((literal, index) => {
      const parts = literal.split("/");
      // What touches a wildcard may be a part of a segment.
      const end = index === literals.length - 1 ? parts.length : parts.length - 1;
      return parts.slice(index === 0 ? 0 : 1, end);
    })
    .filter((piece) => piece.length > 0);
  if (pieces.size >= MAX_PIECES) pieces.clear();
  pieces.set(pattern, found);
  return found;
}

function isIn(piece: readonly string[], segments: Segments["segments"], greedy: boolean): boolean {
  for (let start = 0; start < segments.length; start++) {
    let at = 0;
    while (
      at < piece.length &&
      start + at < segments.length &&
      fits(piece[at] as string, segments[start + at])
    )
      at++;
    if (at === piece.length || (greedy && start + at >= segments.length)) return true;
  }
  return greedy;
}

function fits(segment: string, own: string | undefined): boolean {
  return own === undefined || own === segment;
}
