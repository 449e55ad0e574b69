import { access } from "../small-api";
import { issuer, open, partner, serving, signedIn } from "./small-http-api";

/** An API whose one role has a scope of a third party. */
export function partnerOf(role: string, scopePrefix: string) {
  const roles = { [role]: { description: "One", precedence: 1 } };
  const routes = { "GET /a": { ...partner, roles: [role] } } as const;
  return {
    access: { ...access, roles, systems: {}, routes },
    jwt: { issuer: "https://issuer.example/", audience: ["a"], scopePrefix },
  };
}

/** Props that the small HTTP API may not have, and the error that each of them is: its code, and a part of its message. */
export const refusals: readonly (readonly [code: string, says: string, change: object])[] = [
  [
    "LOCK_UNAVAILABLE",
    '"GET /feed" has the lock "key", and an HTTP API asks for no API key: the route would be open to every caller. Give it another lock, or serve it by a REST API (SecuredApi).',
    { access, metering: "off" },
  ],
  [
    "METERING_UNAVAILABLE",
    '"GET /a" asks for an API key, and an HTTP API has neither keys nor usage plans. Set metering to "off"',
    serving({ "GET /a": { ...signedIn, key: true } }),
  ],
  ...[{}, { metering: "off" }].map((metering): [string, string, object] => [
    "LOCK_UNAVAILABLE",
    '"GET /a" is public with an API key, and an HTTP API asks for no API key: the route would also take calls without one. ' +
      "Declare it without key, give it a lock, or serve it by a REST API (SecuredApi).",
    { ...serving({ "GET /a": { ...open, key: true } }), ...metering },
  ]),
  ["HANDLER_UNKNOWN", 'routes["GET /health"].handler', { ...serving({ "GET /health": open }), handlers: {} }],
  ["FIELD_UNKNOWN", 'HttpApi "api" has the field "thrott"', { thrott: {} }],
  ["VALUE_INVALID", 'HttpApi "api".metering is "on"; expected off', { metering: "on" }],
  ["BACKEND_TIMEOUT_INVALID", "expected a whole number from 50 to 30000", { timeout: 30_001 }],
  ["THROTTLE_INVALID", "The stage's throttle is 0 a second", { throttle: { rate: 0, burst: 1 } }],
  ["THROTTLE_INVALID", 'The throttle of "GET /pets"', { throttles: { "GET /pets": { rate: 1, burst: 0 } } }],
  ["THROTTLE_ROUTE_UNKNOWN", '"GET /nowhere"', { throttles: { "GET /nowhere": { rate: 1, burst: 1 } } }],
  [
    "ROUTING_UNDOCUMENTED",
    '"GET /a/{x}/c" and "GET /a/b/{y}" both fit /a/b/c, and AWS does not document which of them answers at an HTTP API.',
    serving({ "GET /a/{x}/c": open, "GET /a/b/{y}": open }),
  ],
  // What verifies tokens
  ["TTL_INVALID", "0 to 3600", { jwt: { function: { functionName: "v" }, ttl: 3_601 } }],
  ["AUDIENCE_MISSING", "at least 1", { jwt: { issuer: "https://issuer.example/", audience: [] } }],
  ["ISSUER_INVALID", "expected https://", { jwt: { issuer: "http://issuer.example/", audience: ["a"] } }],
  [
    "ISSUER_INVALID",
    "a user pool: handlers would take its users for those of the API's own",
    { jwt: { issuer, audience: ["a"] } },
  ],
  [
    "ISSUER_INVALID",
    "a user pool: handlers would take its users for those of the API's own",
    { jwt: { issuer: issuer.replace("cognito-idp", "issuer-cognito-idp"), audience: ["a"] } },
  ],
  ...[
    "https://COGNITO-IDP.us-east-1.amazonaws.com/us-east-1_x",
    "https://cognito-idp-fips.us-east-1.amazonaws.com/us-east-1_x",
    "https://x@cognito-idp.us-east-1.amazonaws.com/us-east-1_x",
    "https://cognito-idp.us-east-1.amazonaws.com:443/us-east-1_x",
    "https://cognito-idp.eusc-de-east-1.amazonaws.eu/eusc-de-east-1_x",
    "https://cognito%2Didp.us-east-1.amazonaws.com/us-east-1_x",
  ].map((pool): [string, string, object] => [
    "ISSUER_INVALID",
    "a user pool: handlers would take its users for those of the API's own",
    { jwt: { issuer: pool, audience: ["a"] } },
  ]),
  ...[
    "${var.issuer}",
    "https://${var.host}/",
    "https://login.${var.domain}/",
    "https://a.example${var.rest}",
  ].map((reference): [string, string, object] => [
    "ISSUER_INVALID",
    "whose host is known when it is applied: it could be a user pool",
    { jwt: { issuer: reference, audience: ["a"] } },
  ]),
  ...[
    "https://x@issuer.example/",
    "https://Issuer.example/",
    "https://a,b",
    "https://a\\b",
    "https://issuer.example/${",
    "https://issuer.example/?a=b",
    "https://issuer.example/%{if true}",
  ].map((wrong): [string, string, object] => [
    "ISSUER_INVALID",
    "expected https:// and a host in small letters",
    { jwt: { issuer: wrong, audience: ["a"] } },
  ]),
  ...[
    "https://issuer.example/",
    "http://${var.pool}",
    "https://issuer.example/${var.pool}",
    "${var.a}.example",
    "",
  ].map((wrong): [string, string, object] => [
    wrong === "" ? "VALUE_INVALID" : "ISSUER_INVALID",
    wrong === "" ? "expected some text" : 'The lock "cognito" has the issuer',
    { cognito: { issuer: wrong, clientIds: ["4abc"], resourceServer: "shop" } },
  ]),
  // Scopes that stand for roles
  ...["openid", "profile", "email", "phone", "address"].map((role): [string, string, object] => [
    "SCOPE_INVALID",
    `The role "${role}" has the scope "${role}" behind the lock "jwt", a standard scope`,
    partnerOf(role, ""),
  ]),
  [
    "SCOPE_INVALID",
    '"offline_access" behind the lock "jwt", a standard scope',
    partnerOf("access", "offline_"),
  ],
  ["SCOPE_INVALID", "without blanks and quotes", partnerOf("user", "shop openid ")],
  [
    "SCOPE_INVALID",
    'The role "user" has the scope "shop openid /user" behind the lock "cognito"; expected a text without blanks',
    { cognito: { issuer, clientIds: ["4abc"], resourceServer: "shop openid " } },
  ],
  [
    "FIELD_UNKNOWN",
    '"jwksUrl"',
    { jwt: { issuer: "https://issuer.example/", audience: ["a"], jwksUrl: "x" } },
  ],
  ["VALUE_INVALID", "and no pattern", { cognito: { issuer, clientIds: [".*"], resourceServer: "shop" } }],
  // Servers
  [
    "BACKEND_URL_INVALID",
    "expected https:// and a host",
    { handlers: { app: { url: "http://a", passToken: true } } },
  ],
  ...[
    "https://{tenant}.example.com",
    "https://{tenant}",
    "https://good.example@evil.example",
    "https://$context.identity.sourceIp",
    "https://$${stageVariables.host}",
    "https://a\\b",
    "https://a%2fb",
    "https://${",
  ].map((url): [string, string, object] => [
    "BACKEND_URL_INVALID",
    "expected https:// and a host, without a path, a user and parameters",
    { handlers: { app: { url, passToken: true } } },
  ]),
  ["FIELD_MISSING", "passToken", { handlers: { app: { url: "https://a.example" } } }],
  [
    "VALUE_INVALID",
    "passToken is false",
    { handlers: { app: { url: "https://a.example", passToken: false } } },
  ],
  // CORS
  [
    "CORS_OPTIONS_DECLARED",
    '"OPTIONS /a" is declared',
    { ...serving({ "OPTIONS /a": open }), cors: { origins: ["*"] } },
  ],
  ["CORS_ORIGIN_INVALID", "a web view's", { cors: { origins: ["capacitor://localhost"] } }],
  // A domain
  ["DOMAIN_INVALID", "no host name", { domain: { name: "API", zoneId: "Z1" } }],
  [
    "TRUSTSTORE_INVALID",
    "expected s3://",
    { domain: { name: "a.example.com", zoneId: "Z1", mutualTls: { truststore: "x", version: "1" } } },
  ],
  // What HTTP APIs do not have
  [
    "HTTP_API_LACKS",
    "has the prop webAcl; an HTTP API has no web ACL. Put CloudFront",
    { webAcl: { arn: "a" } },
  ],
  ["HTTP_API_LACKS", "no resource policy", { admission: { ipRanges: ["10.0.0.0/8"] } }],
  ["HTTP_API_LACKS", "no request validation", { requests: { "POST /pets": {} } }],
  ["HTTP_API_LACKS", "no private endpoint", { endpoint: { privateTo: ["vpce-1"] } }],
  ["HTTP_API_LACKS", "no response cache", { cache: { sizeGb: "0.5", ttl: 60, routes: [] } }],
  [
    "HTTP_API_LACKS",
    "no client certificate for backends. Serve it by a REST API",
    { clientCertificateId: "a" },
  ],
  [
    "HTTP_API_LACKS",
    "no X-Ray tracing. Trace the functions alone (tracing of LambdaFunction)",
    { tracing: true },
  ],
  ["HTTP_API_LACKS", "no canary", { canary: 10 }],
  ["HTTP_API_LACKS", "no execution log", { executionLog: { key: "aws-owned" } }],
  ["HTTP_API_LACKS", "no responses of its own", { answers: "hardened" }],
  ["HTTP_API_LACKS", "no metrics of single methods", { methodMetrics: true }],
  ["HTTP_API_LACKS", "no stage to name. Leave it out: the API serves $default", { stage: "live" }],
  ["HTTP_API_LACKS", "Give it a domain, which closes that address", { executeApiEndpoint: "closed" }],
  ["HTTP_API_LACKS", "Give the function as jwt.function", { jwtAuthorizer: { functionName: "v" } }],
  ["HTTP_API_LACKS", "as jwt.ttl", { jwtOptions: { ttl: 0 } }],
  [
    "HTTP_API_LACKS",
    '"GET /products" is to take tokens of further user pools (furtherUserPoolArns); an authorizer of an HTTP API has one issuer',
    { cognito: { issuer, clientIds: ["4abc"], resourceServer: "shop", furtherUserPoolArns: ["arn:p"] } },
  ],
  ...(
    [
      ["vpcLink", { id: "l" }, "HttpApi makes no VPC link"],
      ["query", ["page"], "it passes all"],
      ["statuses", [200], "it passes all"],
      ["timeout", 1_000, "as the API's timeout"],
    ] as const
  ).map(([field, value, says]): [string, string, object] => [
    "HTTP_API_LACKS",
    says,
    { handlers: { app: { url: "https://a.example", passToken: true, [field]: value } } },
  ]),
  // A value that asks for nothing is still no prop
  ["HTTP_API_LACKS", "has the prop webAcl; an HTTP API has no web ACL. Leave it out.", { webAcl: "off" }],
  ["HTTP_API_LACKS", "no request validation. Leave it out.", { requests: "unchecked" }],
  [
    "HTTP_API_LACKS",
    'HttpApi "api".cognito has the field userPoolArn; an HTTP API has no authorizer that takes a pool\'s ARN. Give issuer, https://',
    { cognito: { userPoolArn: "arn:p", clientIds: ["4abc"], resourceServer: "shop" } },
  ],
  [
    "FIELD_MISSING",
    'HttpApi "api".cognito has no field "issuer", which is required; the fields are issuer, clientIds, resourceServer.',
    { cognito: { clientIds: ["4abc"], resourceServer: "shop" } },
  ],
];
