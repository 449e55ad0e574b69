import { actionsOf, invocations, questionOf } from "../../../../terraform/access/decide/question";
import type { ApiRequest } from "../../../../terraform/access/decide/request";

const executionArn = "arn:aws:execute-api:us-east-1:111111111111:abc";

function request(kind: string, changes: object = {}, path = "/pets"): ApiRequest {
  return {
    api: { address: "api", executionArn, kind },
    stage: { name: "dev" },
    match: { method: { address: "m", path, authorization: "AWS_IAM" }, pathParameters: {} },
    verb: "GET",
    path: "/pets",
    ...changes,
  } as unknown as ApiRequest;
}

describe("what policies are asked about a request", () => {
  test("to a REST API", () => {
    expect(questionOf(request("rest"))).toMatchObject({
      action: "execute-api:invoke",
      resources: [{ text: `${executionArn}/dev/GET/pets` }],
      keys: [{ "aws:SecureTransport": "true" }],
    });
    expect(questionOf(request("rest"))).not.toHaveProperty("contested");
  });

  test("to the route $default of an HTTP API may be asked about the route", () => {
    expect(questionOf(request("http", {}, "$default")).contested?.text).toBe(`${executionArn}/dev/$default`);
  });

  test("to the URL of a function", () => {
    expect(actionsOf({ kind: "url" })).toEqual(["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"]);
    const { action, keys, resources } = questionOf(request("url"));
    expect([action, resources.map(({ text }) => text)]).toEqual(["lambda:invokefunctionurl", [executionArn]]);
    expect(keys).toEqual([
      {
        "aws:SecureTransport": "true",
        "aws:SourceAccount": [],
        "aws:SourceArn": [],
        "lambda:EventSourceToken": [],
        "lambda:InvokedViaFunctionUrl": "true",
        "lambda:FunctionUrlAuthType": "AWS_IAM",
      },
    ]);
  });

  test("has what is said of the request, and its address last", () => {
    const context = { "aws:UserAgent": "a" };
    const always = { "aws:SecureTransport": "true" };
    expect(questionOf(request("rest", { context })).keys).toEqual([always, context]);
    expect(questionOf(request("rest", { context, sourceIp: "203.0.113.7" })).keys).toEqual([
      always,
      context,
      { "aws:SourceIp": "203.0.113.7" },
    ]);
  });
});

describe("an unsigned request", () => {
  const [invocation] = invocations(questionOf(request("rest", { open: true })));

  test.each<[string, boolean]>([
    ["aws:PrincipalArn", false],
    ["aws:MultiFactorAuthAge", false],
    ["aws:TokenIssueTime", false],
    ["aws:userid", false],
    ["aws:username", false],
    ["aws:TokenIssueTimeOfDay", true],
    ["aws:useridOfCaller", true],
    ["aws:usernameOfCaller", true],
    ["my:aws:PrincipalArn", true],
    ["aws:SourceVpc", true],
  ])("may have the key %s: %s", (key, expected) => {
    expect(invocation?.context.isOpen(key)).toBe(expected);
  });
});
