import { type Backend, backendsOf } from "../../../../terraform/access/decide/backends";
import { functionBehind, ownFunctions } from "../../../../terraform/access/decide/fronts";
import type { ApiModel, Operation, Stage } from "../../../../terraform/model";

const arn = (name: string, account = "123456789012") =>
  `arn:aws:lambda:eu-west-1:${account}:function:${name}`;
const functions = [{ arn: arn("shop") }] as unknown as ApiModel["functions"];
const method = (integration: object) => ({ integration }) as unknown as Operation;
const invoking = (functionArn: string) => method({ type: "AWS_PROXY", functionArn });
const uriOf = (name: string) =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn(name)}/invocations`;
const queue = "arn:aws:apigateway:eu-west-1:sqs:action/SendMessage";
const role = "arn:aws:iam::123456789012:role/queue";

const server = (name: string, path?: string) => ({
  receiver: { kind: "server" as const, name, ...(path !== undefined && { path }) },
});
const service = (name: string, isKnown = true): Backend => ({
  name,
  isKnown,
  receiver: { kind: "service", name },
});

interface Case {
  readonly name: string;
  readonly method: Operation;
  readonly expected: Backend | undefined;
}

const cases: readonly Case[] = [
  {
    name: "a function",
    method: invoking(`${arn("shop")}:live`),
    expected: { name: arn("shop"), isKnown: true },
  },
  ...["(known after apply)", "$x", "a)"].map((name) => ({
    name: `a function whose name is not known: ${name}`,
    method: invoking(name),
    expected: { name, isKnown: false },
  })),
  {
    name: "a function by the type AWS",
    method: method({ type: "AWS", uri: uriOf("shop") }),
    expected: { name: arn("shop"), isKnown: true },
  },
  { name: "a mock with a URI", method: method({ type: "MOCK", uri: "x" }), expected: undefined },
  { name: "no URI", method: method({ type: "HTTP" }), expected: undefined },
  { name: "AWS without a URI", method: method({ type: "AWS" }), expected: undefined },
  {
    name: "what is not known",
    method: method({ type: "UNKNOWN", uri: "x" }),
    expected: { name: "x", isKnown: false },
  },
  { name: "a service", method: method({ type: "AWS", uri: queue }), expected: service(queue) },
  {
    name: "a service by a role",
    method: method({ type: "AWS", uri: queue, sent: { role } }),
    expected: service(`${queue} by ${role}`),
  },
  {
    name: "a service that is not known",
    method: method({ type: "AWS", uri: `${queue}-$x` }),
    expected: service(`${queue}-$x`, false),
  },
  {
    name: "a server",
    method: method({ type: "HTTP_PROXY", uri: "https://shop.example/files/{name}?a=b#c" }),
    expected: {
      name: "https://shop.example/files/{name}?a=b#c",
      isKnown: true,
      ...server("https://shop.example", "/files/{name}"),
    },
  },
  {
    name: "a server without a path, in capitals",
    method: method({ type: "HTTP", uri: "HTTP://SHOP.example?a=b" }),
    expected: { name: "HTTP://SHOP.example?a=b", isKnown: true, ...server("HTTP://SHOP.example", "/") },
  },
  {
    name: "a server that gets the call's own path",
    method: method({ type: "HTTP_PROXY", uri: "https://shop.example", sent: { movesPath: true } }),
    expected: { name: "https://shop.example", isKnown: true, ...server("https://shop.example", "/{path+}") },
  },
  {
    name: "a server through a connection",
    method: method({ type: "HTTP_PROXY", uri: "https://shop.example/a", sent: { connection: "link" } }),
    expected: {
      name: "https://shop.example/a through link",
      isKnown: true,
      ...server("https://shop.example through link", "/a"),
    },
  },
  ...["arn:aws:elasticloadbalancing:x", "see https://shop.example/"].map((uri) => ({
    name: `a listener: ${uri}`,
    method: method({ type: "HTTP_PROXY", uri }),
    expected: { name: uri, isKnown: true, ...server(uri) },
  })),
  {
    name: "a listener that is not known",
    method: method({ type: "HTTP_PROXY", uri: "(an ARN)" }),
    expected: { name: "(an ARN)", isKnown: false, ...server("(an ARN)") },
  },
];

test.each(cases)("what answers is $name", ({ expected, method: asked }) => {
  expect(backendsOf({ functions })(asked)).toEqual(expected);
});

test("the variables of a stage may say which server it is", () => {
  const staged = method({ type: "HTTP_PROXY", uri: "https://${stageVariables.host}/a" });
  const backend = backendsOf({ functions });
  const stage = (variables?: object) => ({ name: "dev", ...(variables && { variables }) }) as Stage;
  expect(backend(staged, stage({ host: "shop.example" }))?.name).toBe("https://shop.example/a");
  for (const other of [undefined, stage(), stage({})])
    expect(backend(staged, other)?.name).toBe("https://${stageVariables.host}/a");
});

describe("a function of an account that is written out", () => {
  const elsewhere = arn("shop", "210987654321");

  test.each<[boolean | undefined, string]>([
    [undefined, elsewhere],
    [true, elsewhere],
    [false, arn("shop")],
  ])("where the account is told: %s", (isAccountTold, expected) => {
    const model = { functions, ...(isAccountTold !== undefined && { isAccountTold }) };
    expect(ownFunctions(model)(elsewhere)).toBe(expected);
    expect(backendsOf(model)(invoking(elsewhere))?.name).toBe(expected);
  });

  test("is another one where its name or the colons in it differ", () => {
    const own = ownFunctions({ functions, isAccountTold: false });
    for (const other of [arn("other"), arn("shop").replace("function:shop", "functionshop")])
      expect(own(other)).toBe(other);
  });
});

test("an integration invokes a function by its type alone", () => {
  expect(functionBehind(method({ type: "HTTP", uri: uriOf("shop") }))).toBeUndefined();
  expect(functionBehind(method({ type: "HTTP", functionArn: arn("shop") }))).toBeUndefined();
});
