import type { ApiModel } from "../../../terraform/model";
import type { IamRole } from "../../../terraform/model/iam";
import type { Statement } from "../../../terraform/model/policy";
import { type Answer, call, signedCall } from "../client";
import { type RunningGate, runGate } from "../gates";
import { functionOf } from "../petstore/model";
import { ACCOUNT, REGION, roleArn } from "../petstore/names";

/** API Gateway's control plane for functions: signature, the role's policies, operations. */

const at = (path: string) => `arn:aws:apigateway:${REGION}::${path}`;
const allow = (actions: string[], resource: string, tag?: "Request" | "Resource"): Statement => ({
  effect: "Allow",
  actions,
  resources: [resource],
  conditions: tag ? [{ operator: "StringEquals", key: `aws:${tag}Tag/owner`, values: ["plan1"] }] : [],
});

function keeper(...statements: Statement[]): IamRole {
  return {
    address: "api/aws_iam_role.keeper",
    arn: roleArn("keeper"),
    name: "keeper",
    uniqueId: "AROAKEEPERKEEPERKEEPE",
    maxSessionSeconds: 3600,
    trust: { version: "2012-10-17", statements: [] },
    policies: [{ address: "api/keeper", name: "keeper", document: { version: "2012-10-17", statements } }],
  };
}

const model = (given: ApiModel): ApiModel => {
  const changed = functionOf(given, "echo", { roleArn: roleArn("keeper") });
  return {
    ...changed,
    roles: [
      ...changed.roles,
      keeper(
        allow(["apigateway:POST"], at("/apikeys"), "Request"),
        allow(["apigateway:PUT"], at("/tags/arn*apikeys*"), "Request"),
        allow(["apigateway:GET", "apigateway:PATCH", "apigateway:DELETE"], at("/apikeys/*"), "Resource"),
        allow(["apigateway:POST"], at("/usageplans/plan1/keys")),
        allow(["apigateway:GET"], at("/usageplans/plan1/usage")),
      ),
    ],
  };
};

let running: RunningGate;
let endpoint: string;
let credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string };

beforeAll(async () => {
  running = await runGate(model);
  const answer = await call(running.gate.description.endpoint, "/dev/health?what=environment");
  const environment = JSON.parse(answer.body);
  endpoint = environment.AWS_ENDPOINT_URL_API_GATEWAY;
  credentials = {
    accessKeyId: environment.AWS_ACCESS_KEY_ID,
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    sessionToken: environment.AWS_SESSION_TOKEN,
  };
});

afterAll(() => running?.stop());

async function send(
  route: string,
  body?: unknown,
  changes = {},
): Promise<Answer & { json: Record<string, unknown> }> {
  const [method = "", path = ""] = route.split(" ");
  const answer = await signedCall(endpoint, path, {
    method,
    credentials,
    service: "apigateway",
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    }),
    ...changes,
  });
  return { ...answer, json: answer.body === "" ? {} : JSON.parse(answer.body) };
}

const tags = { owner: "plan1" };
const create = async (more = {}) =>
  (await send("POST /apikeys", { name: "k", enabled: true, tags, ...more })).json;
const metered = (value: unknown) =>
  call(running.gate.description.endpoint, "/dev/metered", { headers: { "x-api-key": String(value) } });

test("a key that was made opens nothing until it is in a plan, and nothing once it is disabled or deleted", async () => {
  const { id, value } = await create();
  expect(value).toMatch(/^[0-9a-f]{40}$/);
  expect(await metered(value)).toMatchObject({ status: 403 });
  expect(await send("POST /usageplans/plan1/keys", { keyId: id, keyType: "API_KEY" })).toMatchObject({
    status: 201,
    json: { id, type: "API_KEY", name: "k" },
  });
  expect(await metered(value)).toMatchObject({ status: 200 });
  const enabled = (value: string) =>
    send(`PATCH /apikeys/${id}`, { patchOperations: [{ op: "replace", path: "/enabled", value }] });
  expect(await enabled("false")).toMatchObject({ status: 200, json: { enabled: false } });
  expect(await metered(value)).toMatchObject({ status: 403 });
  await enabled("true");
  expect(await metered(value)).toMatchObject({ status: 200 });
  expect(await send(`DELETE /apikeys/${id}`)).toMatchObject({ status: 202 });
  expect(await metered(value)).toMatchObject({ status: 403 });
});

test("a key's value is returned only where it is requested", async () => {
  const { id, value } = await create({ name: "shown", description: "d" });
  expect((await send(`GET /apikeys/${id}`)).json).toEqual({
    id,
    name: "shown",
    description: "d",
    enabled: true,
    createdDate: expect.any(Number),
    lastUpdatedDate: expect.any(Number),
    stageKeys: [],
    tags,
  });
  expect((await send(`GET /apikeys/${id}?includeValue=true`)).json.value).toBe(value);
});

test.each([
  ["without the tag", "POST /apikeys", { name: "k" }],
  ["with another tag's value", "POST /apikeys", { name: "k", tags: { owner: "plan2" } }],
  ["into another plan", "POST /usageplans/plan2/keys", { keyId: "k", keyType: "API_KEY" }],
  [
    "the usage of another plan",
    "GET /usageplans/plan2/usage?startDate=2026-01-01&endDate=2026-01-01",
    undefined,
  ],
  ["all keys", "GET /apikeys", undefined],
  ["a key of the Terraform's, which has no such tag", "DELETE /apikeys/key1", undefined],
  ["a key that is not there", "GET /apikeys/none", undefined],
])("what the role's policy does not allow is refused: %s", async (_, route, body) => {
  const { status, headers, json } = await send(route, body);
  expect([status, headers["x-amzn-errortype"]]).toEqual([403, "AccessDeniedException"]);
  expect(json.message).toContain(
    `User: arn:aws:sts::${ACCOUNT}:assumed-role/keeper/echo is not authorized to perform: apigateway:${route.split(" ")[0]}`,
  );
});

test.each([
  [
    "another secret",
    { credentials: () => ({ ...credentials, secretAccessKey: "x" }) },
    "InvalidSignatureException",
  ],
  [
    "another key id",
    { credentials: () => ({ ...credentials, accessKeyId: "ASIAX" }) },
    "UnrecognizedClientException",
  ],
  ["another service", { service: "execute-api" }, "InvalidSignatureException"],
  [
    "a person's credentials",
    { credentials: () => running.gate.description.systems[0] },
    "UnrecognizedClientException",
  ],
  ["an old date", { date: new Date(Date.now() - 600_000) }, "InvalidSignatureException"],
])("a call signed with %s is refused", async (_, changes, type) => {
  const other = "credentials" in changes ? { credentials: changes.credentials() } : changes;
  const answer = await send("POST /apikeys", { name: "k", tags }, other);
  expect([answer.status, answer.headers["x-amzn-errortype"]]).toEqual([403, type]);
});

test("an unsigned call is refused, and a page of a web site never gets that far", async () => {
  expect(await call(endpoint, "/apikeys", { method: "POST", body: "{}" })).toMatchObject({ status: 403 });
  expect(await call(endpoint, "/apikeys", { headers: { host: "evil.example" } })).toMatchObject({
    status: 403,
  });
});

test("a function's credentials are none for the API itself", async () => {
  const answer = await signedCall(running.gate.description.endpoint, "/dev/pets", { credentials });
  expect(answer).toMatchObject({
    status: 403,
    body: '{"message":"The security token included in the request is invalid."}',
  });
});

test.each<[string, string, unknown, number, string]>([
  [
    "no such key",
    "POST /usageplans/plan1/keys",
    { keyId: "none", keyType: "API_KEY" },
    404,
    "NotFoundException",
  ],
  ["another type", "POST /usageplans/plan1/keys", { keyId: "none" }, 400, "BadRequestException"],
  ["a short value", "POST /apikeys", { tags, value: "short" }, 400, "BadRequestException"],
  ["stage keys", "POST /apikeys", { tags, stageKeys: [] }, 400, "BadRequestException"],
  ["a broken body", "POST /apikeys", { tags: ["x"] }, 400, "SerializationException"],
  ["no dates", "GET /usageplans/plan1/usage", undefined, 400, "BadRequestException"],
  [
    "a year",
    "GET /usageplans/plan1/usage?startDate=2025-01-01&endDate=2026-01-01",
    undefined,
    400,
    "BadRequestException",
  ],
  ["another operation", "GET /restapis", undefined, 404, "UnknownOperationException"],
])("%s is an error in API Gateway's form", async (_, route, body, status, type) => {
  const answer = await send(route, body);
  expect([answer.status, answer.headers["x-amzn-errortype"], typeof answer.json.message]).toEqual([
    status,
    type,
    "string",
  ]);
});

test("a key is in one plan of a stage, and its value is its own", async () => {
  const { id } = await create();
  const join = () => send("POST /usageplans/plan1/keys", { keyId: id, keyType: "API_KEY" });
  expect((await join()).status).toBe(201);
  expect(await join()).toMatchObject({ status: 409 });
  expect(await send("POST /apikeys", { tags, value: "old-key-old-key-old-key" })).toMatchObject({
    status: 409,
  });
});

test("no value, secret or token is in the gate's own lines", async () => {
  const { value } = await create();
  await send("POST /apikeys", { tags }, { credentials: { ...credentials, secretAccessKey: "x" } });
  const all = running.lines.join("\n");
  expect(all).toContain("apigateway CreateApiKey 201 for echo");
  for (const secret of [String(value), credentials.secretAccessKey, credentials.sessionToken])
    expect(all).not.toContain(secret);
});
