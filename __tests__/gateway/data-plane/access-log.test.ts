import { accessLogLine } from "../../../gateway/data-plane/access-log/access-log";
import type { ApiModel } from "../../../terraform/model";
import { model } from "../../terraform/read/served";
import { call, signedCall } from "../client";
import { type RunningGate, runGate } from "../gates";
import { type HttpGate, httpGate } from "../http-api/gate";
import { signIn } from "../people";

/** Access logs: the stage's format with the values of a call. */

test.each([
  ["$context.status", "200"],
  ["$context.status $context.nothing", "200 -"],
  ["$context.empty", "-"],
  ['{"ip":"$context.identity.sourceIp"}', '{"ip":"127.0.0.1"}'],
  ["$context.authorizer.claims.cognito:groups.", "admin."],
  ["$context.status:$context.status", "200:200"],
  ["$context.identity.apiKey $context.identity.apiKeyId", "(redacted) k1"],
  ["$context $contextstatus $stageVariables.x", "$context $contextstatus $stageVariables.x"],
])("%s is %s", (accessLogFormat, expected) => {
  const values: Record<string, string> = {
    status: "200",
    empty: "",
    "identity.sourceIp": "127.0.0.1",
    "identity.apiKey": "key-of-warehouse",
    "identity.apiKeyId": "k1",
    "authorizer.claims.cognito:groups": "admin",
  };
  expect(accessLogLine({ accessLogFormat }, (name) => values[name])).toBe(expected);
});

test("the gate reads the format, and does without one that is not known", () => {
  const formatOf = (settings: unknown) =>
    model((api) => {
      api.resource.aws_api_gateway_stage.dev.access_log_settings = settings;
      api.variable = { later: {} };
    }).apis[0]?.stages[0]?.accessLogFormat;
  expect(formatOf([{ destination_arn: "${var.later}", format: "$context.status" }])).toBe("$context.status");
  expect(formatOf({ destination_arn: "arn", format: "$context.path" })).toBe("$context.path");
  expect(formatOf([{ destination_arn: "arn", format: "${var.later}" }])).toBeUndefined();
  expect(formatOf([])).toBeUndefined();
});

const withFormat =
  (accessLogFormat: string) =>
  (of: ApiModel): ApiModel => ({
    ...of,
    apis: of.apis.map((api) => ({
      ...api,
      stages: api.stages.map((stage) => ({ ...stage, accessLogFormat })),
    })),
    ...(of.httpApis && {
      httpApis: of.httpApis.map((api) => ({
        ...api,
        stages: api.stages.map((stage) => ({ ...stage, accessLogFormat })),
      })),
    }),
  });

describe("of a REST API", () => {
  const FORMAT =
    '$context.httpMethod $context.path $context.resourcePath $context.status $context.responseLength "$context.error.message" ' +
    "$context.error.responseType $context.integrationStatus $context.authorizer.claims.email $context.identity.userArn $context.constructor";
  let running: RunningGate;
  beforeAll(async () => {
    running = await runGate(withFormat(FORMAT));
  });
  afterAll(() => running.stop());
  const logged = async () => {
    const line = running.lines.findLast((one) => one.startsWith("access log: "));
    const { key } = running.gate.description.page ?? { key: "" };
    const headers = { "x-gatehouse": key };
    const { calls } = JSON.parse(
      (await call(running.gate.description.endpoint, "/_gatehouse/api/calls", { headers })).body,
    );
    expect(line).toBe(`access log: ${calls.at(-1).accessLog}`);
    return calls.at(-1).accessLog;
  };

  test("an open method", async () => {
    const { body } = await call(running.gate.description.endpoint, "/dev/health?x=1");
    expect(await logged()).toBe(`GET /dev/health /health 200 ${Buffer.byteLength(body)} "-" - 200 - - -`);
  });

  test("a refused signature", async () => {
    await call(running.gate.description.endpoint, "/dev/pets");
    expect(await logged()).toBe(
      'GET /dev/pets /pets 403 42 "Missing Authentication Token" MISSING_AUTHENTICATION_TOKEN - - - -',
    );
  });

  test("a user of a user pool", async () => {
    const { idToken } = await signIn(running, "alice");
    const { endpoint } = running.gate.description;
    const { body, status } = await call(endpoint, "/dev/account", { headers: { authorization: idToken } });
    expect(status).toBe(200);
    expect(await logged()).toMatch(
      new RegExp(`^GET /dev/account /account 200 ${Buffer.byteLength(body)} "-" - 200 \\S+ - -$`),
    );
  });

  test("a path without a method, and none for one without a stage", async () => {
    const { endpoint } = running.gate.description;
    await call(endpoint, "/dev/none");
    expect(await logged()).toBe(
      'GET /dev/none - 403 42 "Missing Authentication Token" MISSING_AUTHENTICATION_TOKEN - - - -',
    );
    const before = running.lines.length;
    await call(endpoint, "/nostage");
    expect(running.lines.slice(before).filter((line) => line.startsWith("access log"))).toEqual([]);
  });

  test("no line of the gate's log has a credential, also where nothing says what it is", async () => {
    const { apiKeys, endpoint } = running.gate.description;
    const key = apiKeys[0]?.value ?? "";
    expect(key).not.toBe("");
    const { idToken } = await signIn(running, "alice");
    await call(endpoint, `/dev/${key}`);
    expect(await logged()).toMatch(/^GET \/dev\/\(redacted\) - 403 /);
    expect(running.lines.at(-2)).toMatch(/^GET \/dev\/\(redacted\) 403 /);
    await call(endpoint, `/dev/${idToken}`);
    expect(running.lines.at(-2)).toMatch(/^GET \/dev\/\(redacted\) 403 /);
    const log = running.lines.join("\n");
    expect([log.includes(key), log.includes(idToken)]).toEqual([false, false]);
  });

  test("a caller cannot write a line of their own", async () => {
    await call(running.gate.description.endpoint, "/dev/%0aaccess log: x".replaceAll(" ", "%20"));
    expect(running.lines.at(-1)).toMatch(/^access log: GET \/dev\/%0aaccess%20log:%20x /);
  });
});

describe("of an HTTP API", () => {
  let gate: HttpGate;
  beforeAll(async () => {
    gate = await httpGate();
    await gate.serve(
      withFormat(
        "$context.routeKey $context.path $context.status $context.error.message $context.authorizer.claims.sub $context.authorizer.error $context.identity.user $context.toString",
      ),
    );
  });
  afterAll(() => gate.stop());

  test.each<readonly [path: string, options: () => object, expected: RegExp]>([
    ["/shop/pets", () => ({}), /^access log: GET \/pets \/pets 200 - - - - -$/],
    ["/shop/none", () => ({}), /^access log: - \/none 404 Not Found - - - -$/],
    ["/shop/iam", () => ({}), /^access log: GET \/iam \/iam 403 Forbidden - - - -$/],
    [
      "/shop/pets/7",
      () => ({ headers: { authorization: `Bearer ${gate.token()}` } }),
      /^access log: GET \/pets\/\{id\} \/pets\/7 200 - alice - - -$/,
    ],
    [
      "/shop/pets/7",
      () => ({ headers: { authorization: "Bearer x" } }),
      /^access log: GET \/pets\/\{id\} \/pets\/7 401 Unauthorized - \S.* - -$/,
    ],
  ])("%s", async (path, options, expected) => {
    await call(gate.gate.description.endpoint, path, options());
    expect(gate.lines.at(-1)).toMatch(expected);
  });

  test("a signed call", async () => {
    const { credentials } = gate;
    await signedCall(gate.gate.description.endpoint, "/shop/iam", { credentials });
    expect(gate.lines.at(-1)).toMatch(/^access log: GET \/iam \/iam 200 - - - AROA\w+:test -$/);
  });
});
