import { TerraformError } from "../../error";

export type Token =
  | { readonly kind: "number"; readonly value: number; readonly at: number }
  | { readonly kind: "name"; readonly text: string; readonly at: number }
  /** A quoted template, with its raw text between the quotes. */
  | { readonly kind: "quoted"; readonly text: string; readonly at: number }
  | { readonly kind: "symbol"; readonly text: string; readonly at: number }
  | { readonly kind: "end"; readonly at: number };

// Names may hold hyphens; a resource's name in a reference may even be made of digits and hyphens after a dot.
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SYMBOL = /\.\.\.|=>|==|!=|<=|>=|&&|\|\||[-+*/%!<>?:,.()[\]{}=\n]/y;
const BLANK = /(?:[ \t\r]|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;

/** Cuts one expression, the text between `${` and its `}`, into tokens. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  const match = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  let at = 0;
  while (at < text.length) {
    const blank = match(BLANK, at);
    if (blank) {
      at += blank.length;
      continue;
    }
    if (text[at] === '"') {
      const end = endOfQuoted(text, at);
      found.push({ kind: "quoted", text: text.slice(at + 1, end - 1), at });
      at = end;
      continue;
    }
    const number = match(NUMBER, at);
    const name = number === undefined ? match(NAME, at) : undefined;
    const symbol = name === undefined && number === undefined ? match(SYMBOL, at) : undefined;
    if (number !== undefined) found.push({ kind: "number", value: Number(number), at });
    else if (name !== undefined) found.push({ kind: "name", text: name, at });
    else if (symbol !== undefined) found.push({ kind: "symbol", text: symbol, at });
    else throw malformed(text, at, `unexpected ${JSON.stringify(text[at])}`);
    at += (number ?? name ?? symbol ?? "").length;
  }
  found.push({ kind: "end", at });
  return found;
}

/** The position after the closing quote of the quoted template that opens at `at`. */
export function endOfQuoted(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length) {
    if (text[i] === "\\") i += 2;
    else if (text[i] === '"') return i + 1;
    else if (opensInterpolation(text, i)) i = endOfInterpolation(text, i);
    else i += text.startsWith("$${", i) || text.startsWith("%%{", i) ? 3 : 1;
  }
  throw malformed(text, at, "a quoted text that does not end");
}

/** The position after the `}` of the `${` or `%{` that opens at `at`. */
export function endOfInterpolation(text: string, at: number): number {
  let depth = 0;
  let i = at + 1;
  while (i < text.length) {
    if (text[i] === '"') {
      i = endOfQuoted(text, i);
      continue;
    }
    if (text[i] === "{") depth++;
    if (text[i] === "}" && --depth === 0) return i + 1;
    i++;
  }
  throw malformed(text, at, "an interpolation that does not end");
}

export function opensInterpolation(text: string, at: number): boolean {
  return (text[at] === "$" || text[at] === "%") && text[at + 1] === "{";
}

export function malformed(text: string, at: number, what: string): TerraformError {
  return new TerraformError(
    "EXPRESSION_MALFORMED",
    `${what} at character ${at + 1} of ${JSON.stringify(text)}`,
  );
}
