import { auditor, LOCKED, type Routes } from "../../build/http-shop";
import { type Resources, text } from "../../build/people";

/** HTTP APIs, and what of a route is decided for principals. */

interface Case {
  readonly name: string;
  readonly routes: Routes;
  readonly resources?: Resources;
  readonly at: string;
  /** Decisions by principal. */
  readonly expected: Readonly<Record<string, "allow" | "deny" | "unknown">>;
}

const scopes = (...names: readonly string[]) => ({ authorization_scopes: names });
const GROUP = "group:user";
const FOREIGN = "token:login.example.com";

/** An OAuth flow in which users of the client `app` may ask for scopes. */
const oauth = (names: readonly string[], flows: readonly string[] = ["code"]): Resources => ({
  aws_cognito_user_pool_client: {
    app: {
      allowed_oauth_flows_user_pool_client: true,
      allowed_oauth_flows: flows,
      allowed_oauth_scopes: names,
      generate_secret: true,
    },
  },
  aws_cognito_user_pool_domain: { d: { domain: "d", user_pool_id: "${aws_cognito_user_pool.people.id}" } },
});

/** A policy of the role that the identity pool gives to the group. */
const groupMay = (path: string): Resources => ({
  aws_iam_role_policy: {
    user: {
      name: "p",
      role: "${aws_iam_role.user.name}",
      policy: text([
        {
          Effect: "Allow",
          Action: "execute-api:Invoke",
          Resource: `\${aws_apigatewayv2_api.shop.execution_arn}/${path}`,
        },
      ]),
    },
  },
});

const allowing = (path: string): Resources => auditor("shop", path);

export const cases: readonly Case[] = [
  {
    name: "a route without an authorization type is open",
    routes: { "GET /pets": {} },
    at: "GET /pets",
    expected: { anonymous: "allow", "signed-in": "allow" },
  },
  {
    name: "an authorizer without its authorization type is not asked",
    routes: { "GET /pets": { authorizer_id: LOCKED.people.authorizer_id } },
    at: "GET /pets",
    expected: { anonymous: "allow" },
  },
  {
    name: "a token of the pool's client opens a route without scopes, and an ID token does",
    routes: { "GET /pets": LOCKED.people },
    at: "GET /pets",
    expected: { anonymous: "deny", "signed-in": "allow", [GROUP]: "allow" },
  },
  {
    name: "no token of the pool has the scope",
    routes: { "GET /pets": { ...LOCKED.people, ...scopes("pets/read") } },
    at: "GET /pets",
    expected: { anonymous: "deny", "signed-in": "deny", [GROUP]: "deny" },
  },
  {
    name: "one of several scopes is enough",
    routes: { "GET /pets": { ...LOCKED.people, ...scopes("pets/read", "pets/write") } },
    resources: oauth(["openid", "pets/write"]),
    at: "GET /pets",
    expected: { anonymous: "deny", "signed-in": "allow" },
  },
  {
    name: "a program's token has the scopes of its client",
    routes: { "GET /pets": { ...LOCKED.people, ...scopes("pets/read") } },
    resources: oauth(["pets/read"], ["client_credentials"]),
    at: "GET /pets",
    expected: { "client:app": "allow", "signed-in": "deny" },
  },
  {
    name: "a program of a client that is no audience is refused",
    routes: { "GET /pets": LOCKED.people },
    resources: {
      ...oauth(["pets/read"], ["client_credentials"]),
      aws_apigatewayv2_authorizer: {
        people: {
          jwt_configuration: {
            issuer: "https://${aws_cognito_user_pool.people.endpoint}",
            audience: ["${aws_cognito_user_pool_client.web.id}"],
          },
        },
      },
      aws_cognito_user_pool_client: {
        ...oauth(["pets/read"], ["client_credentials"]).aws_cognito_user_pool_client,
        web: { name: "web", user_pool_id: "${aws_cognito_user_pool.people.id}" },
      },
    },
    at: "GET /pets",
    expected: { "client:app": "deny", "signed-in": "allow" },
  },
  {
    name: "an audience that is no client of this Terraform may be one that is made elsewhere",
    routes: { "GET /pets": LOCKED.people },
    resources: {
      aws_apigatewayv2_authorizer: {
        people: {
          jwt_configuration: {
            issuer: "https://${aws_cognito_user_pool.people.endpoint}",
            audience: ["7lhlkkfbfb4q5kpp90urffao"],
          },
        },
      },
    },
    at: "GET /pets",
    expected: { anonymous: "deny", "signed-in": "unknown", [GROUP]: "unknown" },
  },
  {
    name: "without an audience it is not known what the authorizer does",
    routes: { "GET /pets": LOCKED.people },
    resources: {
      aws_apigatewayv2_authorizer: {
        people: { jwt_configuration: { issuer: "https://${aws_cognito_user_pool.people.endpoint}" } },
      },
    },
    at: "GET /pets",
    expected: { anonymous: "deny", "signed-in": "unknown" },
  },
  {
    name: "another issuer's tokens are a principal of their own",
    routes: { "GET /pets": LOCKED.login },
    at: "GET /pets",
    expected: { anonymous: "deny", "signed-in": "deny", [GROUP]: "deny", [FOREIGN]: "allow" },
  },
  {
    name: "the other issuer decides who gets a scope",
    routes: { "GET /pets": { ...LOCKED.login, ...scopes("pets/read") } },
    at: "GET /pets",
    expected: { "signed-in": "deny", [FOREIGN]: "unknown" },
  },
  {
    name: "the other issuer's tokens open no route of the pool",
    routes: { "GET /pets": LOCKED.login, "GET /own": LOCKED.people },
    at: "GET /own",
    expected: { "signed-in": "allow", [FOREIGN]: "deny" },
  },
  {
    name: "an issuer of another region is another one",
    routes: { "GET /pets": LOCKED.people },
    resources: {
      aws_apigatewayv2_authorizer: {
        people: {
          jwt_configuration: {
            issuer: "https://cognito-idp.eu-west-1.amazonaws.com/${aws_cognito_user_pool.people.id}",
            audience: ["${aws_cognito_user_pool_client.app.id}"],
          },
        },
      },
    },
    at: "GET /pets",
    expected: { anonymous: "deny", "signed-in": "deny" },
  },
  {
    name: "an issuer that is not known may be the pool",
    routes: { "GET /pets": { authorization_type: "JWT", authorizer_id: "abc123" } },
    at: "GET /pets",
    expected: { anonymous: "deny", "signed-in": "unknown" },
  },
  {
    name: "a JWT route without an authorizer takes nothing but tokens",
    routes: { "GET /pets": { authorization_type: "JWT" } },
    at: "GET /pets",
    expected: { anonymous: "deny", "signed-in": "unknown" },
  },
  {
    name: "a CUSTOM route with an authorizer of another type is not known",
    routes: { "GET /pets": { ...LOCKED.gate, authorizer_id: LOCKED.people.authorizer_id } },
    at: "GET /pets",
    expected: { anonymous: "unknown" },
  },
  {
    name: "an unknown authorization type leaves the route unknown, and not missing",
    routes: { "GET /pets": { authorization_type: "COGNITO_USER_POOLS" } },
    at: "GET /pets",
    expected: { anonymous: "unknown" },
  },
  {
    name: "a Lambda authorizer is not even called without its identity source",
    routes: { "GET /pets": LOCKED.gate },
    at: "GET /pets",
    expected: { anonymous: "deny", "signed-in": "unknown" },
  },
  {
    name: "a Lambda authorizer without identity sources decides about every request",
    routes: { "GET /pets": LOCKED.gate },
    resources: { aws_apigatewayv2_authorizer: { gate: { identity_sources: [] } } },
    at: "GET /pets",
    expected: { anonymous: "unknown" },
  },
  {
    name: "AWS_IAM: the role's policy names stage, verb and path",
    routes: { "GET /reports": LOCKED.iam, "POST /reports": LOCKED.iam },
    resources: allowing("$default/GET/reports"),
    at: "GET /reports",
    expected: { anonymous: "deny", "signed-in": "deny", "iam:auditor": "allow" },
  },
  {
    name: "AWS_IAM: a group's role from the identity pool",
    routes: { "GET /pets/{id}": LOCKED.iam },
    resources: groupMay("*/GET/pets/*"),
    at: "GET /pets/{id}",
    expected: { anonymous: "deny", "signed-in": "deny", [GROUP]: "allow" },
  },
  {
    name: "AWS_IAM: a policy of one path leaves the others of the route",
    routes: { "GET /pets/{id}": LOCKED.iam },
    resources: groupMay("$default/GET/pets/7"),
    at: "GET /pets/{id}",
    expected: { [GROUP]: "unknown" },
  },
  {
    name: "AWS_IAM: another verb is another route",
    routes: { "GET /reports": LOCKED.iam, "POST /reports": LOCKED.iam },
    resources: allowing("$default/GET/reports"),
    at: "POST /reports",
    expected: { "iam:auditor": "deny" },
  },
  {
    name: "AWS_IAM: a wildcard covers $default, too",
    routes: { $default: LOCKED.iam },
    resources: allowing("*"),
    at: "ANY $default",
    expected: { anonymous: "deny", "iam:auditor": "allow" },
  },
  {
    name: "AWS_IAM: which ARN decides about $default is not documented",
    routes: { $default: LOCKED.iam },
    resources: allowing("$default/$default"),
    at: "ANY $default",
    expected: { anonymous: "deny", "iam:auditor": "unknown" },
  },
  {
    name: "$default is open where it has no lock",
    routes: { "GET /pets": LOCKED.people, $default: {} },
    at: "ANY $default",
    expected: { anonymous: "allow" },
  },
  {
    name: "a verb and a path compete where the one has the verb and the other the path",
    routes: { "ANY /pets/dog": {}, "GET /pets/{id}": LOCKED.people },
    at: "GET /pets/{id}",
    expected: { anonymous: "unknown", "signed-in": "allow" },
  },
  {
    name: "two routes of one key",
    routes: { "GET /pets/{id}": {}, "GET /pets/{name}": LOCKED.people },
    at: "GET /pets/{id}",
    expected: { anonymous: "unknown" },
  },
  {
    name: "two routes of one key with the same lock",
    routes: { "GET /pets/{id}": LOCKED.people, "GET /pets/{name}": LOCKED.people },
    at: "GET /pets/{id}",
    expected: { anonymous: "deny", "signed-in": "allow" },
  },
  {
    name: "a key that API Gateway refuses is shown",
    routes: { "get /pets": {} },
    at: "GET /pets",
    expected: { anonymous: "unknown" },
  },
  {
    name: "a key with a slash at its end is refused",
    routes: { "GET /pets/": {} },
    at: "GET /pets/",
    expected: { anonymous: "unknown" },
  },
  {
    name: "nothing can follow a greedy parameter",
    routes: { "GET /{rest+}/pets": {} },
    at: "GET /{rest+}/pets",
    expected: { anonymous: "unknown" },
  },
  {
    name: "an API key has no effect",
    routes: { "GET /pets": { api_key_required: true } },
    at: "GET /pets",
    expected: { anonymous: "allow" },
  },
  {
    name: "quick create makes an open route for everything",
    routes: {},
    resources: {
      aws_apigatewayv2_api: { shop: { target: "arn:aws:lambda:us-east-1:111111111111:function:f" } },
    },
    at: "ANY $default",
    expected: { anonymous: "allow" },
  },
  {
    name: "quick create with a key makes that route",
    routes: {},
    resources: { aws_apigatewayv2_api: { shop: { target: "https://example.com", route_key: "GET /old" } } },
    at: "GET /old",
    expected: { anonymous: "allow" },
  },
  {
    name: "on a stage without a deployment nothing is known to be live",
    routes: { "GET /pets": {} },
    resources: { aws_apigatewayv2_stage: { live: { auto_deploy: false } } },
    at: "GET /pets",
    expected: { anonymous: "unknown" },
  },
  {
    name: "a lock refuses on such a stage, too",
    routes: { "GET /pets": LOCKED.people },
    resources: { aws_apigatewayv2_stage: { live: { auto_deploy: false } } },
    at: "GET /pets",
    expected: { anonymous: "deny", "signed-in": "unknown" },
  },
];
