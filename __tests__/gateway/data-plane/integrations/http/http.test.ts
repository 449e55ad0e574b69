import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { readOutput } from "../../../../../cli/sources/output";
import type { HttpBackend } from "../../../../../constructs/api/methods/http-backend";
import { VpcLink } from "../../../../../constructs/api/methods/vpc-link";
import { SecuredApi } from "../../../../../constructs/api/secured-api";
import { LiveStage } from "../../../../../constructs/api/stage/live-stage";
import { IdentityPool } from "../../../../../constructs/identity/identity-pool";
import { UserPool } from "../../../../../constructs/identity/user-pool";
import { UserPoolClient } from "../../../../../constructs/identity/user-pool-client";
import { readTerraform } from "../../../../../terraform/read";
import { access, apiProps } from "../../../../constructs/small-api";
import { functionFolder } from "../../../../constructs/terraform";
import { type Answer, call } from "../../../client";
import { type RunningGate, serveModel } from "../../../gates";
import { signIn } from "../../../people";
import { type Backend, copies, SHOP, sendAs, startBackend, unusedPort, valuesOf } from "./backend";

/** Backends of the constructs, from their Terraform to a real server on this machine and back. */

// The Terraform is synthesized, and a busy machine takes its time.
jest.setTimeout(60_000);

let backend: Backend;
let running: RunningGate;
let idToken: string;
let sub: string;

const shop: HttpBackend = { url: SHOP, query: ["page"], timeout: 300, statuses: [200, 201, 404] };

function build(app: App): void {
  const stack = new TerraformStack(app, "stack");
  const live = new TerraformStack(app, "live");
  for (const each of [stack, live]) new AwsProvider(each, "aws", { region: "eu-central-1" });
  const userPool = new UserPool(stack, "users", {
    name: "shop",
    resourceServer: "shop",
    roles: access.roles,
    tokenScopesFolder: functionFolder("token-scopes"),
    selfSignUp: false,
  });
  const script = new UserPoolClient(stack, "script", { userPool, name: "script", signIn: "password" });
  // The groups, and so the users, come with it.
  new IdentityPool(stack, "identities", { name: "shop", userPool, clients: [script], roles: access.roles });
  const vpcLink = new VpcLink(stack, "link", {
    name: "inner",
    loadBalancerArn: "arn:aws:elasticloadbalancing:x",
  });
  const signedIn = { lock: "cognito", roles: "signed-in" } as const;
  const api = new SecuredApi(
    stack,
    "api",
    apiProps({
      cognito: { userPoolArn: userPool.arn, clientIds: [script.id], resourceServer: "shop" },
      handlers: {
        shop,
        inner: { url: "http://inner:8080", vpcLink },
        elsewhere: { url: "https://elsewhere.example.com" },
        gone: { url: "https://gone.example.com" },
      },
      access: {
        ...access,
        routes: {
          "GET /orders": { ...signedIn, handler: "shop" },
          "POST /orders": { ...signedIn, handler: "shop" },
          "GET /files/{rest+}": { ...signedIn, handler: "shop" },
          "GET /inner": { ...signedIn, handler: "inner" },
          "GET /elsewhere": { ...signedIn, handler: "elsewhere" },
          "GET /gone": { lock: "public", because: "a test", handler: "gone" },
        },
      },
    }),
  );
  new LiveStage(live, "live", {
    api,
    functions: {},
    protection: { accessLog: "off", executionLog: "off", webAcl: "off" },
  });
}

beforeAll(async () => {
  backend = await startBackend();
  const folder = mkdtempSync(join(tmpdir(), "backend-"));
  const app = new App({ outdir: folder });
  build(app);
  app.synth();
  const { stacks, readArchive } = readOutput(folder);
  const port = await unusedPort();
  running = await serveModel(readTerraform({ kind: "stacks", stacks }, { strict: true }), {
    readArchive,
    backends: new Map([
      [SHOP, backend.origin],
      ["http://inner:8080", backend.origin],
      ["https://gone.example.com", `http://127.0.0.1:${port}`],
    ]),
  });
  rmSync(folder, { recursive: true, force: true });
  const { scriptClientId, users } = running.gate.description;
  ({ idToken } = await signIn(running, users[0]?.username ?? "", scriptClientId ?? ""));
  sub = JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString()).sub;
});
beforeEach(() => backend.reset());
afterAll(async () => {
  await running?.stop();
  backend.stop();
});

const send = (route: string, headers?: readonly string[], body?: string): Promise<Answer> =>
  sendAs(idToken, running.gate.description.endpoint, route.replace(" ", " /live"), headers, body);

describe("the backend of a construct", () => {
  test("gets the verified caller, also where the client sends copies of the header", async () => {
    expect(
      await send("GET /orders", [...copies, "X-Caller-Roles", "admin", "x-caller-lock", "iam"]),
    ).toMatchObject({ status: 200, body: "from the shop" });
    expect(valuesOf(backend, /^x.caller.id$/i)).toEqual([sub]);
    expect(valuesOf(backend, /^x.caller.roles$/i)).toEqual(["-"]);
    expect(valuesOf(backend, /^x.caller.lock$/i)).toEqual(["cognito"]);
    expect(JSON.stringify(backend.seen)).not.toContain("mallory");
  });

  test("gets no header besides those that are mapped, and not the token", async () => {
    await send("GET /orders", [
      "Accept",
      "text/plain",
      "Cookie",
      "a=b",
      "X-Other",
      "1",
      "X-Forwarded-For",
      "1.2.3.4",
    ]);
    expect(backend.seen[0]?.headers.map(([name]) => name.toLowerCase()).sort()).toEqual([
      "accept",
      "connection",
      "host",
      "user-agent",
      "x-amzn-apigateway-api-id",
      "x-amzn-trace-id",
      "x-caller-id",
      "x-caller-lock",
      "x-caller-roles",
    ]);
    expect(valuesOf(backend, /^host$/i)).toEqual(["shop.internal.example.com"]);
    expect(valuesOf(backend, /^accept$/i)).toEqual(["text/plain"]);
    expect(valuesOf(backend, /^user-agent$/i)).toEqual([
      `AmazonAPIGateway_${running.gate.description.restApiId}`,
    ]);
    expect(JSON.stringify(backend.seen)).not.toContain(idToken);
  });

  test("gets the path, the named query parameters and the body as they were sent", async () => {
    await send("GET /files/a%2Fb/c%20d?page=2%263&secret=1&page=4");
    expect(backend.seen[0]?.url).toBe("/files/a%2Fb/c%20d?page=4");
    await send("POST /orders", ["Content-Type", "application/json"], '{"a":1}');
    expect(backend.seen[1]).toMatchObject({ method: "POST", url: "/orders", body: '{"a":1}' });
    expect(backend.seen[1]?.headers).toContainEqual(["Content-Type", "application/json"]);
  });

  test.each([
    "..",
    "a/../../admin",
    "a/%2e%2E/b",
    "a%2f..%2fb",
    "./x",
    "a\\..\\b",
    ".",
    "a/..;/b",
    "%2e.%3Bx=1/b",
  ])("is not led to another path by %s", async (rest) => {
    expect(await send(`GET /files/${rest}`)).toMatchObject({ status: 400 });
    expect(backend.seen).toEqual([]);
  });

  test("answers with the statuses that are mapped; any other becomes 502", async () => {
    backend.answerWith(
      (_, response) =>
        void response.writeHead(404, { "Content-Type": "text/x", "X-Inner": "1", Server: "x" }).end("none"),
    );
    const found = await send("GET /orders");
    expect(found).toMatchObject({ status: 404, body: "none", headers: { "content-type": "text/x" } });
    expect(found.headers).not.toHaveProperty("x-inner");
    expect(found.headers).not.toHaveProperty("server");
    expect(found.headers["x-amzn-requestid"]).toBeDefined();
    backend.answerWith(
      (_, response) => void response.writeHead(302, { Location: "https://elsewhere.example" }).end(),
    );
    expect(await send("GET /orders")).toMatchObject({ status: 502 });
    expect(backend.seen).toHaveLength(2);
  });

  test("behind a VPC link is reached in the same way", async () => {
    expect(await send("GET /inner")).toMatchObject({ status: 200, body: "from the shop" });
    expect(valuesOf(backend, /^host$/i)).toEqual(["inner:8080"]);
  });

  test("that takes longer than its time-out is a 504, and so is one that is not there", async () => {
    backend.answerWith(() => {});
    expect(await send("GET /orders")).toMatchObject({
      status: 504,
      body: '{"message": "Endpoint request timed out"}',
    });
    expect(await call(running.gate.description.endpoint, "/live/gone")).toMatchObject({
      status: 504,
      body: '{"message": "Network error communicating with endpoint"}',
    });
  });

  test("that speaks no HTTP is a 502", async () => {
    backend.answerWith((request) => void request.socket.end("nonsense\r\n\r\n"));
    expect(await send("GET /orders")).toMatchObject({
      status: 502,
      body: '{"message": "Internal server error"}',
    });
  });

  test("is not called for a caller who is refused", async () => {
    const { endpoint } = running.gate.description;
    expect(await call(endpoint, "/live/orders")).toMatchObject({ status: 401 });
    expect(await call(endpoint, "/live/orders", { headers: { authorization: "Bearer x" } })).toMatchObject({
      status: 401,
    });
    expect(backend.seen).toEqual([]);
  });

  test("without a --backend is not called, and that is said at the start", async () => {
    expect(await send("GET /elsewhere")).toMatchObject({ status: 502 });
    expect(running.lines.at(-1)).toContain("no --backend is given for https://elsewhere.example.com");
    expect(
      running.lines.filter((line) =>
        line.includes("no --backend given for https://elsewhere.example.com: calls get 502"),
      ),
    ).toHaveLength(1);
    expect(running.lines.filter((line) => line.startsWith("Differs here") && line.includes(SHOP))).toEqual(
      [],
    );
  });
});
