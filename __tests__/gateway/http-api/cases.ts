/**
 * How an HTTP API answers. Confidence: `documented` by AWS, `measured` on AWS by others, `emulators` agree, or `refusing`:
 * not known, and taken as the reading that refuses.
 */
export type Confidence = "documented" | "measured" | "emulators" | "refusing";

export interface HttpCase {
  readonly name: string;
  /** Verb and path, with the API's name. */
  readonly call: string;
  readonly sends?: Sends;
  readonly answer: Expected;
  readonly confidence: Confidence;
  /** Where it is from. */
  readonly source: string;
}

export interface Sends {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Claims over those of a valid token of the user pool, or `none`. A claim that is undefined is left out. */
  readonly token?: Readonly<Record<string, unknown>> | TokenKind;
  /** Without `Bearer `. */
  readonly bare?: true;
  readonly signed?: "well" | "with another secret";
}

export type TokenKind = "ES256" | "HS256" | "alg none" | "forged" | "unknown kid";

export interface Expected {
  readonly status: number;
  /** @default any */
  readonly body?: string;
  /** null where there must be none. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  /** What the function's event has among others. The echo functions answer with it. */
  readonly event?: object;
  /** Functions that run, in order. @default `echo` where there is an event, else none */
  readonly runs?: readonly string[];
}

const N: Expected = { status: 404, body: '{"message":"Not Found"}' };
const F: Expected = { status: 403, body: '{"message":"Forbidden"}' };
const E: Expected = { status: 500, body: '{"message":"Internal Server Error"}' };
const U: Expected = { status: 401, body: '{"message":"Unauthorized"}' };

/** 401 with what `www-authenticate` says of the token. */
function invalid(problem: string, scope = ""): Expected {
  const challenge = `Bearer scope="${scope}" error="invalid_token" error_description="${problem}"`;
  return { ...U, headers: { "www-authenticate": challenge } };
}

const DOC = "https://docs.aws.amazon.com/apigateway/latest/developerguide/";
const ROUTES = `${DOC}http-api-develop-routes.html`;
const CORS = `${DOC}http-api-cors.html`;
const JWT = `${DOC}http-api-jwt-authorizer.html`;
const TROUBLE = `${DOC}http-api-troubleshooting-jwt.html`;
const LAMBDA = `${DOC}http-api-lambda-authorizer.html`;
const PROXY = `${DOC}http-api-develop-integrations-lambda.html`;
const POWERTOOLS = "aws-powertools/powertools-lambda-typescript packages/parser/tests/events/apigw-http";
const FLOCI = "floci-io/floci#2011";
const MINISTACK = "ministack 1.5.33";

const now = Math.floor(Date.now() / 1_000);
const preflight = { origin: "https://app", "access-control-request-method": "GET" };

export const routing: readonly HttpCase[] = [
  {
    name: "an open route is answered",
    call: "GET /shop/pets",
    answer: {
      status: 200,
      event: { version: "2.0", routeKey: "GET /pets", rawPath: "/pets", rawQueryString: "" },
    },
    confidence: "documented",
    source: ROUTES,
  },
  {
    name: "a path without a route",
    call: "GET /shop/nope",
    answer: N,
    confidence: "documented",
    source: ROUTES,
  },
  { name: "another verb", call: "DELETE /shop/pets", answer: N, confidence: "documented", source: ROUTES },
  {
    name: "HEAD of a GET route",
    call: "HEAD /shop/pets",
    answer: { status: 404 },
    confidence: "emulators",
    source: MINISTACK,
  },
  { name: "other letters", call: "GET /shop/Pets", answer: N, confidence: "refusing", source: ROUTES },
  { name: "a slash at the end", call: "GET /shop/pets/", answer: N, confidence: "refusing", source: ROUTES },
  {
    name: "slashes at the start are one",
    call: "GET /shop//pets",
    answer: { status: 200, event: { routeKey: "GET /pets", rawPath: "/pets" } },
    confidence: "emulators",
    source: MINISTACK,
  },
  {
    name: "a stage that is not there",
    call: "GET /shop/prod/pets",
    answer: N,
    confidence: "documented",
    source: ROUTES,
  },
  {
    name: "a named stage",
    call: "GET /shop/dev/pets",
    answer: {
      status: 200,
      event: { rawPath: "/dev/pets", routeKey: "GET /pets", stageVariables: { color: "blue" } },
    },
    confidence: "measured",
    source: "logandk/serverless-wsgi#191",
  },
  {
    name: "only a named stage",
    call: "GET /named/pets",
    answer: N,
    confidence: "documented",
    source: ROUTES,
  },
  {
    name: "the stage is before the route",
    call: "GET /named/dev/pets",
    answer: { status: 200, event: { rawPath: "/dev/pets" } },
    confidence: "documented",
    source: ROUTES,
  },
  {
    name: "an encoded stage",
    call: "GET /shop/%64ev/pets",
    answer: N,
    confidence: "refusing",
    source: ROUTES,
  },
  {
    name: "an encoded space in a parameter",
    call: "GET /shop/zoo/dog/a%20b",
    answer: { status: 200, event: { rawPath: "/zoo/dog/a b", pathParameters: { id: "a b" } } },
    confidence: "measured",
    source: "aws-powertools/powertools-lambda-python#1098",
  },
  {
    name: "an encoded space, with a token",
    call: "GET /shop/pets/a%20b",
    sends: { token: {} },
    answer: { status: 200, event: { rawPath: "/pets/a b", pathParameters: { id: "a b" } } },
    confidence: "measured",
    source: "aws-powertools/powertools-lambda-python#1098",
  },
  {
    name: "an encoded percent sign",
    call: "GET /shop/zoo/dog/a%252Fb",
    answer: { status: 200, event: { rawPath: "/zoo/dog/a%252Fb" } },
    confidence: "emulators",
    source: MINISTACK,
  },
  {
    name: "an encoded slash in a parameter",
    call: "GET /shop/pets/a%2Fb",
    sends: { token: {} },
    answer: N,
    confidence: "refusing",
    source: ROUTES,
  },
  { name: "a dot segment", call: "GET /shop/zoo/../pets", answer: N, confidence: "refusing", source: ROUTES },
  {
    name: "a full match before others",
    call: "GET /shop/zoo/dog/1",
    answer: { status: 200, event: { routeKey: "GET /zoo/dog/1" } },
    confidence: "documented",
    source: ROUTES,
  },
  {
    name: "a literal segment before a parameter",
    call: "GET /shop/zoo/dog/2",
    answer: { status: 200, event: { routeKey: "GET /zoo/dog/{id}", pathParameters: { id: "2" } } },
    confidence: "documented",
    source: ROUTES,
  },
  {
    name: "a greedy parameter last",
    call: "GET /shop/zoo/cat/1",
    answer: { status: 200, event: { routeKey: "GET /zoo/{proxy+}", pathParameters: { proxy: "cat/1" } } },
    confidence: "documented",
    source: ROUTES,
  },
  {
    name: "a greedy parameter is not empty",
    call: "GET /shop/zoo",
    answer: N,
    confidence: "emulators",
    source: MINISTACK,
  },
  {
    name: "a greedy route before $default",
    call: "POST /locked/test/5",
    answer: { status: 200, event: { routeKey: "ANY /test/{proxy+}" } },
    confidence: "documented",
    source: ROUTES,
  },
  {
    name: "a route without a target",
    call: "GET /shop/without-target",
    answer: E,
    confidence: "refusing",
    source: ROUTES,
  },
];

export const tokens: readonly HttpCase[] = [
  {
    name: "no token",
    call: "GET /shop/pets/1",
    answer: { ...U, headers: { "www-authenticate": "Bearer" } },
    confidence: "measured",
    source: "a capture of an answer",
  },
  {
    name: "no JWT",
    call: "GET /shop/pets/1",
    sends: { headers: { authorization: "Bearer not-a-token" } },
    answer: invalid("token contains an invalid number of segments"),
    confidence: "measured",
    source: "a capture of an answer",
  },
  {
    name: "another audience",
    call: "GET /shop/pets/1",
    sends: { token: { aud: "other" } },
    answer: invalid("the token does not have a valid audience"),
    confidence: "documented",
    source: TROUBLE,
  },
  {
    name: "another aud, the right client_id",
    call: "GET /shop/pets/1",
    sends: { token: { aud: ["other"] } },
    answer: invalid("the token does not have a valid audience"),
    confidence: "documented",
    source: TROUBLE,
  },
  {
    name: "an empty aud, the right client_id",
    call: "GET /shop/pets/1",
    sends: { token: { aud: [] } },
    answer: invalid("the token does not have a valid audience"),
    confidence: "refusing",
    source: TROUBLE,
  },
  {
    name: "no aud, the right client_id",
    call: "GET /shop/pets/1",
    sends: { token: {} },
    answer: {
      status: 200,
      event: { requestContext: { authorizer: { jwt: { scopes: null, claims: { sub: "alice" } } } } },
    },
    confidence: "documented",
    source: TROUBLE,
  },
  {
    name: "ES256",
    call: "GET /shop/pets/1",
    sends: { token: "ES256" },
    answer: invalid("signing method ES256 is invalid"),
    confidence: "measured",
    source: "a capture of an answer",
  },
  {
    name: "HS256 with the public key",
    call: "GET /shop/pets/1",
    sends: { token: "HS256" },
    answer: U,
    confidence: "documented",
    source: JWT,
  },
  {
    name: "the algorithm none",
    call: "GET /shop/pets/1",
    sends: { token: "alg none" },
    answer: U,
    confidence: "documented",
    source: JWT,
  },
  {
    name: "another key",
    call: "GET /shop/pets/1",
    sends: { token: "forged" },
    answer: U,
    confidence: "documented",
    source: JWT,
  },
  {
    name: "a kid that is not known",
    call: "GET /shop/pets/1",
    sends: { token: "unknown kid" },
    answer: U,
    confidence: "documented",
    source: JWT,
  },
  {
    name: "another issuer",
    call: "GET /shop/pets/1",
    sends: { token: { iss: "https://evil.example.com" } },
    answer: invalid("issuer does not match"),
    confidence: "measured",
    source: "an access log",
  },
  {
    name: "expired",
    call: "GET /shop/pets/1",
    sends: { token: { exp: now - 1 } },
    answer: U,
    confidence: "documented",
    source: JWT,
  },
  {
    name: "without exp",
    call: "GET /shop/pets/1",
    sends: { token: { exp: undefined } },
    answer: U,
    confidence: "refusing",
    source: JWT,
  },
  {
    name: "exp as a text",
    call: "GET /shop/pets/1",
    sends: { token: { exp: `${now + 600}` } },
    answer: U,
    confidence: "refusing",
    source: JWT,
  },
  {
    name: "issued in the future",
    call: "GET /shop/pets/1",
    sends: { token: { iat: now + 300 } },
    answer: U,
    confidence: "documented",
    source: JWT,
  },
  {
    name: "not valid yet",
    call: "GET /shop/pets/1",
    sends: { token: { nbf: now + 300 } },
    answer: U,
    confidence: "documented",
    source: JWT,
  },
  {
    name: "without Bearer",
    call: "GET /shop/pets/1",
    sends: { token: {}, bare: true },
    answer: { status: 200, event: { pathParameters: { id: "1" } } },
    confidence: "documented",
    source: JWT,
  },
  {
    name: "an ID token on a route without scopes",
    call: "GET /shop/pets/1",
    sends: { token: { token_use: "id", aud: "CLIENT", client_id: undefined } },
    answer: { status: 200, event: { requestContext: { authorizer: { jwt: { scopes: null } } } } },
    confidence: "measured",
    source: POWERTOOLS,
  },
  {
    name: "a token without the scope",
    call: "POST /shop/pets",
    sends: { token: {} },
    answer: F,
    confidence: "measured",
    source: FLOCI,
  },
  {
    name: "an ID token on a route with a scope",
    call: "POST /shop/pets",
    sends: { token: { token_use: "id", aud: "CLIENT", client_id: undefined } },
    answer: F,
    confidence: "measured",
    source: FLOCI,
  },
  {
    name: "a token with the scope and another one",
    call: "POST /shop/pets",
    sends: { token: { scope: "pets/write x" } },
    answer: {
      status: 200,
      event: { requestContext: { authorizer: { jwt: { scopes: ["pets/write", "x"] } } } },
    },
    confidence: "measured",
    source: FLOCI,
  },
  {
    name: "a scope with other letters around it",
    call: "POST /shop/pets",
    sends: { token: { scope: "pets/write2 apets/write" } },
    answer: F,
    confidence: "documented",
    source: JWT,
  },
  {
    name: "the scope in scope and not in scp",
    call: "POST /shop/pets",
    sends: { token: { scope: "pets/write", scp: ["other"] } },
    answer: F,
    confidence: "refusing",
    source: JWT,
  },
  {
    name: "two groups",
    call: "GET /shop/pets/1",
    sends: { token: { "cognito:groups": ["a", "b"], n: 1, is: true, no: null } },
    answer: {
      status: 200,
      event: {
        requestContext: {
          authorizer: { jwt: { claims: { "cognito:groups": "[a b]", n: "1", is: "true" } } },
        },
      },
    },
    confidence: "measured",
    source: FLOCI,
  },
  {
    name: "the issuer does not answer",
    call: "GET /shop/login",
    sends: { token: { iss: "https://login.example.com" } },
    answer: invalid("OIDC discovery endpoint communication error"),
    confidence: "measured",
    source: "an access log",
  },
  {
    name: "a token in the query",
    call: "GET /shop/query?token=TOKEN",
    sends: { token: {} },
    answer: { status: 200, event: { routeKey: "GET /query" } },
    confidence: "documented",
    source: JWT,
  },
  {
    name: "two tokens in the query",
    call: "GET /shop/query?token=TOKEN&token=x",
    sends: { token: {} },
    answer: U,
    confidence: "refusing",
    source: JWT,
  },
];

const byToken = (authorization: string): Sends => ({ headers: { authorization } });

export const authorizers: readonly HttpCase[] = [
  { name: "no identity source", call: "GET /shop/fn", answer: U, confidence: "documented", source: LAMBDA },
  {
    name: "isAuthorized, without a context",
    call: "GET /shop/fn",
    sends: byToken("allow"),
    answer: {
      status: 200,
      event: { requestContext: { authorizer: { lambda: null } } },
      runs: ["simple", "echo"],
    },
    confidence: "measured",
    source: POWERTOOLS,
  },
  {
    name: "another route gets the answer that is kept",
    call: "GET /shop/fn2",
    sends: byToken("allow"),
    answer: { status: 200, event: { routeKey: "GET /fn2" }, runs: ["echo"] },
    confidence: "documented",
    source: LAMBDA,
  },
  {
    name: "a context keeps its types",
    call: "GET /shop/fn",
    sends: byToken("context"),
    answer: {
      status: 200,
      event: { requestContext: { authorizer: { lambda: { level: 7, staff: true, event: "2.0" } } } },
      runs: ["simple", "echo"],
    },
    confidence: "documented",
    source: LAMBDA,
  },
  {
    name: "not isAuthorized",
    call: "GET /shop/fn",
    sends: byToken("deny"),
    answer: { ...F, runs: ["simple"] },
    confidence: "emulators",
    source: MINISTACK,
  },
  {
    name: "a refusal is kept",
    call: "GET /shop/fn2",
    sends: byToken("deny"),
    answer: F,
    confidence: "emulators",
    source: MINISTACK,
  },
  {
    name: "isAuthorized is missing",
    call: "GET /shop/fn",
    sends: byToken("missing"),
    answer: { ...E, runs: ["simple"] },
    confidence: "measured",
    source: LAMBDA,
  },
  {
    name: "isAuthorized is a text",
    call: "GET /shop/fn",
    sends: byToken("text"),
    answer: { ...E, runs: ["simple"] },
    confidence: "emulators",
    source: MINISTACK,
  },
  {
    name: "a policy where a simple answer is expected",
    call: "GET /shop/fn",
    sends: byToken("policy"),
    answer: { ...E, runs: ["simple"] },
    confidence: "documented",
    source: LAMBDA,
  },
  {
    name: "the function throws",
    call: "GET /shop/fn",
    sends: byToken("throw"),
    answer: { ...E, runs: ["simple"] },
    confidence: "documented",
    source: LAMBDA,
  },
  {
    name: "the function refuses in the one word of REST APIs",
    call: "GET /shop/fn",
    sends: byToken("unauthorized"),
    answer: { ...U, runs: ["simple"] },
    confidence: "emulators",
    source: LAMBDA,
  },
  {
    name: "a failure is not kept",
    call: "GET /shop/fn",
    sends: byToken("throw"),
    answer: { ...E, runs: ["simple"] },
    confidence: "emulators",
    source: MINISTACK,
  },
  {
    name: "the authorizer may not be invoked",
    call: "GET /shop/silent",
    sends: byToken("allow"),
    answer: E,
    confidence: "documented",
    source: LAMBDA,
  },
  {
    name: "kept for one route where the route is an identity source",
    call: "GET /shop/each",
    sends: byToken("allow"),
    answer: { status: 200, event: {}, runs: ["simple", "echo"] },
    confidence: "documented",
    source: LAMBDA,
  },
  {
    name: "asked again for another route",
    call: "GET /shop/each2",
    sends: byToken("allow"),
    answer: { status: 200, event: {}, runs: ["simple", "echo"] },
    confidence: "documented",
    source: LAMBDA,
  },
  {
    name: "a policy that allows all",
    call: "GET /shop/policy",
    sends: byToken("allow"),
    answer: {
      status: 200,
      event: { requestContext: { authorizer: { lambda: { userId: "carol" } } } },
      runs: ["policy", "echo"],
    },
    confidence: "documented",
    source: LAMBDA,
  },
  {
    name: "a policy for its own route",
    call: "GET /shop/policy",
    sends: byToken("this"),
    answer: { status: 200, event: {}, runs: ["policy", "echo"] },
    confidence: "documented",
    source: LAMBDA,
  },
  {
    name: "the same policy on another route",
    call: "GET /shop/policy2",
    sends: byToken("this"),
    answer: F,
    confidence: "emulators",
    source: MINISTACK,
  },
  {
    name: "a policy for the route, and not for the path",
    call: "GET /shop/policy/7",
    sends: byToken("template"),
    answer: { ...F, runs: ["policy"] },
    confidence: "refusing",
    source: LAMBDA,
  },
  {
    name: "a policy that denies",
    call: "GET /shop/policy",
    sends: byToken("deny"),
    answer: { ...F, runs: ["policy"] },
    confidence: "documented",
    source: LAMBDA,
  },
  {
    name: "a simple answer where a policy is expected",
    call: "GET /shop/policy",
    sends: byToken("simple"),
    answer: { ...E, runs: ["policy"] },
    confidence: "documented",
    source: LAMBDA,
  },
  {
    name: "payload formats 1.0",
    call: "GET /shop/first",
    sends: byToken("allow"),
    answer: {
      status: 200,
      event: { version: "1.0", requestContext: { authorizer: { userId: "carol", principalId: "carol" } } },
      runs: ["policy", "echo1"],
    },
    confidence: "documented",
    source: LAMBDA,
  },
];

const IAM = `${DOC}http-api-access-control-iam.html`;

export const signatures: readonly HttpCase[] = [
  { name: "unsigned", call: "GET /shop/iam", answer: F, confidence: "emulators", source: MINISTACK },
  {
    name: "signed with another secret",
    call: "GET /shop/iam",
    sends: { signed: "with another secret" },
    answer: F,
    confidence: "emulators",
    source: MINISTACK,
  },
  {
    name: "signed, and not allowed",
    call: "GET /shop/other",
    sends: { signed: "well" },
    answer: F,
    confidence: "measured",
    source: "aws/aws-cdk#21182",
  },
  {
    name: "signed and allowed",
    call: "GET /shop/iam",
    sends: { signed: "well" },
    answer: {
      status: 200,
      event: {
        requestContext: { authorizer: { iam: { cognitoIdentity: null, principalOrgId: null } } },
      },
    },
    confidence: "measured",
    source: POWERTOOLS,
  },
  {
    name: "a named stage has an ARN of its own",
    call: "GET /shop/dev/iam/1",
    sends: { signed: "well" },
    answer: F,
    confidence: "documented",
    source: IAM,
  },
  {
    name: "$default is the stage in the ARN",
    call: "GET /shop/iam/1",
    sends: { signed: "well" },
    answer: { status: 200, event: { routeKey: "GET /iam/{id}" } },
    confidence: "documented",
    source: IAM,
  },
  {
    name: "a Deny",
    call: "GET /shop/iam/secret",
    sends: { signed: "well" },
    answer: F,
    confidence: "documented",
    source: IAM,
  },
  {
    name: "a Deny, respelled",
    call: "GET /shop/iam/%73ecret",
    sends: { signed: "well" },
    answer: F,
    confidence: "refusing",
    source: IAM,
  },
];

export const origins: readonly HttpCase[] = [
  {
    name: "a preflight",
    call: "OPTIONS /shop/pets",
    sends: { headers: preflight },
    answer: {
      status: 204,
      body: "",
      headers: {
        "access-control-allow-origin": "https://app",
        "access-control-allow-methods": "GET,POST",
        "access-control-allow-headers": "authorization",
        "access-control-allow-credentials": "true",
        "access-control-max-age": "60",
      },
    },
    confidence: "documented",
    source: CORS,
  },
  {
    name: "a preflight from another origin",
    call: "OPTIONS /shop/pets",
    sends: { headers: { ...preflight, origin: "https://app.evil.example.com" } },
    answer: {
      status: 204,
      headers: { "access-control-allow-origin": null, "access-control-allow-methods": null },
    },
    confidence: "refusing",
    source: CORS,
  },
  {
    name: "OPTIONS that is no preflight",
    call: "OPTIONS /shop/pets",
    answer: N,
    confidence: "emulators",
    source: CORS,
  },
  {
    name: "a preflight that $default takes",
    call: "OPTIONS /locked/x",
    sends: { headers: preflight },
    answer: U,
    confidence: "documented",
    source: CORS,
  },
  {
    name: "a preflight that a route of every verb takes",
    call: "OPTIONS /locked/v1/x",
    sends: { headers: preflight },
    answer: U,
    confidence: "measured",
    source: CORS,
  },
  {
    name: "a preflight without a configuration",
    call: "OPTIONS /named/dev/pets",
    sends: { headers: preflight },
    answer: N,
    confidence: "emulators",
    source: CORS,
  },
  {
    name: "the backend's own headers are replaced",
    call: "GET /shop/pets?what=cors",
    sends: { headers: { origin: "https://app" } },
    answer: {
      status: 200,
      headers: {
        "access-control-allow-origin": "https://app",
        "access-control-expose-headers": "x-shown",
        "x-own": "1",
      },
      runs: ["echo"],
    },
    confidence: "documented",
    source: CORS,
  },
  {
    name: "and removed for another origin",
    call: "GET /shop/pets?what=cors",
    sends: { headers: { origin: "https://evil.example.com" } },
    answer: { status: 200, headers: { "access-control-allow-origin": null }, runs: ["echo"] },
    confidence: "documented",
    source: CORS,
  },
];

const form = { "content-type": "application/x-www-form-urlencoded" };

export const functions: readonly HttpCase[] = [
  {
    name: "over the rate",
    call: "GET /tight/pets",
    answer: { status: 429, body: '{"message":"Too Many Requests"}' },
    confidence: "measured",
    source: "terraform-aws-modules/terraform-aws-apigateway-v2#13",
  },
  {
    name: "the lock is before the rate",
    call: "GET /tight/mine",
    answer: U,
    confidence: "refusing",
    source: "an access log",
  },
  {
    name: "the function may not be invoked",
    call: "GET /shop/unpermitted",
    answer: E,
    confidence: "measured",
    source: "terraform-aws-modules/terraform-aws-apigateway-v2#41",
  },
  {
    name: "a text",
    call: "GET /shop/pets?what=text",
    answer: { status: 200, body: "Hello", headers: { "content-type": "application/json" }, runs: ["echo"] },
    confidence: "documented",
    source: PROXY,
  },
  {
    name: "an object without a status",
    call: "GET /shop/pets?what=object",
    answer: { status: 200, body: '{"a":1}', headers: { "content-type": "application/json" }, runs: ["echo"] },
    confidence: "documented",
    source: PROXY,
  },
  {
    name: "cookies and a header",
    call: "GET /shop/pets?what=cookies",
    answer: { status: 200, headers: { "set-cookie": ["a=1", "b=2", "h=3"] }, runs: ["echo"] },
    confidence: "measured",
    source: MINISTACK,
  },
  {
    name: "a body in base64",
    call: "GET /shop/pets?what=binary",
    answer: { status: 200, body: "hi", runs: ["echo"] },
    confidence: "documented",
    source: PROXY,
  },
  {
    name: "the function throws",
    call: "GET /shop/pets?what=throw",
    answer: { ...E, runs: ["echo"] },
    confidence: "documented",
    source: PROXY,
  },
  {
    name: "a malformed reply",
    call: "GET /shop/pets?what=malformed",
    answer: { ...E, runs: ["echo"] },
    confidence: "documented",
    source: PROXY,
  },
  {
    name: "a text in the format 1.0",
    call: "GET /shop/first-format?what=text",
    answer: { ...E, runs: ["echo1"] },
    confidence: "documented",
    source: PROXY,
  },
  {
    name: "the time-out of the integration",
    call: "GET /shop/waiting",
    answer: { status: 503, body: '{"message":"Service Unavailable"}', runs: ["waiting"] },
    confidence: "measured",
    source: "serverless/serverless#11222",
  },
  {
    name: "what the API tells of the caller, and not what the client does",
    call: "GET /shop/told?who=mallory&x=1",
    sends: { token: {}, headers: { "x-caller": "mallory" } },
    answer: { status: 200, event: { headers: { "x-caller": "alice" }, rawQueryString: "x=1" } },
    confidence: "documented",
    source: `${DOC}http-api-parameter-mapping.html`,
  },
  {
    name: "a form is base64",
    call: "POST /shop/open",
    sends: { headers: form, body: "a=1" },
    answer: { status: 200, event: { body: "YT0x", isBase64Encoded: true } },
    confidence: "measured",
    source: "ministackorg/ministack#766",
  },
  {
    name: "JSON is text",
    call: "POST /shop/open",
    sends: { headers: { "content-type": "application/json" }, body: "{}" },
    answer: { status: 200, event: { body: "{}", isBase64Encoded: false } },
    confidence: "measured",
    source: "ministackorg/ministack#766",
  },
  {
    name: "a query with a name twice",
    call: "GET /shop/pets?x=1&x=2",
    answer: { status: 200, event: { queryStringParameters: { x: "1,2" }, rawQueryString: "x=1&x=2" } },
    confidence: "documented",
    source: PROXY,
  },
  {
    name: "cookies are a list",
    call: "GET /shop/pets",
    sends: { headers: { cookie: "a=1; b=2" } },
    answer: { status: 200, event: { cookies: ["a=1", "b=2"] } },
    confidence: "documented",
    source: PROXY,
  },
  {
    name: "the format 1.0",
    call: "GET /shop/first-format?x=1&x=2",
    sends: { headers: { "x-a": "1" } },
    answer: {
      status: 200,
      headers: { "x-many": "1, 2" },
      event: {
        version: "1.0",
        resource: "/first-format",
        path: "/first-format",
        httpMethod: "GET",
        queryStringParameters: { x: "2" },
        multiValueQueryStringParameters: { x: ["1", "2"] },
        pathParameters: null,
        body: null,
      },
      runs: ["echo1"],
    },
    confidence: "documented",
    source: PROXY,
  },
];
