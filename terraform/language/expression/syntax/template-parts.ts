import { endOfInterpolation, isEscaped, opensInterpolation } from "./ends";

/** A part of a template: text as it stands, or the inside of `${…}` or `%{…}`. */
export type Part =
  | { readonly kind: "text"; text: string }
  | { readonly kind: "interpolation" | "directive"; readonly text: string };

/**
 * Cuts a template. `~` beside a brace strips the blanks of the text before or after it, of one line in a heredoc.
 *
 * @param literally what a text without interpolations stands for
 * @param byLine whether each line is a text of its own, as in a heredoc or a file
 */
export function partsOf(text: string, byLine: boolean, literally: (literal: string) => string): Part[] {
  const parts: Part[] = [];
  let strip = false;
  const addText = (raw: string) => {
    for (const piece of byLine ? raw.split(/(?<=\n)/) : [raw]) {
      if (piece === "") continue;
      const literal = literally(piece);
      parts.push({ kind: "text", text: strip ? literal.trimStart() : literal });
      strip = false;
    }
  };
  let raw = "";
  for (let at = 0; at < text.length; ) {
    if (isEscaped(text, at)) {
      raw += text.slice(at + 1, at + 3);
      at += 3;
    } else if (opensInterpolation(text, at)) {
      addText(raw);
      raw = "";
      const end = endOfInterpolation(text, at);
      const inner = text.slice(at + 2, end - 1);
      const [, before, code = "", after] = /^(~?)(.*?)(~?)$/s.exec(inner) ?? [];
      const last = parts.at(-1);
      if (before && last?.kind === "text") last.text = last.text.trimEnd();
      parts.push({ kind: text[at] === "$" ? "interpolation" : "directive", text: code });
      strip = after === "~";
      at = end;
    } else {
      const plain = /[^$%]+|[$%]/y;
      plain.lastIndex = at;
      const [run = ""] = plain.exec(text) ?? [];
      raw += run;
      at += run.length;
    }
  }
  addText(raw);
  return parts;
}

/** Leaves out the indentation that the lines of a heredoc share, in the way of `<<-`. */
export function flush(parts: readonly Part[]): void {
  const starts: { text: string }[] = [];
  let shared = Number.POSITIVE_INFINITY;
  let isStart = true;
  for (const part of parts) {
    if (isStart) {
      const text = part.kind === "text" ? part.text : "";
      const isBlank = text.trimStart() === "" && text.endsWith("\n");
      if (!isBlank) shared = Math.min(shared, text.length - text.trimStart().length);
      if (!isBlank && part.kind === "text") starts.push(part);
    }
    isStart = part.kind === "text" ? part.text.endsWith("\n") : false;
  }
  for (const part of starts) part.text = part.text.slice(shared);
}
