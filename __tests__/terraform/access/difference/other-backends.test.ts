import { difference } from "../../../../terraform/access/difference";
import { httpDocument, LOCKED } from "../../build/http-shop";
import { merged, type Resources } from "../../build/people";
import { shopDocument } from "../../build/shop";
import { FUNCTION, moved, server } from "./moved-integrations";
import { sideOf } from "./sides";

const NONE = { authorization: "NONE" };
const IAM = { authorization: "AWS_IAM" };
const by = (name: string) => ({
  authorization: "CUSTOM",
  authorizer_id: `\${aws_api_gateway_authorizer.${name}.id}`,
});

/** A second authorizer, and functions for the routes. */
const more: Resources = {
  terraform_data: { x: {} },
  aws_lambda_function: Object.fromEntries(
    ["a", "b", "second"].map((name) => [
      name,
      { function_name: name, role: "arn:aws:iam::123456789012:role/l", handler: "i.h", filename: "a.zip" },
    ]),
  ),
  aws_api_gateway_authorizer: {
    second: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      name: "second",
      type: "TOKEN",
      authorizer_uri: "${aws_lambda_function.second.invoke_arn}",
    },
  },
};

/** Integrations by the address that they have: the path and the function. */
type Integrations = Readonly<Record<string, readonly [path: string, backend: string]>>;

/** A function by its name, or what is not known. */
const invoking = (backend: string) => ({
  type: "AWS_PROXY",
  uri: backend.startsWith("$") ? backend : `\${aws_lambda_function.${backend}.invoke_arn}`,
});

function side(methods: Readonly<Record<string, object>>, integrations: Integrations) {
  const made = Object.entries(integrations).map(([name, [path, backend]]) => [
    name,
    {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      resource_id: `\${aws_api_gateway_resource._${path}.id}`,
      http_method: "GET",
      integration_http_method: "POST",
      ...(backend.startsWith("http") ? { type: "HTTP_PROXY", uri: backend } : invoking(backend)),
    },
  ]);
  const resources = merged(more, { aws_api_gateway_integration: Object.fromEntries(made) });
  return sideOf([{ name: "shop", document: shopDocument(methods as never, resources) }]);
}

const routes = (a: object, b: object) => ({ "GET /a": a, "GET /b": b });
const each: Integrations = { a: ["a", "a"], b: ["b", "b"] };

interface Case {
  readonly methods: Readonly<Record<string, object>>;
  readonly head: Integrations;
  /** Addresses of the routes that lead to what their callers could not reach. */
  readonly says: readonly string[];
  readonly base?: Integrations;
}

const cases: Readonly<Record<string, Case>> = {
  "a public route that leads to the function behind a lock": {
    methods: routes(NONE, IAM),
    head: { ...each, a: ["a", "b"] },
    says: ["GET_a"],
  },
  "integrations that swap their paths": {
    methods: routes(NONE, by("lambda")),
    head: { a: ["b", "a"], b: ["a", "b"] },
    says: ["GET_a"],
  },
  "functions that swap their authorizers": {
    methods: routes(by("lambda"), by("second")),
    head: { a: ["a", "b"], b: ["b", "a"] },
    says: ["GET_a", "GET_b"],
  },
  "functions that swap their paths behind one authorizer": {
    methods: routes(by("lambda"), by("lambda")),
    head: { a: ["a", "b"], b: ["b", "a"] },
    says: [],
  },
  "a locked route that leads to a public function": {
    methods: routes(NONE, IAM),
    head: { ...each, b: ["b", "a"] },
    says: [],
  },
  "a server behind a lock": {
    methods: routes(NONE, IAM),
    base: { a: ["a", "https://a.example"], b: ["b", "https://b.example/admin"] },
    head: { a: ["a", "https://b.example/admin"], b: ["b", "https://b.example/admin"] },
    says: ["GET_a"],
  },
};

test.each(Object.entries(cases))("%s", (_, { base = each, head, methods, says }) => {
  const found = difference(side(methods, base), side(methods, head)).undecided;
  const addresses = found.map(({ resource }) => resource.replace("shop/aws_api_gateway_method.", ""));
  expect(addresses).toEqual(says);
  for (const { why } of found) expect(why).toContain("could not reach before");
});

/** An HTTP API, whose JWT authorizer does not tell access tokens from ID tokens at a route without scopes. */
function httpSide(backend: string, account: object = LOCKED.people) {
  const document = httpDocument(
    { "GET /account": { ...account }, "GET /other": LOCKED.people },
    merged(more.aws_lambda_function ? { aws_lambda_function: more.aws_lambda_function } : {}, {
      aws_apigatewayv2_integration: {
        shop: { integration_uri: `\${aws_lambda_function.${backend}.invoke_arn}` },
      },
    }),
  );
  return sideOf([{ name: "shop", document }]);
}

test("another function that must tell access tokens from ID tokens, also where the same callers reach it", () => {
  const found = difference(httpSide("a"), httpSide("b")).undecided;
  expect(found.map(({ why }) => why)).toEqual(
    ["/account", "/other"].map(
      (path) =>
        `API Gateway does not tell access tokens from ID tokens at GET ${path}, which leads to shop/aws_lambda_function.b now (was: shop/aws_lambda_function.a): whether that refuses the wrong kind is not known`,
    ),
  );
  expect(difference(httpSide("a"), httpSide("a")).undecided).toEqual([]);
});

test("a public route that leads to a function of a name that is not known", () => {
  const head = side(routes(NONE, IAM), { ...each, a: ["a", "${terraform_data.x.output}"] });
  const [found] = difference(side(routes(NONE, IAM), each), head).undecided;
  expect(found?.why).toContain("where GET /a leads now is not known");
});

function movedSide(integration: object, route: Readonly<Record<string, unknown>>) {
  const document = httpDocument(
    { "GET /account": { ...route } },
    {
      aws_apigatewayv2_integration: { shop: { integration_uri: undefined, ...integration } },
    },
  );
  return sideOf([{ name: "shop", document }]);
}

describe.each(Object.entries(moved))("%s", (_, { base, head, says }) => {
  const whys = (route: Readonly<Record<string, unknown>>) =>
    difference(movedSide(base, route), movedSide(head, route)).undecided.map(({ why }) => why);

  test("where it must tell access tokens from ID tokens", () => {
    const expected = says === undefined ? [] : [expect.stringContaining(says)];
    expect(whys(LOCKED.people)).toEqual(expected);
    for (const why of whys(LOCKED.people)) expect(why).toContain("refuses the wrong kind is not known");
  });

  test("on a public route", () => {
    const isSaid = says !== undefined && !says.startsWith("function");
    expect(whys({})).toEqual(isSaid ? [expect.stringContaining(says)] : []);
  });
});

test("another server of a route that nobody may call yet", () => {
  const closed = { ...LOCKED.people, authorization_scopes: ["shop/nobody"] };
  const [base, head] = ["https://a.example", "https://b.example"].map((uri) =>
    movedSide(server(uri), closed),
  );
  expect(difference(base as never, head as never).undecided.map(({ why }) => why)).toEqual([
    "GET /account sends calls, with the credentials in them, to https://b.example now (was: https://a.example): what becomes of them there is not known",
  ]);
});

test("an integration that the Terraform does not have", () => {
  const at = (target: string) => movedSide(FUNCTION, { ...LOCKED.people, target: `integrations/${target}` });
  const [found] = difference(at("one"), at("two")).undecided;
  expect(found?.why).toBe("where GET /account leads now is not known: integrations/two");
  expect(difference(at("one"), at("one")).undecided).toEqual([]);
});

describe("a REST API", () => {
  const SQS = "arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders";
  const role = (name: string) => ({ credentials: `arn:aws:iam::123456789012:role/${name}` });
  const restSide = (integration: object, variables: Readonly<Record<string, string>> = {}) => {
    const made = {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      resource_id: "${aws_api_gateway_resource._a.id}",
      http_method: "GET",
      integration_http_method: "POST",
      ...integration,
    };
    const document = shopDocument({ "GET /a": NONE } as never, {
      aws_api_gateway_integration: { a: made },
      aws_api_gateway_stage: { live: { variables } },
    });
    return sideOf([{ name: "shop", document }]);
  };
  const whys = (base: ReturnType<typeof restSide>, head: ReturnType<typeof restSide>) =>
    difference(base, head).undecided.map(({ why }) => why);

  test("another role, action or server is said", () => {
    const aws = { type: "AWS", uri: SQS, ...role("one") };
    expect(whys(restSide(aws), restSide({ ...aws, ...role("two") }))).toEqual([
      `GET /a calls ${SQS} by arn:aws:iam::123456789012:role/two now (was: ${SQS} by arn:aws:iam::123456789012:role/one): what callers can do by that is not known`,
    ]);
    expect(whys(restSide(aws), restSide({ ...aws, uri: `${SQS}-all` }))).toHaveLength(1);
    expect(whys(restSide(aws), restSide({ ...aws, timeout_milliseconds: 500 }))).toEqual([]);
    const http = (host: string) => restSide({ type: "HTTP", uri: `https://${host}/a` });
    expect(whys(http("a.example"), http("b.example"))).toEqual([
      "GET /a sends calls, with the credentials in them, to https://b.example now (was: https://a.example): what becomes of them there is not known",
    ]);
  });

  test("so is the server that a stage variable names", () => {
    const http = { type: "HTTP", uri: "https://$${stageVariables.host}/a" };
    const [why] = whys(restSide(http, { host: "a.example" }), restSide(http, { host: "b.example" }));
    expect(why).toContain("to https://b.example now (was: https://a.example)");
  });
});
