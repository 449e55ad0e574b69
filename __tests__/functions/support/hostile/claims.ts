import { signText } from "../tokens";
import { attack, type Forge, type HostileToken, named } from "./hostile-token";

/** Claims that are not ours, not now, not for us or not usable, all signed by the issuer (RFC 8725, 3.8 to 3.10). */
export function claimAttacks({ rsa, header, payload, now }: Forge): readonly HostileToken[] {
  const { iss, aud } = JSON.parse(payload()) as { iss: string; aud: string };
  const of = (claims: Readonly<Record<string, unknown>>) => signText(rsa, header(rsa), payload(claims));
  const each = (claim: string, values: readonly unknown[]): (readonly [string, string])[] =>
    named(values).map(([name, value]) => [`${claim} ${name}`, of({ [claim]: value })]);
  const raw = (member: string, without: Readonly<Record<string, unknown>>): string =>
    signText(rsa, header(rsa), `{${member},${payload(without).slice(1)}`);
  const dates = [null, "", "soon", String(now), [now], {}, true, -1, (now + 5) * 1_000, Number.MAX_VALUE];

  return [
    ...attack("exp in the past", "EXPIRY", each("exp", [now, now - 1, now - 0.001, now - 61, 0, 1, 0.5])),
    ...attack("exp missing or no date", "EXPIRY", [
      ...each("exp", [undefined, ...dates.map((date) => (date === String(now) ? String(now + 60) : date))]),
      ["beyond numbers", raw('"exp":1e999', { exp: undefined })],
    ]),
    ...attack("nbf in the future", "NOT_BEFORE", each("nbf", [now + 61, now + 60.001, now + 86_400, 2e11])),
    ...attack("nbf that is no date", "NOT_BEFORE", [
      ...each("nbf", dates),
      ["beyond numbers", raw('"nbf":-1e999', {})],
    ]),
    ...attack("iat in the future", "ISSUED_AT", each("iat", [now + 61, now + 60.001, now + 86_400, 2e11])),
    ...attack("iat that is no date", "ISSUED_AT", each("iat", dates)),
    ...attack("another issuer", "ISSUER", [
      ...each("iss", [
        ...[
          "https://evil.example/",
          iss.slice(0, -1),
          `${iss}/`,
          `${iss} `,
          ` ${iss}`,
          iss.toUpperCase(),
          `${iss}\0`,
        ],
        ...[
          iss.replace("https", "http"),
          `${iss}.`,
          `${iss}?`,
          `${iss}#`,
          `${iss}../`,
          iss.replace("issuer", "i\u0455suer"),
        ],
        ...[
          iss.replace("://", "://user@"),
          iss.replace(".example", ".example.evil.example"),
          `evil ${iss}`,
          "*",
          "",
        ],
      ]),
    ]),
    ...attack("an issuer of another type", "ISSUER", [
      ...each("iss", [undefined, null, 1, true, [], [iss], [iss, "https://evil.example/"], {}, { iss }]),
      ["__proto__", raw(`"__proto__":{"iss":${JSON.stringify(iss)}}`, { iss: undefined })],
    ]),
    ...attack("another audience", "AUDIENCE", [
      ...each("aud", [
        ...[
          "https://other.example",
          "",
          "*",
          `${aud}/`,
          aud.slice(0, -1),
          aud.toUpperCase(),
          ` ${aud}`,
          `${aud} `,
        ],
        ...[`${aud} https://other.example`, `${aud},other`, aud.replace("https", "http"), `${aud}\0`],
        ...[[], ["https://other.example"], [`${aud}/`, aud.slice(1)], [aud.toUpperCase()]],
      ]),
    ]),
    ...attack("an audience of another type", "AUDIENCE", [
      ...each("aud", [undefined, null, 1, true, {}, { aud }, { 0: aud, length: 1 }, [[aud]], [null]]),
      ...each("aud", [
        [aud, 1],
        [aud, null],
        [{ aud }, aud],
      ]),
      ["client_id in its place", of({ aud: undefined, client_id: aud })],
      ["azp in its place", of({ aud: undefined, azp: aud })],
      ["__proto__", raw(`"__proto__":{"aud":${JSON.stringify(aud)}}`, { aud: undefined })],
    ]),
    ...attack("a token for another use", "TOKEN_USE", [
      ...each("token_use", ["id", "refresh", "ACCESS", "access ", "", null, 1, [], ["access"], {}]),
      ["an ID token's at_hash", of({ at_hash: "x" })],
      ["an ID token's c_hash", of({ c_hash: null })],
      ["an ID token that calls itself an access token", of({ token_use: "access", at_hash: "x" })],
    ]),
    ...attack("no subject", "SUBJECT", [
      ...each("sub", [undefined, null, "", " ", 0, 1, true, [], ["alice-1"], {}, { sub: "alice-1" }]),
      ["__proto__", raw('"__proto__":{"sub":"alice-1"}', { sub: undefined })],
    ]),
    ...attack("a subject that would do harm further on", "SUBJECT", [
      ...each("sub", [
        ...[
          "a\nb",
          "a\r\nx-admin: true",
          "a\0b",
          "\u001b[31m",
          "caf\u00e9",
          "\u202eecila",
          " alice",
          "alice ",
          "a\tb",
        ],
        ...["x".repeat(256), "\ud800", "\u{1f600}", "a\u007f"],
      ]),
    ]),
    ...attack("a user name that would do harm further on", "USERNAME", [
      ...each("username", [
        "a\r\nx-admin: true",
        "a\0b",
        "\u202eecila",
        "x".repeat(257),
        "\ud800",
        1,
        true,
        {},
        [],
      ]),
      ...each("cognito:username", ["a\nb"]).map(
        ([name]) =>
          [`cognito:username ${name}`, of({ username: undefined, "cognito:username": "a\nb" })] as const,
      ),
      ["preferred_username", of({ username: undefined, preferred_username: ["alice"] })],
    ]),
    ...attack("scope of a wrong type", "SCOPE", [
      ...each("scope", [
        ["pets"],
        1,
        true,
        {},
        "a\nb",
        'a"b',
        "a\\b",
        "caf\u00e9",
        "a\tb",
        "x".repeat(2_049),
      ]),
    ]),
    ...attack("roles that are none", "ROLES", [
      ...each("roles", [
        null,
        1,
        true,
        {},
        { admin: true },
        { 0: "admin", length: 1 },
        [["admin"]],
        [null],
        ["admin", 1],
      ]),
      ...each("roles", [[{ name: "admin" }], Array.from({ length: 101 }, () => "admin")]),
    ]),
  ];
}
