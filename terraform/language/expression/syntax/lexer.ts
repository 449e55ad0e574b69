import { endOfHeredoc, endOfQuoted, heredocAt } from "./ends";
import { malformed } from "./malformed";

export type Token =
  | { readonly kind: "number"; readonly text: string; readonly at: number }
  | { readonly kind: "name"; readonly text: string; readonly at: number }
  /** A quoted template, with its raw text between the quotes. */
  | { readonly kind: "quoted"; readonly text: string; readonly at: number }
  | { readonly kind: "heredoc"; readonly text: string; readonly flush: boolean; readonly at: number }
  | { readonly kind: "symbol"; readonly text: string; readonly at: number }
  | { readonly kind: "end"; readonly at: number };

// Names may hold hyphens; that of a provider's function has its parts between `::`.
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*(?:::[\p{ID_Start}_][\p{ID_Continue}-]*)*/uy;
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
    const heredoc = heredocAt(text, at);
    if (blank) at += blank.length;
    else if (text[at] === '"') {
      const end = endOfQuoted(text, at);
      found.push({ kind: "quoted", text: text.slice(at + 1, end - 1), at });
      at = end;
    } else if (heredoc) {
      const { body, after } = endOfHeredoc(text, at, heredoc);
      found.push({ kind: "heredoc", text: text.slice(heredoc.start, body), flush: heredoc.flush, at });
      at = after;
    } else {
      const token =
        word("number", match(NUMBER, at)) ??
        word("name", match(NAME, at)) ??
        word("symbol", match(SYMBOL, at));
      if (!token) throw malformed(text, at, `unexpected ${JSON.stringify(text[at])}`);
      found.push({ ...token, at });
      at += token.text.length;
    }
  }
  found.push({ kind: "end", at });
  return found;
}

function word<T extends string>(kind: T, text: string | undefined) {
  return text === undefined ? undefined : { kind, text };
}
