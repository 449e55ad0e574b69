import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { keyGateway } from "../../../functions/api-keys/key-gateway";

/** What goes over the wire to API Gateway, and what is made of its answers. */

const seen: { call: string; headers: IncomingHttpHeaders; body: unknown }[] = [];
let answer: readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>] = [200, {}];
const server = createServer((request, response) => {
  let text = "";
  request.on("data", (chunk) => {
    text += chunk;
  });
  request.on("end", () => {
    const body = text === "" ? undefined : JSON.parse(text);
    seen.push({ call: `${request.method} ${request.url}`, headers: request.headers, body });
    response.writeHead(answer[0], answer[2]).end(JSON.stringify(answer[1]));
  });
});

const environment = () => ({
  AWS_REGION: "eu-central-1",
  AWS_ACCESS_KEY_ID: "ASIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: "session",
  AWS_ENDPOINT_URL_API_GATEWAY: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  USAGE_PLAN: "plan1",
  KEY_TAG: "own-keys",
});

beforeAll(() => new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready)));
beforeEach(() => {
  seen.length = 0;
});
afterAll(() => void server.close());

test("a key is made with the tag that the role asks for, signed with the function's own credentials", async () => {
  answer = [201, { id: "k1", value: "v1", name: "n" }];
  expect(await keyGateway(environment()).create("n", "alice")).toEqual({ id: "k1", value: "v1" });
  expect(seen).toEqual([
    {
      call: "POST /apikeys",
      headers: expect.objectContaining({
        accept: "application/json",
        "content-type": "application/json",
        "x-amz-security-token": "session",
        authorization: expect.stringMatching(
          /^AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE\/\d{8}\/eu-central-1\/apigateway\/aws4_request, /,
        ),
      }),
      body: { name: "n", description: "Of the user alice", enabled: true, tags: { "own-keys": "plan1" } },
    },
  ]);
});

test("it is put into the plan, and deleted", async () => {
  answer = [201, {}];
  const gateway = keyGateway(environment());
  await gateway.admit("k1");
  await gateway.remove("k/1");
  expect(seen[1]?.headers).not.toHaveProperty("content-type");
  expect(seen.map(({ body, call }) => [call, body])).toEqual([
    ["POST /usageplans/plan1/keys", { keyId: "k1", keyType: "API_KEY" }],
    ["DELETE /apikeys/k%2F1", undefined],
  ]);
});

test("usage is that of one key", async () => {
  answer = [200, { values: { k1: [[1, 9]], k2: [[5, 5]] } }];
  expect(await keyGateway(environment()).usage("k1", "2026-11-15", "2026-11-21")).toEqual([[1, 9]]);
  expect(seen[0]?.call).toBe("GET /usageplans/plan1/usage?keyId=k1&startDate=2026-11-15&endDate=2026-11-21");
  answer = [200, {}];
  expect(await keyGateway(environment()).usage("k1", "2026-11-15", "2026-11-21")).toEqual([]);
});

test("a missing key is no error; any other answer is one error, without the answer's body", async () => {
  const gateway = keyGateway(environment());
  answer = [404, { message: "Invalid API Key identifier specified" }];
  await expect(gateway.remove("k1")).resolves.toBeUndefined();
  for (const status of [400, 403, 404, 409, 429, 500, 503]) {
    answer = [status, { message: "the value is canary-value" }];
    seen.length = 0;
    const error = await gateway.create("n", "alice").catch((thrown) => thrown);
    const message = `CreateApiKey was answered with ${status}`;
    expect(error).toMatchObject({ name: "KeyGatewayError", code: "KEY_GATEWAY_FAILED", message, status });
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain("canary");
    // A second call would make a second key.
    expect(seen).toHaveLength(1);
  }
  answer = [403, {}];
  await expect(gateway.admit("k1")).rejects.toMatchObject({ operation: "CreateUsagePlanKey" });
  await expect(gateway.remove("k1")).rejects.toMatchObject({ operation: "DeleteApiKey", status: 403 });
  await expect(gateway.usage("k1", "2026-11-15", "2026-11-21")).rejects.toMatchObject({
    operation: "GetUsage",
  });
});

test.each([{}, { id: "k1" }, { value: "v" }, { id: 1, value: "v" }, { id: "", value: "v" }])(
  "the answer %j is no key",
  async (body) => {
    answer = [201, body];
    await expect(keyGateway(environment()).create("n", "alice")).rejects.toMatchObject({
      name: "KeyGatewayError",
      operation: "CreateApiKey",
    });
  },
);

describe("the service that is called", () => {
  const called = async (changes: Readonly<Record<string, string>>): Promise<string> => {
    const fetched = jest.spyOn(globalThis, "fetch").mockResolvedValue(new Response("{}"));
    const { AWS_ENDPOINT_URL_API_GATEWAY: _, ...others } = environment();
    await keyGateway({ ...others, ...changes }).remove("k1");
    const [request] = fetched.mock.calls[0] ?? [];
    fetched.mockRestore();
    return (request as Request).url;
  };

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ["that of the region", {}, "https://apigateway.eu-central-1.amazonaws.com"],
    [
      "that of a region in China",
      { AWS_REGION: "cn-north-1" },
      "https://apigateway.cn-north-1.amazonaws.com.cn",
    ],
    ["one for all services", { AWS_ENDPOINT_URL: "https://all.example" }, "https://all.example"],
    [
      "one for this service before that",
      { AWS_ENDPOINT_URL: "https://all.example", AWS_ENDPOINT_URL_API_GATEWAY: "https://one.example" },
      "https://one.example",
    ],
  ])("is %s", async (_, changes, endpoint) => {
    expect(await called(changes)).toBe(`${endpoint}/apikeys/k1`);
  });
});

test.each(["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "USAGE_PLAN", "KEY_TAG"])(
  "without %s there is no such gateway",
  (name) => {
    expect(() => keyGateway({ ...environment(), [name]: "" })).toThrow(`${name}: is missing`);
  },
);

test("a redirection is not followed: the credentials and the owner's name stay with the service", async () => {
  answer = [307, {}, { location: "/elsewhere" }];
  await expect(keyGateway(environment()).create("n", "alice")).rejects.toThrow();
  expect(seen.map(({ call }) => call)).toEqual(["POST /apikeys"]);
});
