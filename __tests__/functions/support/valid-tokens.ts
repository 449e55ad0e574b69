import type { Members } from "./issuer";

/** Tokens that must be accepted, with what they have other than tokenOf()'s own. */
export const validTokens: readonly (readonly [name: string, claims: Members, header: Members])[] = [
  ["no typ", {}, { typ: undefined }],
  ["typ at+jwt", {}, { typ: "at+jwt" }],
  ["typ application/at+jwt in capitals", {}, { typ: "APPLICATION/AT+JWT" }],
  [
    "members that are only unknown",
    { x: { y: [1, { z: 2 }] }, jti: "1" },
    { x5t: "AA", "x5t#S256": "AA", nonce: "n" },
  ],
  ["several audiences", { aud: ["https://other.example", "https://api.example"] }, {}],
  ["an issue date at the edge of the skew", { iat: 1_800_000_060 }, {}],
  ["a beginning at the edge of the skew", { nbf: 1_800_000_060 }, {}],
  ["no dates but the end, with a fraction", { iat: undefined, nbf: undefined, exp: 1_800_000_000.5 }, {}],
  ["a user name in other letters", { username: "J\u00fcrgen \u674e \u{1f600}" }, {}],
  ["Cognito's name for it", { username: undefined, "cognito:username": "alice" }, {}],
  ["no user name and no scope", { username: undefined, scope: undefined }, {}],
  ["token_use access", { token_use: "access" }, {}],
  ["one role as text", { roles: "admin" }, {}],
  ["quotes, colons and braces in text", { note: '{":"}\\" : \\\\', 'a"b:c': 1 }, {}],
  ["a backslash at the end of a text", { note: "\\", last: "::" }, {}],
  ["sixteen levels", { x: JSON.parse("[".repeat(15) + "]".repeat(15)) }, {}],
  ["dates in 1970", { iat: 0, nbf: 0 }, {}],
  ["no end before the year 10000", { exp: 253_402_300_799 }, {}],
  ["a hundred roles", { roles: ["admin", ...Array.from({ length: 99 }, (_, at) => `role-${at}`)] }, {}],
  ["a subject of 255 characters", { sub: "x".repeat(255) }, {}],
  ["a subject of one character", { sub: "7" }, {}],
];
