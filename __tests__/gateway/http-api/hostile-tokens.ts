import { createHmac, createSign, type KeyObject, sign } from "node:crypto";
import type { signingKey } from "../../../gateway/jwt/keys";
import { attackSize } from "../../attacks";

/** Tokens that a JWT authorizer must refuse. */

export interface Keys {
  readonly valid: string;
  /** The gate's own key. */
  readonly own: ReturnType<typeof signingKey>;
  readonly attacker: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
}

const encode = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

const now = Math.floor(Date.now() / 1_000);

/** A token with any text as header and payload, signed by the gate's own key. */
function signedText(own: Keys["own"], header: unknown, payload: unknown): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign("sha256", Buffer.from(input), own.privateKey).toString("base64url")}`;
}

function claims({ valid }: Keys): Record<string, unknown> {
  return JSON.parse(Buffer.from(valid.split(".")[1] ?? "", "base64url").toString());
}

function* headersOf(keys: Keys): Generator<string> {
  const { own, valid, attacker } = keys;
  const { kid } = own;
  const payload = claims(keys);
  const input = (header: unknown) => `${encode(header)}.${encode(payload)}`;
  for (const alg of [
    "none",
    "None",
    "NONE",
    "nOnE",
    "",
    null,
    0,
    ["RS256"],
    "rs256",
    "RS256 ",
    "RS256\u0000",
  ]) {
    yield `${input({ alg, kid })}.`;
    yield `${input({ alg, kid })}.${valid.split(".")[2]}`;
    yield signedText(own, { alg, kid }, payload);
  }
  const publicPem = own.publicKey.export({ format: "pem", type: "spki" });
  for (const [alg, hash] of [
    ["HS256", "sha256"],
    ["HS384", "sha384"],
    ["HS512", "sha512"],
  ] as const)
    for (const secret of [publicPem, String(publicPem).trim(), own.jwk.n, kid, ""]) {
      const text = input({ alg, kid });
      yield `${text}.${createHmac(hash, secret).update(text).digest("base64url")}`;
    }
  for (const [alg, hash] of [
    ["RS384", "RSA-SHA384"],
    ["RS512", "RSA-SHA512"],
  ] as const) {
    const text = input({ alg, kid });
    yield `${text}.${createSign(hash).update(text).sign(own.privateKey, "base64url")}`;
    yield `${input({ alg: "RS256", kid })}.${createSign(hash).update(text).sign(own.privateKey, "base64url")}`;
  }
  const byAttacker = (header: object) => {
    const text = input(header);
    return `${text}.${sign("sha256", Buffer.from(text), attacker.privateKey).toString("base64url")}`;
  };
  const jwk = attacker.publicKey.export({ format: "jwk" });
  yield byAttacker({ alg: "RS256", kid });
  yield byAttacker({ alg: "RS256", kid, jwk });
  yield byAttacker({ alg: "RS256", jwk });
  yield byAttacker({ alg: "RS256", kid: "attacker", jwk: { ...jwk, kid: "attacker" } });
  yield byAttacker({ alg: "RS256", kid, jku: "http://127.0.0.1:1/jwks.json" });
  yield byAttacker({ alg: "RS256", kid, x5u: "http://127.0.0.1:1/x", x5c: ["AA"] });
  for (const odd of [
    undefined,
    "",
    null,
    0,
    [kid],
    { kid },
    `${kid} `,
    kid.toUpperCase(),
    "../../dev/null",
    "__proto__",
  ])
    yield signedText(own, { alg: "RS256", kid: odd }, payload);
  yield signedText(own, { alg: "RS256", kid, crit: ["exp"] }, payload);
  yield signedText(own, { alg: "RS256", kid, b64: false }, payload);
  for (const odd of ["", "null", "[]", '"RS256"', "{", '{"alg":"RS256"']) yield signedText(own, odd, payload);
}

/** Signed by the right key, and yet not for this API, or not now. */
function* claimsOf(keys: Keys): Generator<string> {
  const { own } = keys;
  const base = claims(keys);
  const header = { alg: "RS256", kid: own.kid };
  const { client_id: client, iss } = base;
  const issuer = String(iss);
  const changed: Readonly<Record<string, unknown>>[] = [
    ...[undefined, null, "", 0, -1, now - 1, now, `${now + 600}`, [now + 600], { v: now + 600 }, true].map(
      (exp) => ({ exp }),
    ),
    ...[now + 60, `${now - 60}`, [now - 60], null, {}, true].flatMap((at) => [{ nbf: at }, { iat: at }]),
    ...[
      undefined,
      null,
      "",
      [issuer],
      { iss: issuer },
      `${issuer}/`,
      ` ${issuer}`,
      `${issuer} `,
      `${issuer}x`,
      issuer.slice(0, -1),
      issuer.toUpperCase(),
      issuer.replace("https:", "http:"),
      `https://evil.example.com/${issuer}`,
    ].map((changedIss) => ({ iss: changedIss })),
    ...[
      null,
      "",
      [],
      {},
      0,
      true,
      "other",
      ["other"],
      `${client} `,
      ` ${client}`,
      `${client},other`,
      `${client} other`,
      String(client).toUpperCase(),
      String(client).slice(0, -1),
      [[client]],
      [{ aud: client }],
      { 0: client },
    ].map((aud) => ({ aud })),
    ...[undefined, null, "", "other", [client], { id: client }, `${client} `].map((id) => ({
      client_id: id,
    })),
  ];
  for (const change of changed) yield signedText(own, header, { ...base, ...change });
  yield signedText(own, header, JSON.stringify({ ...base, exp: 0 }).replace('"exp":0', '"exp":1e999'));
  yield signedText(own, header, JSON.stringify(base).replace(/}$/, ',"exp":1}'));
  for (const odd of [
    "",
    "null",
    "[]",
    '"x"',
    "{",
    `[${JSON.stringify(base)}]`,
    `\ufeff${JSON.stringify(base)}`,
  ])
    yield signedText(own, header, odd);
}

/** The signature of the valid token, and others of its parts, with one character changed. */
function* tampered({ valid }: Keys): Generator<string> {
  const count = attackSize({ some: 100, all: 6_000 });
  for (let n = 0; n < count; n++) {
    const at = Math.floor((n * valid.length) / count);
    const char = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[(n * 7) % 64] ?? "A";
    if (valid[at] !== char) yield valid.slice(0, at) + char + valid.slice(at + 1);
  }
}

/** The valid token in forms that are no bare token. */
function* wires({ valid }: Keys): Generator<string> {
  const [header = "", payload = "", signature = ""] = valid.split(".");
  const standard = signature.replaceAll("-", "+").replaceAll("_", "/");
  yield* [
    `${header}.${payload}`,
    `${header}.${payload}.`,
    `.${payload}.${signature}`,
    `${header}..${signature}`,
    `${valid}.`,
    `.${valid}`,
    `${valid}.x`,
    `${valid}.x.y`,
    `${header}.${payload}.${signature}=`,
    `${header}.${payload}.${signature}==`,
    `${header}=.${payload}.${signature}`,
    `${header}. ${payload}.${signature}`,
    ...(standard === signature ? [] : [`${header}.${payload}.${standard}`]),
    `${valid},${valid}`,
    `${valid} ${valid}`,
    `Bearer ${valid}`,
    `"${valid}"`,
    ` ${valid}`,
    `\t${valid}`,
  ];
}

/** By what is wrong with the tokens. */
export const hostileTokens: Readonly<Record<string, (keys: Keys) => Generator<string>>> = {
  "headers of tokens": headersOf,
  claims: claimsOf,
  "one character": tampered,
  "forms of the token": wires,
};
