import { deflateRawSync, gzipSync } from "node:zlib";
import { signText } from "../tokens";
import { attack, type Forge, type HostileToken } from "./hostile-token";

/** The JSON of a token, signed by the issuer's own key: what two parsers read differently (RFC 8725, 2.4 and 2.6). */
export function jsonAttacks({ rsa, header, payload, now }: Forge): readonly HostileToken[] {
  const h = header(rsa);
  const p = payload();
  const both = (values: readonly (readonly [string, string | Uint8Array])[]): (readonly [string, string])[] =>
    values.flatMap(([name, text]) => [
      [`${name}, header`, signText(rsa, text, p)],
      [`${name}, payload`, signText(rsa, h, text)],
    ]);
  const withMember = (json: string, member: string) => `{${member},${json.slice(1)}`;
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

  return [
    ...attack("no JSON object", "TOKEN_JSON", [
      ...both([
        ["null", "null"],
        ["a list", "[]"],
        ["a list of an object", `[${p}]`],
        ["text", '"alice-1"'],
        ["a number", "1"],
        ["true", "true"],
        ["blanks", "  "],
        ["half an object", "{"],
        ["nothing", "x"],
      ]),
    ]),
    ...attack("JSON with something behind or before", "TOKEN_JSON", [
      ...both([
        ["two objects", `${h}${h}`],
        ["a NUL behind", `${h}\0`],
        ["a byte order mark before", `\ufeff${h}`],
        ["a line of comment", `${h}//`],
        ["a no-break space behind", `${h}\u00a0`],
        ["a semicolon", `${h};`],
      ]),
    ]),
    ...attack("dialects of JSON", "TOKEN_JSON", [
      ...both([
        ["single quotes", "{'alg':'RS256'}"],
        ["names without quotes", "{alg:1}"],
        ["a comma too many", '{"a":1,}'],
        ["a comment", '{/**/"a":1}'],
        ["NaN", '{"exp":NaN}'],
        ["Infinity", '{"exp":Infinity}'],
        ["hexadecimal", '{"exp":0xFFFFFFFF}'],
        ["a leading zero", '{"exp":01}'],
        ["a plus sign", '{"exp":+1}'],
        ["a raw line end in text", '{"sub":"a\nb"}'],
        ["an escape that there is not", '{"sub":"\\x41"}'],
      ]),
    ]),
    ...attack("a member twice in the header", "TOKEN_DUPLICATE_MEMBER", [
      ["alg", signText(rsa, withMember(h, '"alg":"none"'), p)],
      ["alg, equal", signText(rsa, withMember(h, '"alg":"RS256"'), p)],
      ["alg, spelled otherwise", signText(rsa, withMember(h, '"\\u0061lg":"HS256"'), p)],
      ["kid", signText(rsa, withMember(h, '"kid":"other"'), p)],
      ["typ", signText(rsa, withMember(h, '"typ":"at+jwt"'), p)],
      ["an unknown one", signText(rsa, withMember(h, '"x":1,"x":2'), p)],
      ["in an object inside", signText(rsa, withMember(h, '"x":{"y":1,"y":2}'), p)],
    ]),
    ...attack("a member twice in the payload", "TOKEN_DUPLICATE_MEMBER", [
      ...[
        '"sub":"bob-1"',
        `"exp":${now + 1}`,
        '"aud":"other"',
        '"iss":"other"',
        '"roles":["user"]',
        '"\\u0072oles":["user"]',
        '"ro\\u006ces":["user"]',
        '"scope":""',
        '"nbf":0,"nbf":1',
        '"x":{"a":1,"a":2}',
        '"x":[{"a":1,"a":2}]',
        '"x":{"a":{"b":1},"a":1}',
        '"":1,"":2',
        '"\\"":1,"\\"":2',
        '"__proto__":1,"__proto__":2',
      ].map((member) => [member, signText(rsa, h, withMember(p, member))] as const),
    ]),
    ...attack("bytes that are no UTF-8", "TOKEN_UTF8", [
      ...both(
        [
          ["a lone continuation byte", [0x80]],
          ["an overlong slash", [0xc0, 0xaf]],
          ["an overlong NUL", [0xc0, 0x80]],
          ["a surrogate", [0xed, 0xa0, 0x80]],
          ["a character cut short", [0xe2, 0x82]],
          ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80]],
          ["Latin 1", [0xe9]],
          ["0xff", [0xff]],
        ].map(([name, bytes]) => [
          name as string,
          Buffer.concat([
            Buffer.from('{"note":"'),
            Buffer.from(bytes as number[]),
            Buffer.from(`",${p.slice(1)}`),
          ]),
        ]),
      ),
    ]),
    ...attack("other encodings of text", "TOKEN_JSON", [
      ...both([
        ["UTF-16", Buffer.from('{"a":1}', "utf16le")],
        ["UTF-16 with a NUL first", Buffer.from('{"a":1}', "utf16le").swap16()],
      ]),
    ]),
    ...attack("nesting", "TOKEN_JSON", [
      ...[16, 100, 2_000].flatMap((depth) => [
        [
          `${depth} lists in the payload`,
          signText(rsa, h, payload({ x: JSON.parse(nested(depth)) })),
        ] as const,
        [
          `${depth} lists in the header`,
          signText(rsa, header(rsa, { x: JSON.parse(nested(depth)) }), p),
        ] as const,
      ]),
      ["objects", signText(rsa, h, withMember(p, `"x":${'{"a":'.repeat(20)}1${"}".repeat(20)}`))],
    ]),
    ...attack("compression", "TOKEN_UTF8", [
      ["deflate", signText(rsa, h, deflateRawSync(`${p}${"x".repeat(50)}`))],
      ["gzip", signText(rsa, h, gzipSync(p))],
      ["a bomb", signText(rsa, h, gzipSync("x".repeat(1_000_000)))],
    ]),
  ];
}
