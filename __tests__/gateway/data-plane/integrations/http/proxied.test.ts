import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
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
import { type Gate, type GateOptions, startGate } from "../../../../../gateway/gate";
import type { ApiModel } from "../../../../../terraform/model";
import type { OtherIntegration } from "../../../../../terraform/model/integration";
import { readTerraform } from "../../../../../terraform/read";
import { access, apiProps } from "../../../../constructs/small-api";
import { functionFolder } from "../../../../constructs/terraform";
import { type Answer, awsJson, call } from "../../../client";
import { seedKeys } from "../../../gates";

/** HTTP integrations, from the constructs' Terraform to a real server on this machine and back. */

// The whole Terraform is synthesized, and a busy machine takes its time.
jest.setTimeout(60_000);

interface Seen {
  readonly method: string;
  readonly url: string;
  /** Names as they were sent. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const SHOP = "https://shop.internal.example.com";
const seen: Seen[] = [];
/** What the server answers next. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    const raw = request.rawHeaders;
    const headers = Array.from(
      { length: raw.length / 2 },
      (_, i) => [raw[2 * i] ?? "", raw[2 * i + 1] ?? ""] as const,
    );
    seen.push({ method: request.method ?? "", url: request.url ?? "", headers, body });
    answer(request, response);
  });
});

let folder: string;
let model: ApiModel;
let gate: Gate;
let backends: ReadonlyMap<string, string>;
const lines: string[] = [];
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
      },
      access: {
        ...access,
        routes: {
          "GET /orders": { ...signedIn, handler: "shop" },
          "POST /orders": { ...signedIn, handler: "shop" },
          "GET /files/{rest+}": { ...signedIn, handler: "shop" },
          "GET /inner": { ...signedIn, handler: "inner" },
          "GET /elsewhere": { ...signedIn, handler: "elsewhere" },
          "GET /open": { lock: "public", because: "a test", handler: "shop" },
          "POST /proxy/{rest+}": { ...signedIn, handler: "shop" },
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

/** The same API with one route as a proxy, as other people's Terraform has it. */
function withProxy(
  given: ApiModel,
  parameters: Record<string, string>,
  uri = `${SHOP}/p/{rest}?own=1`,
): ApiModel {
  return {
    ...given,
    apis: given.apis.map((api) => ({
      ...api,
      methods: api.methods.map((method) =>
        method.path === "/proxy/{rest+}"
          ? {
              ...method,
              integration: {
                ...(method.integration as OtherIntegration),
                type: "HTTP_PROXY" as const,
                uri,
                http: { verb: "ANY", parameters },
              },
            }
          : method,
      ),
    })),
  };
}

const PROXY = {
  "integration.request.path.rest": "method.request.path.rest",
  "integration.request.header.X-Caller-Id": "context.authorizer.claims.sub",
  "integration.request.header.X-Static": "'static'",
};

async function serve(options: Partial<GateOptions> = {}): Promise<Gate> {
  return startGate({
    model: withProxy(model, PROXY),
    readArchive: readOutput(folder).readArchive,
    port: 0,
    stateDir: join(folder, "state"),
    log: (line) => lines.push(line),
    backends,
    ...options,
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "backend-"));
  const app = new App({ outdir: folder });
  build(app);
  app.synth();
  model = readTerraform({ kind: "stacks", stacks: readOutput(folder).stacks }, { strict: true });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  backends = new Map([
    [SHOP, origin],
    ["http://inner:8080", origin],
  ]);
  await seedKeys(join(folder, "state"));
  gate = await serve();
  const [user] = gate.description.users;
  const { json } = await awsJson(
    gate.description.endpoint,
    "AWSCognitoIdentityProviderService.InitiateAuth",
    {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: gate.description.scriptClientId,
      AuthParameters: { USERNAME: user?.username, PASSWORD: user?.password },
    },
  );
  idToken = (json.AuthenticationResult as unknown as Record<string, string>).IdToken ?? "";
  sub = JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString()).sub;
});

beforeEach(() => {
  seen.length = 0;
  answer = (_, response) => void response.setHeader("Content-Type", "text/plain").end("from the shop");
});

afterAll(async () => {
  await gate?.stop();
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

const path = (rest: string) => `/live${rest}`;

/** Headers as pairs, so that one may be sent twice. */
function send(route: string, headers: readonly string[] = [], body = ""): Promise<Answer> {
  const [method = "", target = ""] = route.split(" ");
  const { hostname, port, host } = new URL(gate.description.endpoint);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        hostname,
        port,
        method,
        path: path(target),
        agent: false,
        headers: [
          "Host",
          host,
          "Authorization",
          `Bearer ${idToken}`,
          "Content-Length",
          `${body.length}`,
          ...headers,
        ],
      },
      (incoming) => {
        let text = "";
        incoming.on("data", (chunk) => {
          text += chunk;
        });
        incoming.on("end", () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const valuesOf = (name: RegExp) =>
  seen[0]?.headers.filter(([each]) => name.test(each)).map(([, value]) => value);

/** Mallory's own copies of the identity header: in every case, twice, and as a variable would be called. */
const copies = [
  "X-Caller-Id",
  "x-caller-id",
  "X-CALLER-ID",
  "x-Caller-id",
  "X_Caller_Id",
  "X.Caller.Id",
  "x-caller-id",
].flatMap((name, i) => [name, `mallory-${i}`]);

describe("the backend of a construct", () => {
  test("gets who the caller is as verified, whatever copies of it the client sends", async () => {
    expect(
      await send("GET /orders", [...copies, "X-Caller-Roles", "admin", "x-caller-lock", "iam"]),
    ).toMatchObject({ status: 200, body: "from the shop" });
    expect(valuesOf(/^x.caller.id$/i)).toEqual([sub]);
    expect(valuesOf(/^x.caller.roles$/i)).toEqual(["-"]);
    expect(valuesOf(/^x.caller.lock$/i)).toEqual(["cognito"]);
    expect(JSON.stringify(seen)).not.toContain("mallory");
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
    expect(seen[0]?.headers.map(([name]) => name.toLowerCase()).sort()).toEqual([
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
    expect(valuesOf(/^host$/i)).toEqual(["shop.internal.example.com"]);
    expect(valuesOf(/^accept$/i)).toEqual(["text/plain"]);
    expect(valuesOf(/^user-agent$/i)).toEqual([`AmazonAPIGateway_${gate.description.restApiId}`]);
    expect(JSON.stringify(seen)).not.toContain(idToken);
  });

  test("gets the path, the named query parameters and the body as they were sent", async () => {
    await send("GET /files/a%2Fb/c%20d?page=2%263&secret=1&page=4");
    expect(seen[0]?.url).toBe("/files/a%2Fb/c%20d?page=4");
    await send("POST /orders", ["Content-Type", "application/json"], '{"a":1}');
    expect(seen[1]).toMatchObject({ method: "POST", url: "/orders", body: '{"a":1}' });
    expect(seen[1]?.headers).toContainEqual(["Content-Type", "application/json"]);
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
    expect(seen).toEqual([]);
  });

  test("answers with the statuses that are mapped; any other becomes 502", async () => {
    answer = (_, response) =>
      void response.writeHead(404, { "Content-Type": "text/x", "X-Inner": "1", Server: "x" }).end("none");
    const found = await send("GET /orders");
    expect(found).toMatchObject({ status: 404, body: "none", headers: { "content-type": "text/x" } });
    expect(found.headers).not.toHaveProperty("x-inner");
    expect(found.headers).not.toHaveProperty("server");
    expect(found.headers["x-amzn-requestid"]).toBeDefined();
    answer = (_, response) => void response.writeHead(302, { Location: "https://elsewhere.example" }).end();
    expect(await send("GET /orders")).toMatchObject({ status: 502 });
    expect(seen).toHaveLength(2);
  });

  test("behind a VPC link is reached in the same way", async () => {
    expect(await send("GET /inner")).toMatchObject({ status: 200, body: "from the shop" });
    expect(valuesOf(/^host$/i)).toEqual(["inner:8080"]);
  });

  test("that is refused its time is a 504, and so is one that is not there", async () => {
    answer = () => {};
    expect(await send("GET /orders")).toMatchObject({
      status: 504,
      body: '{"message": "Endpoint request timed out"}',
    });
    const port = await unusedPort();
    const other = await serveElsewhere(new Map([[SHOP, `http://127.0.0.1:${port}`]]));
    try {
      expect(await call(other.gate.description.endpoint, path("/open"))).toMatchObject({
        status: 504,
        body: '{"message": "Network error communicating with endpoint"}',
      });
    } finally {
      await other.stop();
    }
  });

  test("that speaks no HTTP is a 502", async () => {
    answer = (request) => void request.socket.end("nonsense\r\n\r\n");
    expect(await send("GET /orders")).toMatchObject({
      status: 502,
      body: '{"message": "Internal server error"}',
    });
  });

  test("is not called for a caller who is refused", async () => {
    const { endpoint } = gate.description;
    expect(await call(endpoint, path("/orders"))).toMatchObject({ status: 401 });
    expect(await call(endpoint, path("/orders"), { headers: { authorization: "Bearer x" } })).toMatchObject({
      status: 401,
    });
    expect(seen).toEqual([]);
  });

  test("without a --backend is not called, and that is said at the start", async () => {
    expect(await send("GET /elsewhere")).toMatchObject({ status: 502 });
    expect(lines.at(-1)).toContain("no --backend is given for https://elsewhere.example.com");
    expect(
      lines.filter((line) =>
        line.includes("no --backend given for https://elsewhere.example.com: calls get 502"),
      ),
    ).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("Differs here") && line.includes(SHOP))).toEqual([]);
  });
});

describe("a proxy", () => {
  test("hands on the client's headers, with the verified one in place of every copy", async () => {
    const sent = [
      ...copies,
      "X-Other",
      "1",
      "x-static",
      "mine",
      "Connection",
      "close",
      "TE",
      "trailers",
      "x-api-key",
      "k",
    ];
    expect(await send("POST /proxy/a?page=1&page=2", sent, "body")).toMatchObject({ status: 200 });
    expect(valuesOf(/^x.caller.id$/i)).toEqual([sub]);
    expect(valuesOf(/^x.static$/i)).toEqual(["static"]);
    expect(JSON.stringify(seen)).not.toContain("mallory");
    expect(valuesOf(/^x-other$/i)).toEqual(["1"]);
    expect(valuesOf(/^x-api-key$/i)).toEqual(["k"]);
    expect(valuesOf(/^authorization$/i)).toEqual([`Bearer ${idToken}`]);
    expect(valuesOf(/^te$/i)).toEqual([]);
    expect(valuesOf(/^host$/i)).toEqual(["shop.internal.example.com"]);
    expect(valuesOf(/^x-forwarded-for$/i)).toEqual(["127.0.0.1"]);
    expect(seen[0]).toMatchObject({ method: "POST", url: "/p/a?own=1&page=1&page=2", body: "body" });
  });

  test("says at the start where the cloud differs", () => {
    expect(lines.filter((line) => line.includes("in the cloud one in another case does"))).toHaveLength(1);
  });

  test("hands back the answer as it is, but for what API Gateway itself says", async () => {
    answer = (_, response) =>
      void response
        .writeHead(
          418,
          [
            ["Set-Cookie", "a=1"],
            ["Set-Cookie", "b=2"],
            ["Server", "shop"],
            ["Date", "yesterday"],
            ["X-Amzn-RequestId", "theirs"],
            ["X-Inner", "1"],
          ].flat(),
        )
        .end("teapot");
    const { status, headers, body } = await send("POST /proxy/a");
    expect({ status, body }).toEqual({ status: 418, body: "teapot" });
    expect(headers).toMatchObject({
      "set-cookie": ["a=1", "b=2"],
      "x-inner": "1",
      "x-amzn-remapped-server": "shop",
      "x-amzn-remapped-date": "yesterday",
      "x-amzn-remapped-x-amzn-requestid": "theirs",
    });
    expect(headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers).not.toHaveProperty("transfer-encoding");
  });

  test("goes where it goes: a redirect is handed back", async () => {
    answer = (_, response) => void response.writeHead(302, { Location: "http://169.254.169.254/" }).end();
    expect(await send("POST /proxy/a")).toMatchObject({
      status: 302,
      headers: { location: "http://169.254.169.254/" },
    });
    expect(seen).toHaveLength(1);
  });

  test("an identity that no header can hold ends the call", async () => {
    const parameters = { ...PROXY, "integration.request.header.X-Name": "method.request.path.rest" };
    const other = await serveElsewhere(
      backends,
      withProxy(model, { ...parameters, "integration.request.header.X-Caller-Id": "'a\nb'" }),
    );
    try {
      const answer = await call(other.gate.description.endpoint, path("/proxy/x"), {
        method: "POST",
        headers: { authorization: `Bearer ${idToken}` },
      });
      expect([answer.status, seen]).toEqual([500, []]);
    } finally {
      await other.stop();
    }
  });

  test.each<[string, Record<string, string>, string, RegExp]>([
    ["a path parameter without a value", {}, `${SHOP}/{rest}`, /gives the path's \{rest\} a value/],
    [
      "a host that the caller would choose",
      PROXY,
      "https://{rest}.example.com/",
      /expected http:\/\/ or https:\/\/ and a host/,
    ],
    ["a stage variable that there is not", PROXY, "https://${stageVariables.host}/", /stage variable host/],
    [
      "a mapping that is not understood",
      { ...PROXY, "integration.request.header.X": "method.request.body" },
      `${SHOP}/{rest}`,
      /method.request.body is not supported/,
    ],
    [
      "a header of the connection",
      { ...PROXY, "integration.request.header.Transfer-Encoding": "'chunked'" },
      `${SHOP}/{rest}`,
      /is not supported/,
    ],
  ])("%s is refused", async (_, parameters, uri, reason) => {
    const other = await serveElsewhere(backends, withProxy(model, parameters, uri));
    try {
      const answer = await call(other.gate.description.endpoint, path("/proxy/x"), {
        method: "POST",
        headers: { authorization: `Bearer ${idToken}` },
      });
      expect([answer.status, seen]).toEqual([500, []]);
      expect(other.lines.at(-1)).toMatch(reason);
    } finally {
      await other.stop();
    }
  });
});

describe("templates", () => {
  type Answers = NonNullable<NonNullable<OtherIntegration["http"]>["answers"]>;

  /** What POST /orders comes to, with these changes to how bodies are mapped. */
  async function posted(change: (answers: Answers) => Answers): Promise<Answer> {
    const changed: ApiModel = {
      ...model,
      apis: model.apis.map((api) => ({
        ...api,
        methods: api.methods.map((method) => {
          const { http, ...integration } = method.integration as OtherIntegration;
          if (!http?.answers || `${method.verb} ${method.path}` !== "POST /orders") return method;
          return {
            ...method,
            integration: { ...integration, http: { ...http, answers: change(http.answers) } },
          };
        }),
      })),
    };
    const other = await serveElsewhere(backends, changed);
    try {
      return await call(other.gate.description.endpoint, path("/orders"), {
        method: "POST",
        headers: { authorization: `Bearer ${idToken}`, "content-type": "application/json" },
        body: "{}",
      });
    } finally {
      await other.stop();
    }
  }

  test.each<[string, Partial<Answers>, number, readonly string[]]>([
    [
      "a program for the request's type",
      { requestTemplates: { "application/json": "$input.body" } },
      500,
      [],
    ],
    ["a text for the request's type", { requestTemplates: { "application/json": "fixed" } }, 200, ["fixed"]],
    ["one for another type", { requestTemplates: { "text/plain": "fixed" } }, 200, ["{}"]],
    [
      "one for another type, and nothing else is passed",
      { requestTemplates: { "text/plain": "fixed" }, passthrough: "WHEN_NO_TEMPLATES" },
      415,
      [],
    ],
    ["none, and nothing is passed", { passthrough: "NEVER" }, 415, []],
    ["no integration response", { responses: [] }, 500, ["{}"]],
  ])("%s", async (_, change, status, bodies) => {
    const answered = await posted((answers) => ({ ...answers, ...change }));
    expect([answered.status, seen.map(({ body }) => body)]).toEqual([status, bodies]);
  });

  test("a program for the answer is not run, and the answer not shown", async () => {
    const answered = await posted((answers) => ({
      ...answers,
      responses: answers.responses.map((response) => ({
        ...response,
        templates: { "application/json": "$input.json('$')" },
      })),
    }));
    expect(answered).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' });
  });
});

/** Another gate with the same keys and the same users. */
async function serveElsewhere(where: ReadonlyMap<string, string>, changed = withProxy(model, PROXY)) {
  const own: string[] = [];
  const stateDir = mkdtempSync(join(tmpdir(), "backend-state-"));
  await seedKeys(stateDir);
  const other = await serve({ backends: where, model: changed, stateDir, log: (line) => own.push(line) });
  return {
    gate: other,
    lines: own,
    async stop() {
      await other.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

async function unusedPort(): Promise<number> {
  const free = createServer();
  await new Promise<void>((ready) => free.listen(0, "127.0.0.1", ready));
  const { port } = free.address() as AddressInfo;
  await new Promise((closed) => free.close(closed));
  await new Promise<void>((refused) => connect(port, "127.0.0.1").on("error", () => refused()));
  return port;
}
