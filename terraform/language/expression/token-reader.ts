import { malformed, type Token } from "./lexer";

/** Reads tokens one after the other. */
export class TokenReader {
  private position = 0;

  constructor(
    private readonly tokens: readonly Token[],
    protected readonly text: string,
  ) {}

  protected name(): string {
    this.skipLines();
    const token = this.advance();
    if (token.kind !== "name") throw this.unexpected(token);
    return token.text;
  }

  protected get next(): Token {
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

  protected take(symbol: string): boolean {
    const found = this.peek(symbol);
    if (found) this.position++;
    return found;
  }

  protected expect(symbol: string): void {
    if (!this.take(symbol)) throw this.unexpected(this.next, symbol);
  }

  protected skipLines(): void {
    while (this.peek("\n")) this.position++;
  }

  protected skipLinesBefore(symbol: string): void {
    const start = this.position;
    this.skipLines();
    if (!this.peek(symbol)) this.position = start;
  }

  protected unexpected(token: Token = this.next, expected?: string): Error {
    const found =
      token.kind === "end" ? "the end" : JSON.stringify("text" in token ? token.text : token.value);
    const instead = expected === undefined ? "" : ` instead of ${JSON.stringify(expected)}`;
    return malformed(this.text, token.at, `unexpected ${found}${instead}`);
  }

  /** Whether these names follow, whatever lines are between; a name that is undefined is any. */
  protected namesFollow(...names: readonly (string | undefined)[]): boolean {
    const after = this.tokens.slice(this.position).filter((token) => !isSymbol(token, "\n"));
    return names.every((name, index) => {
      const token = after[index];
      return token?.kind === "name" && (name === undefined || token.text === name);
    });
  }
}

function isSymbol(token: Token, symbol: string): boolean {
  return token.kind === "symbol" && token.text === symbol;
}
