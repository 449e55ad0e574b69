import { base64url, signParts } from "../tokens";
import { attack, type Forge, type HostileToken } from "./hostile-token";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The spelling of a token: RFC 7515 leaves one, decoders accept many (RFC 8725, 2.2 and 3.1). */
export function encodingAttacks({ rsa, header, payload }: Forge): readonly HostileToken[] {
  const h = base64url(header(rsa));
  const p = base64url(payload());
  const token = signParts(rsa, h, p);
  const s = token.slice(token.lastIndexOf(".") + 1);
  const parts = { h, p, s };
  const inEach = (name: string, change: (part: string) => string): (readonly [string, string])[] =>
    (["h", "p", "s"] as const).map((at) => {
      const { h, p, s }: typeof parts = { ...parts, [at]: change(parts[at]) };
      return [`${name} in ${at}`, `${h}.${p}.${s}`];
    });
  const middle = (text: string) => (part: string) => part.slice(0, 8) + text + part.slice(8);

  return [
    ...attack("fragments", "TOKEN_PARTS", [
      ["nothing", ""],
      ["a dot", "."],
      ["two dots", ".."],
      ["three dots", "..."],
      ["one part", h],
      ["one part and a dot", `${h}.`],
      ["two parts", `${h}.${p}`],
      ["no signature", `${h}.${p}.`],
      ["no payload", `${h}..${s}`],
      ["no header", `.${p}.${s}`],
      ["a dot behind", `${token}.`],
      ["a dot before", `.${token}`],
      ["a fourth part", `${token}.${s}`],
      ["five parts, as a JWE has", `${h}.${p}.${s}.${p}.${s}`],
      ["two tokens", `${token}.${token}`],
      ["detached payload", `${h}..${s}`],
      ["JSON serialization, flattened", JSON.stringify({ protected: h, payload: p, signature: s })],
      [
        "JSON serialization, general",
        JSON.stringify({ payload: p, signatures: [{ protected: h, signature: s }] }),
      ],
      ["only text", "null"],
    ]),
    ...attack("padding", "TOKEN_BASE64URL", [
      ...inEach("=", (part) => `${part}=`),
      ...inEach("==", (part) => `${part}==`),
      ...inEach("====", (part) => `${part}====`),
      ...inEach("%3D", (part) => `${part}%3D`),
      ...inEach("= before", (part) => `=${part}`),
    ]),
    ...attack("the other base64 alphabet", "TOKEN_BASE64URL", [
      ...inEach("+", middle("+abc")),
      ...inEach("/", middle("/abc")),
      ["the whole signature", `${h}.${p}.${Buffer.from(s, "base64url").toString("base64")}`],
    ]),
    ...attack("characters that decoders skip", "TOKEN_BASE64URL", [
      ...inEach("a space", middle(" ")),
      ...inEach("a line end", middle("\r\n")),
      ...inEach("a tab", middle("\t")),
      ...inEach("NUL", middle("\0")),
      ...inEach("a zero-width space", middle("\u200b")),
      ...inEach("a byte order mark", (part) => `\ufeff${part}`),
      ...inEach("an accent", middle("\u00e9")),
      ...inEach("an emoji", middle("\u{1f511}")),
      ...inEach("a full-width letter", (part) => `\uff25${part.slice(1)}`),
      ...inEach("a Cyrillic letter", (part) => `\u0435${part.slice(1)}`),
      ...inEach(
        "a letter beyond 8 bits, whose low byte fits",
        (part) => String.fromCharCode(0x100 + part.charCodeAt(0)) + part.slice(1),
      ),
      ...inEach("a quotation mark", (part) => `"${part}"`),
      ...inEach("an exclamation mark", middle("!")),
      ...inEach("a semicolon", (part) => `${part};`),
      ...inEach("a comma", middle(",")),
      ...inEach("a percent-encoded letter", (part) => `%65${part.slice(1)}`),
    ]),
    ...attack("bits that no encoder sets", "TOKEN_BASE64URL", [
      ...spareBits(s).map((one, at) => [`signature ${at}`, `${h}.${p}.${one}`] as const),
      ...[" ", "  "].flatMap((blanks) => {
        const header64 = base64url(header(rsa) + blanks);
        const payload64 = base64url(payload() + blanks);
        return [
          ...spareBits(header64).map((one, at) => [`header${blanks} ${at}`, signParts(rsa, one, p)] as const),
          ...spareBits(payload64).map(
            (one, at) => [`payload${blanks} ${at}`, signParts(rsa, h, one)] as const,
          ),
        ];
      }),
    ]),
    ...attack("a length that no encoder makes", "TOKEN_BASE64URL", [
      ...inEach("one letter too many", (part) => {
        const whole = part.slice(0, part.length - (part.length % 4));
        return `${whole}A`;
      }),
      ["a signature of one letter", `${h}.${p}.A`],
    ]),
    ...attack("size", "TOKEN_SIZE", [
      ["a large claim", signParts(rsa, h, base64url(payload({ note: "x".repeat(9_000) })))],
      ["a large header", signParts(rsa, base64url(header(rsa, { note: "x".repeat(9_000) })), p)],
      ["a large signature", `${h}.${p}.${"A".repeat(9_000)}`],
      ["a megabyte", "a".repeat(1_048_576)],
      ["ten thousand dots", ".".repeat(10_000)],
    ]),
  ];
}

/** The other spellings of the same bytes: the last letter's bits beyond the last byte. */
function spareBits(part: string): readonly string[] {
  const spare = [0, 0, 4, 2][part.length % 4] ?? 0;
  const last = ALPHABET.indexOf(part.slice(-1));
  return Array.from({ length: 2 ** spare - 1 }, (_, bits) => part.slice(0, -1) + ALPHABET[last + bits + 1]);
}
