import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { call } from "./client";
import { CONTEXT_KEYS } from "./event-keys";
import { type RunningGate, runGate } from "./gates";
import { archives } from "./petstore/handlers";
import { EXECUTION_ARN } from "./petstore/names";

/** A REQUEST authorizer, by one that keeps its event. */

let running: RunningGate;

beforeAll(async () => {
  const source = `exports.handler = async (event) => {
    require("node:fs").writeFileSync(process.env.RAN + ".event", JSON.stringify(event));
    return { principalId: "p", policyDocument: { Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: "*" }] } };
  };`;
  running = await runGate(
    (model) => ({
      ...model,
      apis: model.apis.map((api) => ({
        ...api,
        authorizers: api.authorizers.map((authorizer) =>
          authorizer.type === "TOKEN"
            ? {
                ...authorizer,
                type: "REQUEST" as const,
                identitySources: ["method.request.header.X-Token", "method.request.querystring.tenant"],
              }
            : authorizer,
        ),
      })),
    }),
    {
      readArchive: (name) =>
        name === "authorizer" ? zipSync({ "index.js": strToU8(source) }) : archives(name),
    },
  );
});

afterAll(() => running?.stop());

test("gets the request without its body, and {} where there is nothing", async () => {
  const { endpoint } = running.gate.description;
  const headers = { "X-Token": "t" };
  const answer = await call(endpoint, "/dev/partner/pets?tenant=a", { headers });
  expect(answer.status).toBe(200);
  const file = `${running.model.functions[0]?.environment.RAN}.event`;
  const event = JSON.parse(readFileSync(file, "utf8"));
  expect(Object.keys(event).sort()).toEqual([
    "headers",
    "httpMethod",
    "methodArn",
    "multiValueHeaders",
    "multiValueQueryStringParameters",
    "path",
    "pathParameters",
    "queryStringParameters",
    "requestContext",
    "resource",
    "stageVariables",
    "type",
  ]);
  expect(event).toMatchObject({
    type: "REQUEST",
    methodArn: `${EXECUTION_ARN}/dev/GET/partner/pets`,
    queryStringParameters: { tenant: "a" },
    pathParameters: {},
    stageVariables: {},
  });
  expect(Object.keys(event.requestContext).sort()).toEqual(CONTEXT_KEYS);
});

beforeEach(() => running.ran());

test("is not asked when an identity source is missing (rows 39, 40)", async () => {
  const { endpoint } = running.gate.description;
  const missing = await call(endpoint, "/dev/partner/pets?tenant=", { headers: { "X-Token": "t" } });
  expect(missing).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
  expect(running.ran()).toEqual([]);
});
