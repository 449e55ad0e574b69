import type { JsonObject } from "./json-object";

/** An issuer has few headers: one for each of its keys. */
const MAX_KEPT = 64;

/**
 * The parsed headers of tokens whose signature was verified, by their text, because nearly all tokens of an issuer have
 * the same one. A caller without one of its keys can neither add a header nor displace one.
 *
 * What is kept is a reading of text, which cannot become wrong: each token's header is checked against the rules, and its
 * key looked up, whether it was parsed now or earlier.
 */
export class KnownHeaders {
  readonly #parsed = new Map<string, JsonObject>();

  get(headerB64: string): JsonObject | undefined {
    return this.#parsed.get(headerB64);
  }

  keep(headerB64: string, header: JsonObject): void {
    if (this.#parsed.has(headerB64)) return;
    if (this.#parsed.size >= MAX_KEPT) this.#parsed.clear();
    // A copy, since V8 would keep the whole token for a part of it.
    this.#parsed.set(Buffer.from(headerB64).toString(), Object.freeze(header));
  }
}
