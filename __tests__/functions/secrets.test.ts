import { Logger } from "@aws-lambda-powertools/logger";
import { parseRoleTable } from "../../contract/role-table";
import { accountEndpoints } from "../../functions/account/account";
import { createAuthorizer } from "../../functions/authorizer/authorizer";
import { answersFrom } from "../../functions/authorizer/policy";
import type { ItemTable } from "../../functions/handler/item-table";
import { serve } from "../../functions/handler/serve";
import { petEndpoints } from "../../functions/pets/pets";
import { fetchJwks } from "../../functions/token-verifier/fetch-jwks";
import { createLog } from "../../functions/token-verifier/log";
import { createVerifier } from "../../functions/token-verifier/verifier";
import { asUser, proxyEvent, type Sent } from "./support/events";
import { issuer, NOW, tokenOf } from "./support/issuer";
import { memoryTable } from "./support/memory-table";
import { ecKey, jwksOf, rsaKey, signText } from "./support/tokens";

/**
 * Secrets are planted wherever a caller, an issuer or the table can put one, everything that is written anywhere is
 * collected, and none may be in it.
 */
const written: string[] = [];
const planted: string[] = [];

function plant(what: string): string {
  const canary = `canary-${what}-${planted.length}-x9q7`;
  planted.push(canary);
  return canary;
}

/** A token is secret in each of its parts, encoded and decoded. */
function plantToken(token: string): string {
  planted.push(...token.split(".").filter((part) => part.length > 8));
  return token;
}

const streams = [process.stdout, process.stderr] as const;

beforeAll(() => {
  const note = (chunk: unknown) => written.push(String(chunk)) > 0;
  for (const stream of streams) jest.spyOn(stream, "write").mockImplementation(note);
  for (const level of ["log", "info", "warn", "error", "debug"] as const) {
    jest.spyOn(console, level).mockImplementation((...all) => void written.push(all.join(" ")));
  }
});

afterAll(() => jest.restoreAllMocks());

/** Without this a logger that writes past the spies would pass. */
function expectNothingOf(secrets: readonly string[], least: number): void {
  expect(written.length).toBeGreaterThanOrEqual(least);
  const all = written.join("\n");
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
}

beforeEach(() => {
  written.length = 0;
  planted.length = 0;
});

const rsa = rsaKey("rsa");

describe("the authorizer", () => {
  const methodArn = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/partner/pets";
  const answer = answersFrom(parseRoleTable('{"roles":{"admin":{"allow":["GET/partner/pets"]}}}'));

  it("writes nothing of a token, good or bad, nor of anything else in its event", async () => {
    const verify = createVerifier([issuer], { fetch: async () => jwksOf(rsa), now: () => NOW * 1_000 });
    const authorize = createAuthorizer(() => ({ verify, answer }), createLog("authorizer"));
    const tokens = [
      tokenOf(rsa, { note: plant("claim") }),
      tokenOf(rsa, { exp: 1, sub: plant("sub"), username: plant("username") }),
      tokenOf(rsa, { aud: plant("audience"), iss: issuer.issuer }),
      tokenOf(rsa, { iss: plant("issuer") }),
      tokenOf(rsa, { scope: [plant("scope")] }),
      tokenOf(rsa, {}, { kid: plant("kid") }),
      tokenOf(rsa, {}, { alg: plant("alg") }),
      tokenOf(rsa, {}, { jku: `https://${plant("jku")}` }),
      tokenOf(ecKey("rsa")),
      signText(rsa, plant("header"), plant("payload")),
      plant("token"),
    ].map(plantToken);
    const errors: unknown[] = [];
    for (const token of tokens) {
      for (const value of [`Bearer ${token}`, token, `Basic ${token}`]) {
        const headers = { Authorization: value, Cookie: plant("cookie"), "x-api-key": plant("key") };
        const query = { token: plant("query") };
        const path = `${methodArn}/${plant("path")}`;
        await authorize({ type: "TOKEN", methodArn: path, authorizationToken: value }).catch((error) =>
          errors.push(error),
        );
        await authorize({
          type: "REQUEST",
          methodArn: path,
          headers,
          queryStringParameters: query,
          path,
        }).catch((error) => errors.push(error));
        await authorize({ type: "TOKEN", methodArn: plant("arn"), authorizationToken: value }).catch(
          (error) => errors.push(error),
        );
      }
    }
    expectNothingOf(planted, tokens.length * 6);
    expect(new Set(errors.map((error) => (error as Error).message))).toEqual(new Set(["Unauthorized"]));
  });

  it("writes nothing of what an issuer sends instead of keys", async () => {
    const failures = [
      `${plant("jwks")}`,
      JSON.stringify({ keys: [{ ...rsa.jwk, d: plant("private") }, plant("key")] }),
    ];
    for (const body of failures) {
      const verify = createVerifier([issuer], {
        fetch: async () => Buffer.from(body),
        now: () => NOW * 1_000,
        report: {
          fetched: () => {},
          failed: (error) => createLog("authorizer")("ERROR", "JWKS", { problem: (error as Error).message }),
        },
      });
      await expect(verify(tokenOf(rsa))).rejects.toMatchObject({ code: "KEYS_UNAVAILABLE" });
    }
    expectNothingOf(planted, failures.length);
  });

  it("never repeats the credentials of an address that it refuses", async () => {
    const url = `https://user:${plant("password")}@issuer.example/jwks`;
    const error = await fetchJwks(url).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expectNothingOf(planted, 0);
    expect(`${error.message} ${error.stack}`).not.toContain(planted[0]);
  });
});

describe("a handler", () => {
  const logger = new Logger({ serviceName: "pets" });
  const broken = (): ItemTable => {
    const fail = () => Promise.reject(new Error(`${plant("table-error")} at ${plant("endpoint")}`));
    return { get: fail, insert: fail, put: fail, remove: fail, page: fail, count: fail };
  };

  /** Secrets in every place that a client can fill; the caller's own id is the one thing that is logged. */
  const secretRequest = (): Sent => ({
    headers: {
      authorization: `Bearer ${plantToken(tokenOf(rsa))}`,
      cookie: plant("cookie"),
      "x-api-key": plant("api-key"),
      "x-amz-security-token": plant("session"),
      "user-agent": plant("agent"),
      "idempotency-key": plant("idempotency"),
    },
    query: { password: plant("query"), nextToken: plant("next") },
    path: { petId: plant("path") },
    body: { name: plant("name"), password: plant("password") },
    authorizer: { claims: { ...asUser("alice-1").claims, email: plant("email"), jti: plant("jti") } },
  });

  it.each([
    ["works", () => memoryTable("petId").table],
    ["fails", broken],
  ])(
    "writes nothing of any request when its table %s, and no error says anything of it",
    async (_, table) => {
      let count = 0;
      for (const endpoints of [petEndpoints(table()), accountEndpoints(table())]) {
        for (const route of Object.keys(endpoints)) {
          const variants: readonly ((sent: Sent) => Sent)[] = [
            (sent) => sent,
            (sent) => ({ ...sent, body: { name: plant("name") } }),
            (sent) => ({ ...sent, body: plant("text") }),
            (sent) => ({ ...sent, headers: { ...sent.headers, "content-type": plant("type") } }),
            (sent) => ({ ...sent, authorizer: undefined }),
            (sent) => ({ ...sent, path: { petId: "p1" }, query: {} }),
          ];
          for (const variant of variants) {
            const event = proxyEvent(route, variant(secretRequest()));
            const { statusCode, body } = await serve(endpoints, logger)(event);
            count++;
            if (statusCode >= 400) expect(planted.filter((secret) => body.includes(secret))).toEqual([]);
          }
        }
      }
      expectNothingOf(planted, count);
    },
  );
});
