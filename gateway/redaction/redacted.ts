import { isSecretName } from "./secret-name";
import { decoded, hasFields, readFields } from "./texts";

export const REDACTED = "(redacted)";

/** Where a JWT or a JWE in compact form may be. The expression cannot begin within a match, so it reads a text once. */
const DOTTED = /(?<![\w.-])[\w.-]+/g;
/** What each token has in it: two full stops, and between them nothing that no token has. */
const THREE_PARTS = /\.[\w-]*\./;
/** Where the header of a token may begin: the first character of a brace or a blank in base64url. */
const BEGINNING = /(?<![A-Za-z0-9])[eICD]/g;
/** Characters of base64url that are read for the beginning of a header, which may have blanks before and after its brace. */
const HEADER_READ = 400;
/** Characters of a credential that is looked for in other places. Shorter ones could be parts of words. */
const SHORTEST = 8;
/** Values within values that are read, also of JSON in texts. What is within them is left out. */
const DEEPEST = 100;
/** What may be percent-encoded within a path or a query. */
const ENCODED = /[^\s/?&=#;,"'<>]*%[\da-f]{2}[^\s/?&=#;,"'<>]*/gi;

/** What is known to be a credential. */
export interface Known {
  /** Names of headers and parameters, in lower case, besides those that say so. */
  readonly names: ReadonlySet<string>;
  /** Values that are credentials under any name, such as API keys. */
  readonly values: ReadonlySet<string>;
}

/**
 * Takes credentials out of values and texts, and keeps what it found, so that the same credential can be taken out of
 * places where nothing says what it is.
 */
export class Redaction {
  readonly found = new Set<string>();
  private readonly values: readonly string[];
  private depth = 0;

  /** @param findsOnly leaves texts as they are, which takes a fraction of the time */
  constructor(
    private readonly known: Known,
    private readonly findsOnly = false,
  ) {
    this.values = longestFirst(known.values);
  }

  /** A JSON value. A text in it that is JSON, a form or XML, such as a body, is read too. */
  value(value: unknown): unknown {
    if (typeof value === "string") return this.text(value);
    if (typeof value !== "object" || value === null) return value;
    if (this.depth >= DEEPEST) return "…";
    this.depth++;
    const clean = Array.isArray(value) ? value.map((item) => this.value(item)) : this.object(value);
    this.depth--;
    return clean;
  }

  private object(value: object): object {
    const { isBase64Encoded, key, name, Name } = value as Record<string, unknown>;
    const isNamed = [name, Name, key].some((one) => typeof one === "string" && this.isSecret(one));
    return Object.fromEntries(
      Object.entries(value).map(([field, part]) => {
        if (field === "body" && isBase64Encoded === true && typeof part === "string")
          return [field, this.base64(part)];
        const isSecret = this.isSecret(field) || (isNamed && field.toLowerCase() === "value");
        return [this.withoutValues(field), isSecret ? this.taken(part) : this.value(part)];
      }),
    );
  }

  /** The value under a name. */
  named(name: string, text: string): string {
    return this.isSecret(name) ? String(this.taken(text)) : this.text(text);
  }

  text(text: string): string {
    if (this.known.values.has(text)) return REDACTED;
    if (!hasFields(text)) return this.withoutValues(text);
    const fields = readFields(text, {
      value: (value) => this.value(value),
      text: (part) => this.text(part),
      named: (name, value) => (this.isSecret(name) ? String(this.taken(value)) : undefined),
    });
    return this.withoutValues(fields);
  }

  private isSecret(name: string): boolean {
    return isSecretName(name) || this.known.names.has(name.toLowerCase());
  }

  /** Takes away all but booleans: a PIN may be a number, and a list or an object may hold texts. */
  private taken(value: unknown, depth = 0): unknown {
    if (typeof value === "boolean" || value === null || value === undefined) return value;
    if (typeof value === "string") this.keep(value);
    else if (typeof value === "object" && depth < DEEPEST)
      for (const part of Object.values(value)) this.taken(part, depth + 1);
    return REDACTED;
  }

  /** Keeps a header's value, the token after its scheme, and the values of cookies. */
  private keep(value: string): void {
    const [, token = ""] = /^[A-Za-z]+ +(\S+)$/.exec(value) ?? [];
    const cookies = value.split(/; */).map((pair) => pair.slice(pair.indexOf("=") + 1));
    for (const one of [value, decoded(value), token, ...cookies])
      if (one.length >= SHORTEST && one !== REDACTED) this.found.add(one);
  }

  /** Bytes as Latin-1 text, which loses none of them. What was cut keeps the note about it. */
  private base64(body: string): string {
    const [coded = ""] = /^[\w+/=-]*/.exec(body) ?? [];
    const text = Buffer.from(coded, "base64").toString("latin1");
    const clean = this.text(text);
    return clean === text ? body : Buffer.from(clean, "latin1").toString("base64") + body.slice(coded.length);
  }

  private withoutValues(text: string): string {
    if (this.findsOnly) return text;
    const clean = this.withoutPlainValues(text);
    return clean.includes("%") ? clean.replace(ENCODED, (run) => this.withoutCodedValues(run)) : clean;
  }

  private withoutCodedValues(run: string): string {
    const plain = decoded(run);
    const clean = this.withoutPlainValues(plain);
    return clean === plain ? run : clean;
  }

  private withoutPlainValues(text: string): string {
    let clean = THREE_PARTS.test(text) ? text.replace(DOTTED, withoutToken) : text;
    for (const value of this.values) clean = clean.replaceAll(value, REDACTED);
    return clean;
  }
}

/** Each set is sorted once: most calls are read with the credentials of the gate alone. */
const sorted = new WeakMap<ReadonlySet<string>, readonly string[]>();

/** A value that is part of another one comes after it. */
function longestFirst(values: ReadonlySet<string>): readonly string[] {
  const known = sorted.get(values);
  if (known) return known;
  const list = [...values].filter((value) => value !== "").sort((a, b) => b.length - a.length);
  sorted.set(values, list);
  return list;
}

/** A text without spaces that has a token at its end, without the token. Full stops after it stay. */
function withoutToken(text: string): string {
  const parts = text.split(".");
  const starts = parts.map(headerAt);
  const first = starts.findIndex((start) => start >= 0);
  if (first < 0 || parts.length - first < 3) return text;
  const before = parts.slice(0, first).map((part) => `${part}.`);
  const lead = parts[first]?.slice(0, starts[first]);
  return `${before.join("")}${lead}${REDACTED}${/\.*$/.exec(text)?.[0] ?? ""}`;
}

/** Where in a part the header of a token begins; below zero where there is none. Most begin with `{"`, which is `eyJ`. */
function headerAt(part: string): number {
  const usual = part.search(/eyJ[\w-]{8}/);
  if (usual >= 0) return usual;
  const found = [...part.matchAll(BEGINNING)].find(({ index }) =>
    /^\s*\{\s*"/.test(Buffer.from(part.slice(index, index + HEADER_READ), "base64url").toString("latin1")),
  );
  return found?.index ?? -1;
}
