import { malformed } from "./malformed";

/** What is open at a position: a quoted text, a heredoc with the word that closes it, or code with its open braces. */
type Open = "quoted" | { readonly closing: RegExp } | { braces: number };

/** The head of a heredoc, `<<EOT` or `<<-EOT` with the end of its line. */
const HEREDOC = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;
const COMMENT = /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;

export interface Heredoc {
  /** Whether the indentation that all lines share is left out, as `<<-` has it. */
  readonly flush: boolean;
  /** Where its text begins. */
  readonly start: number;
  readonly closing: RegExp;
}

/** The heredoc that opens at `at`. */
export function heredocAt(text: string, at: number): Heredoc | undefined {
  if (!text.startsWith("<<", at)) return undefined;
  const [head, dash, word = ""] = matchAt(HEREDOC, text, at) ?? [];
  if (head === undefined) return undefined;
  // The word that closes it stands alone on its line. The JSON of a configuration has the brace of `${` after it, at the end.
  return {
    flush: dash === "-",
    start: at + head.length,
    closing: new RegExp(`[ \\t]*${word}(?=[ \\t]*(?:\\r?\\n|\\}?$))`, "y"),
  };
}

/** The position after the closing quote of the quoted text that opens at `at`. */
export function endOfQuoted(text: string, at: number): number {
  return endOf(text, at + 1, "quoted", at);
}

/** The position after the `}` of the `${` or `%{` that opens at `at`. */
export function endOfInterpolation(text: string, at: number): number {
  return endOf(text, at + 2, { braces: 1 }, at);
}

/** The end of a heredoc's text, and the position after the word that closes it. */
export function endOfHeredoc(
  text: string,
  at: number,
  heredoc: Heredoc,
): { readonly body: number; readonly after: number } {
  const after = endOf(text, heredoc.start, heredoc, at);
  return { body: text.lastIndexOf("\n", after - 1) + 1, after };
}

export function opensInterpolation(text: string, at: number): boolean {
  return (text[at] === "$" || text[at] === "%") && text[at + 1] === "{";
}

/** `$${` and `%%{` are a literal `${` and `%{`. */
export function isEscaped(text: string, at: number): boolean {
  return text.startsWith("$${", at) || text.startsWith("%%{", at);
}

/** What is open is kept in a list: the call stack would not hold every text. */
function endOf(text: string, start: number, outermost: Open, opened: number): number {
  const open: Open[] = [outermost];
  let at = start;
  while (at < text.length) {
    const inside = open.at(-1) as Open;
    if (typeof inside === "object" && "braces" in inside) at = afterCode(text, at, inside, open);
    else if (inside !== "quoted" && isLineStart(text, at) && matchAt(inside.closing, text, at)) {
      at += matchAt(inside.closing, text, at)?.[0].length ?? 0;
      open.pop();
    } else if (isEscaped(text, at)) at += 3;
    else if (opensInterpolation(text, at)) {
      open.push({ braces: 1 });
      at += 2;
    } else if (inside === "quoted" && text[at] === '"') {
      open.pop();
      at++;
    } else at += inside === "quoted" && text[at] === "\\" ? 2 : 1;
    if (open.length === 0) return at;
  }
  throw malformed(text, opened, "a text or an interpolation that does not end");
}

/** One step through code: comments, texts and heredocs may have braces in them. */
function afterCode(text: string, at: number, inside: { braces: number }, open: Open[]): number {
  const char = text[at];
  if (char === '"') open.push("quoted");
  else if (char === "{") inside.braces++;
  else if (char === "}" && --inside.braces === 0) open.pop();
  else if (char === "#" || char === "/") return at + (matchAt(COMMENT, text, at)?.[0].length ?? 1);
  else if (char === "<") {
    const heredoc = heredocAt(text, at);
    if (heredoc) open.push(heredoc);
    return heredoc?.start ?? at + 1;
  }
  return at + 1;
}

function isLineStart(text: string, at: number): boolean {
  return text[at - 1] === "\n";
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
