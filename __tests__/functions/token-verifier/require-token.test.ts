import { createServer, type Server, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { createLog } from "../../../functions/token-verifier/log";
import { identityOf, requireToken } from "../../../functions/token-verifier/require-token";
import { tokenOf, verifierFor } from "../support/issuer";
import { rsaKey } from "../support/tokens";

const key = rsaKey("one");
const lines: string[] = [];
const middleware = requireToken(
  verifierFor([key]),
  createLog("backend", (line) => lines.push(line)),
);
let server: Server;
let reached = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    middleware(request, response, () => {
      reached++;
      response.end(JSON.stringify(identityOf(request)));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
});

beforeEach(() => {
  reached = 0;
  lines.length = 0;
});

afterAll(() => new Promise((closed) => server.close(closed)));

/** node:http sends headers twice if it is told to; fetch would join them. */
function get(...authorization: readonly string[]) {
  return new Promise<{ status: number | undefined; challenge: string | undefined; body: string }>(
    (resolve, reject) => {
      const headers = authorization.flatMap((value) => ["Authorization", value]);
      const { port } = server.address() as AddressInfo;
      send(
        { port, host: "127.0.0.1", agent: false, headers: ["Host", "backend", ...headers] },
        (response) => {
          let body = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => {
            body += chunk;
          });
          response.on("end", () => {
            resolve({ status: response.statusCode, challenge: response.headers["www-authenticate"], body });
          });
        },
      )
        .on("error", reject)
        .end();
    },
  );
}

describe("a backend behind requireToken()", () => {
  it("learns who calls from the token that it verified itself", async () => {
    const { status, body } = await get(`Bearer ${tokenOf(key)}`);
    expect([status, JSON.parse(body)]).toEqual([
      200,
      expect.objectContaining({ subject: "alice-1", roles: ["admin"] }),
    ]);
    expect(lines).toEqual([]);
  });

  it.each([
    ["no header", [], "TOKEN_MISSING"],
    ["two headers", [`Bearer ${tokenOf(key)}`, `Bearer ${tokenOf(key)}`], "TOKEN_MISSING"],
    ["another scheme", ["Basic YTpi"], "SCHEME"],
    ["an expired token", [`Bearer ${tokenOf(key, { exp: 1 })}`], "EXPIRY"],
  ])("is not reached with %s: 401 without a reason, the code in the log", async (_, sent, code) => {
    expect(await get(...sent)).toEqual({
      status: 401,
      challenge: "Bearer",
      body: '{"message":"Unauthorized"}',
    });
    expect(reached).toBe(0);
    expect(lines.map((line) => JSON.parse(line))).toEqual([expect.objectContaining({ level: "WARN", code })]);
  });

  it("is not reached when something unforeseen happens", async () => {
    const next = jest.fn();
    const response = { writeHead: jest.fn(), end: jest.fn() };
    const broken = requireToken(
      () => Promise.reject(new TypeError("canary")),
      createLog("backend", (line) => lines.push(line)),
    );
    const request = { headersDistinct: { authorization: ["Bearer a.b.c"] } };
    await broken(request as never, response as never, next);
    expect(next).not.toHaveBeenCalled();
    expect(response.writeHead).toHaveBeenCalledWith(401, {
      "content-type": "application/json",
      "www-authenticate": "Bearer",
    });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: "ERROR",
        message: "Token refused",
        code: "UNEXPECTED",
        service: "backend",
        timestamp: expect.any(String),
      },
    ]);
  });

  it("has no identity for a request that did not pass it", () => {
    expect(() => identityOf({} as never)).toThrow("did not pass requireToken()");
  });
});
