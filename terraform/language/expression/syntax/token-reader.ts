import type { Token } from "./lexer";
import { malformed } from "./malformed";

/** Reads tokens one after the other. Ends of lines count in objects only. */
export class TokenReader {
  private position = 0;
  private linesCount = false;

  constructor(
    private readonly tokens: readonly Token[],
    protected readonly text: string,
  ) {}

  /** Reads a part in which ends of lines count, or do not. */
  protected within<T>(linesCount: boolean, read: () => T): T {
    const outer = this.linesCount;
    this.linesCount = linesCount;
    const part = read();
    this.linesCount = outer;
    return part;
  }

  protected name(): string {
    const token = this.advance();
    if (token.kind !== "name") throw this.unexpected(token);
    return token.text;
  }

  protected get next(): Token {
    if (!this.linesCount) this.skipLines();
    return this.tokens[this.position] ?? { kind: "end", at: this.text.length };
  }

  protected advance(): Token {
    const token = this.next;
    this.position++;
    return token;
  }

  protected peek(symbol: string): boolean {
    return isSymbol(this.next, symbol);
  }

  protected peekName(name: string): boolean {
    return this.next.kind === "name" && this.next.text === name;
  }

  protected take(symbol: string): boolean {
    const found = this.peek(symbol);
    if (found) this.position++;
    return found;
  }

  protected expect(symbol: string): void {
    if (!this.take(symbol)) throw this.unexpected(this.next, symbol);
  }

  protected skipLines(): void {
    while (isSymbol(this.tokens[this.position], "\n")) this.position++;
  }

  protected unexpected(token: Token = this.next, expected?: string): Error {
    const found = token.kind === "end" ? "the end" : JSON.stringify(token.text);
    const instead = expected === undefined ? "" : ` instead of ${JSON.stringify(expected)}`;
    return malformed(this.text, token.at, `unexpected ${found}${instead}`);
  }

  /** Whether a `for` begins here: the word, and the name of a variable. */
  protected forFollows(): boolean {
    let at = this.position;
    const isName = (name?: string) => {
      while (isSymbol(this.tokens[at], "\n")) at++;
      const token = this.tokens[at++];
      return token?.kind === "name" && (name === undefined || token.text === name);
    };
    return isName("for") && isName();
  }
}

function isSymbol(token: Token | undefined, symbol: string): boolean {
  return token?.kind === "symbol" && token.text === symbol;
}
