import { generateKeyPairSync, sign } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Answer, call, signedCall } from "../client";
import { forged, unsigned } from "../people";
import {
  authorizers,
  functions,
  type HttpCase,
  origins,
  routing,
  type Sends,
  signatures,
  tokens,
} from "./cases";
import { type HttpGate, httpGate } from "./gate";
import { rows } from "./rows";

/** How the gate answers for HTTP APIs, over real HTTP. A refused call also shows that nothing behind it ran. */

let gate: HttpGate;
beforeAll(async () => {
  gate = await httpGate({ backends: new Map([["https://login.example.com", "http://127.0.0.1:1"]]) });
});
afterAll(() => gate.stop());

const all: readonly HttpCase[] = [
  ...routing,
  ...tokens,
  ...authorizers,
  ...signatures,
  ...origins,
  ...functions,
];

test.each(all)("$call: $name ($confidence)", async ({ answer: expected, call: made, sends = {} }) => {
  const answer = await send(made, sends);
  const { body, event, headers = {}, runs = event ? ["echo"] : [], status } = expected;
  expect({ status: answer.status, runs: gate.ran() }).toEqual({ status, runs });
  if (body !== undefined) expect(answer.body).toBe(body);
  for (const [name, value] of Object.entries(headers))
    expect({ [name]: answer.headers[name] ?? null }).toEqual({ [name]: value });
  if (event) expect(JSON.parse(answer.body)).toMatchObject(event);
  expect(answer.headers["apigw-requestid"]).toMatch(/^.{15}=$/);
  expect(answer.headers).not.toHaveProperty("x-amzn-requestid");
});

test("each of the 60 rows has a case, or a test of its own", () => {
  const named = new Set(all.map(({ call: made, name }) => `${made}: ${name}`));
  const isThere = (one: string) =>
    one.endsWith(".test.ts") ? existsSync(join(__dirname, "..", one)) : named.has(one);
  expect(Object.keys(rows)).toEqual(Array.from({ length: 60 }, (_, index) => String(index + 1)));
  for (const [row, shown] of Object.entries(rows))
    expect({ row, missing: shown.filter((one) => !isThere(one)), count: shown.length > 0 }).toEqual({
      row,
      missing: [],
      count: true,
    });
});

function send(made: string, sends: Sends): Promise<Answer> {
  const { endpoint } = gate.gate.description;
  const [method = "", path = ""] = made.split(" ");
  const token = tokenOf(sends);
  const isInQuery = path.includes("TOKEN");
  const options = {
    method,
    ...(sends.body !== undefined && { body: sends.body }),
    headers: {
      ...sends.headers,
      ...(token && !isInQuery && { authorization: sends.bare ? token : `Bearer ${token}` }),
    },
  };
  if (!sends.signed) return call(endpoint, path.replace("TOKEN", token ?? ""), options);
  const { credentials } = gate;
  const changed = sends.signed === "well" ? {} : { secretAccessKey: "0".repeat(40) };
  return signedCall(endpoint, path, { ...options, credentials: { ...credentials, ...changed } });
}

function tokenOf({ token }: Sends): string | undefined {
  if (typeof token !== "string") {
    const client = gate.model.userPools[0]?.clients[0]?.id;
    return token && gate.token(token.aud === "CLIENT" ? { ...token, aud: client } : token);
  }
  const valid = gate.token();
  switch (token) {
    case "forged":
      return forged(valid);
    case "alg none":
      return unsigned(valid);
    case "unknown kid":
      return withHeader(valid, { alg: "RS256", kid: "other" });
    case "HS256":
      return withHeader(valid, { alg: "HS256", kid: "any" });
    case "ES256": {
      const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const input = withHeader(valid, { alg: "ES256", kid: "any" }).split(".").slice(0, 2).join(".");
      const signature = sign("sha256", Buffer.from(input), { key: privateKey, dsaEncoding: "ieee-p1363" });
      return `${input}.${signature.toString("base64url")}`;
    }
  }
}

function withHeader(token: string, header: object): string {
  const [, ...rest] = token.split(".");
  return [Buffer.from(JSON.stringify(header)).toString("base64url"), ...rest].join(".");
}
