/**
 * CPU of a warm decision ÷ CPU of one bare crypto.verify of the same bytes. Both run in turns in one process, so
 * that a busy machine slows both; the figure is the ratio of the minima, and of the medians, over all turns.
 *
 *     node cli/run.js quality/bench/authorizer/warm.ts
 */
import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { parseRoleTable } from "../../../contract/role-table";
import { createAuthorizer } from "../../../functions/authorizer/authorizer";
import { answersFrom } from "../../../functions/authorizer/policy";
import { type Algorithm, algorithms } from "../../../functions/token-verifier/issuer";
import { createVerifier } from "../../../functions/token-verifier/verifier";

const TURNS = 60;
const CALLS = 500;
const LIMIT = 2.2;

const methodArn = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/partner/pets";
const answer = answersFrom(
  parseRoleTable(
    JSON.stringify({
      roles: {
        admin: { allow: ["GET/partner/pets", "POST/partner/pets"], deny: [] },
        user: { allow: ["GET/partner/pets"], deny: [] },
      },
    }),
  ),
);

function keyPair(alg: Algorithm) {
  if (alg === "RS256") return generateKeyPairSync("rsa", { modulusLength: 2_048 });
  return alg === "ES256"
    ? generateKeyPairSync("ec", { namedCurve: "P-256" })
    : generateKeyPairSync("ed25519");
}

/** The two contenders over one and the same token. */
function contenders(alg: Algorithm) {
  const { privateKey, publicKey } = keyPair(alg);
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "one", alg, use: "sig" };
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: "https://issuer.example/",
    aud: "https://api.example",
    sub: "auth0|5f7c8ec7c33c6c004bbafe82",
    iat: now,
    exp: now + 3_600,
    scope: "pets",
    roles: ["admin"],
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${part({ alg, typ: "JWT", kid: "one" })}.${part(claims)}`;
  const hash = alg === "EdDSA" ? null : "sha256";
  const signature = sign(hash, Buffer.from(input), { key: privateKey, dsaEncoding: "ieee-p1363" });
  const event = {
    type: "TOKEN",
    methodArn,
    authorizationToken: `Bearer ${input}.${signature.toString("base64url")}`,
  };
  const authorize = createAuthorizer(
    () => ({
      answer,
      verify: createVerifier(
        [{ issuer: claims.iss, audience: claims.aud, jwksUrl: "https://issuer.example/jwks", algorithms }],
        { fetch: async () => Buffer.from(JSON.stringify({ keys: [jwk] })), now: Date.now },
      ),
    }),
    () => {
      throw new Error("the benchmark's own token was refused");
    },
  );
  const key = {
    key: createPublicKey({ key: jwk as never, format: "jwk" }),
    dsaEncoding: "ieee-p1363" as const,
  };
  const bytes = Buffer.from(input);
  return {
    decide: async () => void (await authorize(event)),
    bare: () => {
      if (!verify(hash, bytes, key, signature)) throw new Error("the bare verification failed");
    },
  };
}

/** Microseconds of CPU for one call. */
async function cpu(call: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < CALLS; n++) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

const lowest = (values: readonly number[]) => Math.min(...values);
const middle = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function main(): Promise<void> {
  for (const alg of algorithms) {
    const { decide, bare } = contenders(alg);
    const times: { decide: number[]; bare: number[] } = { decide: [], bare: [] };
    for (let turn = -5; turn < TURNS; turn++) {
      const [slow, fast] = [await cpu(decide), await cpu(bare)];
      if (turn < 0) continue;
      times.decide.push(slow);
      times.bare.push(fast);
    }
    const byMinimum = lowest(times.decide) / lowest(times.bare);
    const byMedian = middle(times.decide) / middle(times.bare);
    const verdict =
      alg !== "RS256" ? "" : byMinimum <= LIMIT ? `, at most ${LIMIT}: met` : `, at most ${LIMIT}: MISSED`;
    console.log(
      `${alg}: decision ${lowest(times.decide).toFixed(1)} µs, bare ${lowest(times.bare).toFixed(1)} µs, ` +
        `ratio ${byMinimum.toFixed(2)} / ${byMedian.toFixed(2)} (minima / medians)${verdict}`,
    );
    if (verdict.endsWith("MISSED")) process.exitCode = 1;
  }
}

main();
