import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { headerOf, payloadOf } from "../support/issuer";
import { edKey, jwksOf, rsaKey, signText } from "../support/tokens";

/** What lies beside the bundle. */
let mockRoles: string | undefined;

jest.mock("node:fs", () => {
  const real = jest.requireActual("node:fs");
  return {
    ...real,
    readFileSync: (path: unknown, options: unknown) => {
      if (!String(path).endsWith("/functions/authorizer/roles.json")) return real.readFileSync(path, options);
      if (mockRoles === undefined) throw new Error("ENOENT");
      return options === "utf8" ? mockRoles : Buffer.from(mockRoles);
    },
  };
});

const key = rsaKey("one");
const server = createServer((_, response) => void response.end(jwksOf(key, edKey("two"))));
const lines: unknown[] = [];
const before = process.env;

beforeAll(() => new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready)));
beforeEach(() => {
  lines.length = 0;
  mockRoles = '{"roles":{"admin":{"allow":["GET/pets"]}}}';
  jest.spyOn(console, "log").mockImplementation((line) => lines.push(JSON.parse(line)));
});
afterEach(() => {
  process.env = before;
  jest.restoreAllMocks();
});
afterAll(() => server.close());

/** A new execution environment, which is asked once. */
async function authorize(changes: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const { port } = server.address() as AddressInfo;
  const settings = {
    JWKS_URL: `http://127.0.0.1:${port}/jwks`,
    ISSUER: "https://issuer.example/",
    AUDIENCE: "https://api.example",
  };
  process.env = { ...before, ...settings, ...changes };
  const exp = Math.floor(Date.now() / 1_000) + 60;
  const token = signText(key, headerOf(key), payloadOf({ iat: exp - 60, exp }));
  const event = {
    type: "TOKEN",
    methodArn: "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/pets",
    authorizationToken: `Bearer ${token}`,
  };
  let answer: Promise<unknown> = Promise.resolve();
  jest.isolateModules(() => {
    answer = require("../../../functions/authorizer/index").handler(event, { awsRequestId: "r1" });
  });
  return answer;
}

describe("the authorizer as it is deployed", () => {
  it("verifies with the issuer's keys, answers from roles.json, and logs which keys it can not use", async () => {
    await expect(authorize()).resolves.toMatchObject({ principalId: "alice-1", context: { roles: "admin" } });
    expect(lines).toEqual([
      {
        level: "INFO",
        message: "JWKS fetched",
        service: "authorizer",
        timestamp: expect.any(String),
        unusable: [{ kid: "two", code: "KEY_TYPE" }],
      },
    ]);
  });

  it("refuses while the keys can not be had, and logs why", async () => {
    await expect(authorize({ JWKS_URL: "http://127.0.0.1:1/jwks" })).rejects.toThrow(/^Unauthorized$/);
    expect(lines).toEqual([
      expect.objectContaining({
        level: "ERROR",
        message: "JWKS not available",
        problem: expect.stringContaining("ECONNREFUSED"),
      }),
      expect.objectContaining({ level: "WARN", code: "KEYS_UNAVAILABLE", requestId: "r1" }),
    ]);
  });

  it("is not configured without a table of roles", async () => {
    mockRoles = undefined;
    await expect(authorize()).rejects.toThrow("roles.json: is missing beside the bundle");
  });

  it("is not configured without an audience", async () => {
    await expect(authorize({ AUDIENCE: "" })).rejects.toThrow("AUDIENCE: is missing");
  });
});
